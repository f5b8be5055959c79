using System.Text.Json;
using Tracing.Vocabulary;

namespace Tracing.Adapters.Sweeps;

/// <summary>What of a sweep is done, a line a trial, so that it can be resumed.</summary>
/// <param name="path">The file.</param>
public sealed class SweepJournal(string path)
{
    private readonly Lock gate = new();

    /// <summary>Trials that ended with a result: finished, or their time was up. What was cancelled or failed for other reasons is run again.</summary>
    /// <returns>Cell and trial of each.</returns>
    public IReadOnlySet<(string Cell, int Trial)> Done()
    {
        var done = new HashSet<(string, int)>();
        foreach (string line in File.Exists(path) ? File.ReadLines(path) : [])
        {
            if (Read(line) is { State: RunStates.Finished or RunStates.TimedOut } entry)
            {
                done.Add((entry.Cell, entry.Trial));
            }
        }

        return done;
    }

    /// <summary>Adds a trial that has ended.</summary>
    /// <param name="entry">The trial.</param>
    public void Add(SweepJournalEntry entry)
    {
        lock (gate)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.AppendAllText(path, JsonSerializer.Serialize(entry) + "\n");
        }
    }

    // The last line may be torn.
    private static SweepJournalEntry? Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<SweepJournalEntry>(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>A trial that has ended.</summary>
/// <param name="Cell">Its cell: <c>sweep/agent/model/category/task</c>.</param>
/// <param name="Trial">Its trial.</param>
/// <param name="Run">Its run.</param>
/// <param name="State">Its state, one of <see cref="RunStates"/>.</param>
public sealed record SweepJournalEntry(string Cell, int Trial, string Run, string State);
