namespace Tracing.Adapters.Sandboxes;

/// <summary>
/// The machine's root as a sandbox shows it: everything at the top read-only, but homes, temporary and run-time folders empty. What the search path names
/// inside of those is shown again, for agents that are installed in a home.
/// </summary>
internal static class HostRoot
{
    // Homes hold keys, run-time folders sockets of other services.
    private static readonly string[] Hidden = ["/home", "/root", "/tmp", "/run", "/var/tmp", "/var/run", "/mnt", "/media"];

    private static readonly string[] Own = ["/dev", "/proc", "/sys", "/lost+found"];

    /// <summary>Arguments of <c>bwrap</c> that lay it out.</summary>
    /// <param name="shown">Folders that must be seen although they may lie in a hidden one.</param>
    public static IEnumerable<string> Arguments(IEnumerable<string> shown)
    {
        foreach (string entry in Directory.EnumerateFileSystemEntries("/").Order(StringComparer.Ordinal))
        {
            if (new FileInfo(entry).LinkTarget is { } target)
            {
                yield return "--symlink";
                yield return target;
                yield return entry;
            }
            else if (!Own.Contains(entry) && !Hidden.Contains(entry))
            {
                yield return "--ro-bind";
                yield return entry;
                yield return entry;
            }
        }

        foreach (string folder in Hidden.Where(folder => Directory.Exists(folder) && new FileInfo(folder).LinkTarget is null))
        {
            yield return "--tmpfs";
            yield return folder;
        }

        foreach (string folder in shown.Where(IsHidden).Where(Directory.Exists).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            yield return "--ro-bind";
            yield return folder;
            yield return folder;
        }
    }

    /// <summary>Folders of the search path with what belongs to them: of <c>X/bin</c> all of X, of <c>node_modules/.bin</c> the packages.</summary>
    /// <param name="path">Value of <c>PATH</c>.</param>
    public static IEnumerable<string> OfSearchPath(string path) =>
        path.Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Where(folder => folder.StartsWith('/'))
            .Select(folder => folder.TrimEnd('/'))
            .Select(folder => Path.GetFileName(folder) is "bin" or ".bin" ? Path.GetDirectoryName(folder)! : folder)
            .Where(folder => !Hidden.Contains(folder) && folder.Length > 1);

    private static bool IsHidden(string folder) => Hidden.Any(hidden => folder.StartsWith(hidden + "/", StringComparison.Ordinal));
}
