using System.IO.Enumeration;

namespace Tracing.Adapters.Tasks;

/// <summary>Whether what a task names lies inside its folder, links included.</summary>
internal static class FolderBounds
{
    /// <summary>Whether a path as it is written leads into the folder, without looking at the disk.</summary>
    /// <param name="path">Path as it was written.</param>
    public static bool Holds(string path) =>
        !Path.IsPathRooted(path) && !path.Contains('\\', StringComparison.Ordinal) && !path.Contains('\0', StringComparison.Ordinal)
        && Path.GetRelativePath("/f", Path.GetFullPath(path, "/f")) is var inner && inner != ".." && !inner.StartsWith("../", StringComparison.Ordinal);

    /// <summary>Links below a folder that lead out of it: absolute ones, and those that climb too far.</summary>
    /// <param name="folder">Path of this machine.</param>
    /// <returns>Paths below the folder, in ordinal order.</returns>
    public static IReadOnlyList<string> LinksOut(string folder)
    {
        var links = new FileSystemEnumerable<string>(
            folder,
            (ref FileSystemEntry entry) => entry.ToFullPath(),
            new EnumerationOptions { AttributesToSkip = 0, RecurseSubdirectories = true })
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
            ShouldRecursePredicate = (ref FileSystemEntry entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
        };
        return [.. links.Select(link => Path.GetRelativePath(folder, link)).Where(link => LeadsOut(folder, link)).Order(StringComparer.Ordinal)];
    }

    // Going up is allowed at the beginning only: further on it could start from another link, which lies elsewhere than its name.
    private static bool LeadsOut(string folder, string link)
    {
        string? target = new FileInfo(Path.Join(folder, link)).LinkTarget;
        return target is not null
            && (Path.IsPathRooted(target)
                || target.Split('/').SkipWhile(part => part == "..").Contains("..", StringComparer.Ordinal)
                || !Holds(Path.Join(Path.GetDirectoryName(link), target)));
    }
}
