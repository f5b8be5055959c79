using System.IO.Enumeration;
using Tracing.Adapters.Workdir;

namespace Tracing.Adapters.Agents.Records;

/// <summary>
/// Finds the records that an agent left in its home. Links are not followed and nothing but regular files is opened: what an agent leaves there may point
/// anywhere on this machine.
/// </summary>
public static class RecordFiles
{
    private const int MostFiles = 20_000;

    private static readonly EnumerationOptions EveryEntry = new() { AttributesToSkip = 0, IgnoreInaccessible = true, RecurseSubdirectories = false, MatchType = MatchType.Simple };

    /// <summary>Finds them.</summary>
    /// <param name="home">The agent's home on this machine.</param>
    /// <param name="patterns">Paths below it; <c>*</c> stands for any part of a name.</param>
    /// <returns>In ordinal order of their paths, each once.</returns>
    public static IReadOnlyList<RecordFile> Find(string home, IEnumerable<string> patterns) =>
    [
        .. patterns.SelectMany(pattern => Below(home, "", pattern.Split('/')))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Take(MostFiles)
            .Select(path => new RecordFile(path, Path.Join(home, path))),
    ];

    private static IEnumerable<string> Below(string home, string folder, string[] pattern)
    {
        FileType wanted = pattern.Length == 1 ? FileType.Regular : FileType.Folder;
        foreach (string name in Names(Path.Join(home, folder), pattern[0]))
        {
            string path = folder.Length == 0 ? name : $"{folder}/{name}";
            if (FileStatus.Of(Path.Join(home, path))?.Type != wanted)
            {
                continue;
            }

            foreach (string found in pattern.Length == 1 ? [path] : Below(home, path, pattern[1..]))
            {
                yield return found;
            }
        }
    }

    private static string[] Names(string folder, string pattern)
    {
        try
        {
            return
            [
                .. new FileSystemEnumerable<string>(folder, (ref FileSystemEntry entry) => entry.FileName.ToString(), EveryEntry)
                {
                    ShouldIncludePredicate = (ref FileSystemEntry entry) => FileSystemName.MatchesSimpleExpression(pattern, entry.FileName, ignoreCase: false),
                }.Take(MostFiles),
            ];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
