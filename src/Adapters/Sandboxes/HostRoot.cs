namespace Tracing.Adapters.Sandboxes;

/// <summary>
/// The machine's root as a sandbox shows it: everything at the top read-only, but homes, temporary and run-time folders empty. The programs that the search
/// path names inside of those are shown again (<see cref="ProgramPlaces"/>), for agents that are installed in a home.
/// </summary>
internal static class HostRoot
{
    // Homes hold keys, run-time folders sockets of other services.
    private static readonly string[] Hidden = [.. WithHome(["/home", "/root", "/tmp", "/run", "/var/tmp", "/var/run", "/mnt", "/media"])];

    private static readonly string[] Own = ["/dev", "/proc", "/sys", "/lost+found"];

    /// <summary>Arguments of <c>bwrap</c> that lay it out.</summary>
    /// <param name="searchPath">Value of <c>PATH</c>.</param>
    public static IEnumerable<string> Arguments(string searchPath)
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

        // Those above come before those below.
        foreach (string place in new ProgramPlaces(IsHidden).Of(searchPath).Order(StringComparer.Ordinal))
        {
            yield return "--ro-bind";
            yield return place;
            yield return place;
        }
    }

    private static bool IsHidden(string path) => Hidden.Any(hidden => path.StartsWith(hidden + "/", StringComparison.Ordinal));

    // A home may lie anywhere; where it is the root or one of the system's own folders it is none.
    private static IEnumerable<string> WithHome(string[] folders)
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile).TrimEnd('/');
        bool isApart = home.Count(character => character == '/') > 1 && !folders.Any(folder => (home + "/").StartsWith(folder + "/", StringComparison.Ordinal)) && !home.StartsWith("/usr/", StringComparison.Ordinal);
        return isApart ? folders.Append(home) : folders;
    }
}
