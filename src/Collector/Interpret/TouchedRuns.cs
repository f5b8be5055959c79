namespace Tracing.Collector.Interpret;

/// <summary>
/// Which runs wait to be read, and when each is due: quiet for a while, or touched long ago. Holds decisions only:
/// the clock is given, the loop is elsewhere. Not safe for concurrent use.
/// </summary>
/// <param name="options">The delays.</param>
public sealed class TouchedRuns(InterpretOptions options)
{
    private readonly Dictionary<string, Waiting> waiting = new(StringComparer.Ordinal);

    /// <summary>Runs that wait.</summary>
    public int Count => waiting.Count;

    /// <summary>Something new has come for a run.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="now">The time.</param>
    public void Touch(string runId, DateTimeOffset now) =>
        waiting[runId] = waiting.TryGetValue(runId, out Waiting known) ? known with { Last = now } : new Waiting(now, now);

    /// <summary>Takes runs that are due, those that have waited longest first.</summary>
    /// <param name="now">The time.</param>
    /// <returns>At most as many as are read together.</returns>
    public IReadOnlyList<string> TakeDue(DateTimeOffset now)
    {
        string[] due = [.. waiting
            .Where(run => DueAt(run.Value) <= now)
            .OrderBy(run => run.Value.First)
            .Take(options.RunsPerRead)
            .Select(run => run.Key)];
        foreach (string runId in due)
        {
            waiting.Remove(runId);
        }

        return due;
    }

    /// <summary>When the next run is due, or null where none waits.</summary>
    /// <returns>The time.</returns>
    public DateTimeOffset? NextDue() => waiting.Count == 0 ? null : waiting.Values.Min(DueAt);

    private DateTimeOffset DueAt(Waiting run)
    {
        DateTimeOffset quiet = run.Last + options.Quiet;
        DateTimeOffset latest = run.First + options.Longest;
        return quiet < latest ? quiet : latest;
    }

    private readonly record struct Waiting(DateTimeOffset First, DateTimeOffset Last);
}
