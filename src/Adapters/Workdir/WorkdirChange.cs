using Tracing.Scoring;
using Tracing.Vocabulary;

namespace Tracing.Adapters.Workdir;

/// <summary>One change of a working folder. It is the event <see cref="EventNames.FileChange"/>, whose body is <see cref="Diff"/>.</summary>
public sealed record WorkdirChange
{
    /// <summary>One of <see cref="FileChanges"/>.</summary>
    public required string Change { get; init; }

    /// <summary>Path below the folder, with forward slashes; of a renamed file the new one.</summary>
    public required string Path { get; init; }

    /// <summary>Of a renamed file the path before.</summary>
    public string? From { get; init; }

    /// <summary>What lay at the path before; null where nothing did.</summary>
    public SnapshotEntry? Before { get; init; }

    /// <summary>What lies at the path now; null where nothing does.</summary>
    public SnapshotEntry? After { get; init; }

    /// <summary>Unified diff as git writes and applies it; of what is no text, a line that says so.</summary>
    public required string Diff { get; init; }

    /// <summary>Whether the diff was cut.</summary>
    public bool DiffCut { get; init; }

    /// <summary>The event's attributes; what is null is absent. Values are string or bool.</summary>
    /// <param name="expected">Patterns of the paths that may change; null where the task does not say. A rename needs both of its paths.</param>
    /// <returns>Names and values.</returns>
    public IReadOnlyList<KeyValuePair<string, object>> Attributes(IReadOnlyList<GlobPattern>? expected)
    {
        var attributes = new List<KeyValuePair<string, object>>();
        Add(StandardAttributes.FilePath, Path);
        Add(BenchAttributes.Change, Change);
        Add(BenchAttributes.ChangeExpected, expected is null ? null : Fits(Path) && (From is null || Fits(From)));
        Add(BenchAttributes.ChangeFrom, From);
        Add(BenchAttributes.ChangeSha256Before, Before?.Sha256);
        Add(BenchAttributes.ChangeSha256After, After?.Sha256);
        return attributes;

        bool Fits(string path) => expected.Any(pattern => pattern.Matches(path));

        void Add(string name, object? value)
        {
            if (value is not null)
            {
                attributes.Add(new KeyValuePair<string, object>(name, value));
            }
        }
    }
}
