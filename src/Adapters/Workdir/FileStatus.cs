namespace Tracing.Adapters.Workdir;

/// <summary>What the file system tells of a path.</summary>
/// <param name="Type">What it is.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Executable">Whether its owner may execute it.</param>
internal sealed record FileStatus(FileType Type, long Size, bool Executable)
{
    /// <summary>Reads the status of a path; a link is not followed.</summary>
    /// <param name="path">Path of this machine.</param>
    /// <returns>Null where there is nothing.</returns>
    public static FileStatus? Of(string path)
    {
        if (OperatingSystem.IsLinux())
        {
            return LinuxFileStatus.Of(path);
        }

        // Elsewhere special files are not told apart.
        var file = new FileInfo(path);
        FileAttributes attributes = file.Attributes;
        bool there = (int)attributes != -1;
        FileType type = file.LinkTarget is not null ? FileType.Link : attributes.HasFlag(FileAttributes.Directory) ? FileType.Folder : FileType.Regular;
        bool executable = !OperatingSystem.IsWindows() && there && file.UnixFileMode.HasFlag(UnixFileMode.UserExecute);
        return there ? new FileStatus(type, type == FileType.Regular ? file.Length : 0, executable) : null;
    }
}
