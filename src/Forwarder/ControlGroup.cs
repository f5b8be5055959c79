using System.Globalization;

namespace Tracing.Forwarder;

/// <summary>
/// Which limits of this container's control group were reached. An engine tells at most that a container's first process was ended for lack of memory; here
/// that is never the one that uses it.
/// </summary>
internal static class ControlGroup
{
    // Of the two versions of control groups; what counts stands first in its line.
    private static readonly (string Limit, string Word, string[] Files)[] Counters =
    [
        ("memory", "oom_kill", ["/sys/fs/cgroup/memory.events", "/sys/fs/cgroup/memory/memory.oom_control"]),
        ("processes", "max", ["/sys/fs/cgroup/pids.events", "/sys/fs/cgroup/pids/pids.events"]),
    ];

    /// <summary>Writes them into a file: lines of limit and times.</summary>
    /// <param name="file">The file.</param>
    public static void Tell(string file)
    {
        try
        {
            File.WriteAllLines(file, Counters.Select(counter => FormattableString.Invariant($"{counter.Limit} {Count(counter.Word, counter.Files)}")));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // The command's own exit code says what there is to say.
        }
    }

    private static long Count(string word, string[] files) =>
        files.Where(File.Exists)
            .SelectMany(File.ReadLines)
            .Select(line => line.Split(' '))
            .Where(parts => parts.Length == 2 && parts[0] == word)
            .Select(parts => long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out long times) ? times : 0)
            .FirstOrDefault();
}
