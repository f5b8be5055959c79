namespace Tracing.Adapters.Trials;

/// <summary>Copies a folder: files with their rights, links as links.</summary>
internal static class FolderCopy
{
    /// <summary>Copies.</summary>
    /// <param name="from">A folder.</param>
    /// <param name="to">A folder; made where it is not there.</param>
    public static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (FileSystemInfo entry in new DirectoryInfo(from).EnumerateFileSystemInfos())
        {
            string target = Path.Join(to, entry.Name);
            if (entry.LinkTarget is { } link)
            {
                File.CreateSymbolicLink(target, link);
            }
            else if (entry is DirectoryInfo)
            {
                Copy(entry.FullName, target);
            }
            else
            {
                File.Copy(entry.FullName, target);
            }
        }
    }
}
