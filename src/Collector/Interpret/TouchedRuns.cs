namespace Tracing.Collector.Interpret;

/// <summary>
/// Which runs wait to be read, and when each is due: quiet for a while, or touched long ago. Holds decisions only:
/// the clock is given, the loop is elsewhere. Not safe for concurrent use.
/// </summary>
/// <param name="options">The delays.</param>
public sealed class TouchedRuns(InterpretOptions options)
{
    private readonly Dictionary<string, Waiting> waiting = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> resting = new(StringComparer.Ordinal);

    /// <summary>Runs that wait.</summary>
    public int Count => waiting.Count;

    /// <summary>Something new has come for a run.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="now">The time.</param>
    public void Touch(string runId, DateTimeOffset now) =>
        waiting[runId] = waiting.TryGetValue(runId, out Waiting known) ? known with { Last = now } : new Waiting(now, now);

    /// <summary>Something has come for a run that may be known: one that waits already keeps its time.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="now">The time.</param>
    public void TouchOnce(string runId, DateTimeOffset now) => waiting.TryAdd(runId, new Waiting(now, now));

    /// <summary>
    /// A run was read and is left alone until then, however much comes: a long run that goes on growing is read whole each time,
    /// and must not take all the reader's time.
    /// </summary>
    /// <param name="runId">The run.</param>
    /// <param name="until">The time.</param>
    /// <param name="now">The present time; rests that are over are forgotten.</param>
    public void Rest(string runId, DateTimeOffset until, DateTimeOffset now)
    {
        foreach (string over in resting.Where(run => run.Value <= now).Select(run => run.Key).ToArray())
        {
            resting.Remove(over);
        }

        resting[runId] = until;
    }

    /// <summary>Takes runs that are due, those that have waited longest first.</summary>
    /// <param name="now">The time.</param>
    /// <param name="most">At most so many.</param>
    /// <returns>The runs; they no longer wait.</returns>
    public IReadOnlyList<string> TakeDue(DateTimeOffset now, int most)
    {
        string[] due = [.. waiting
            .Where(run => DueAt(run.Key, run.Value) <= now)
            .OrderBy(run => run.Value.First)
            .Take(most)
            .Select(run => run.Key)];
        foreach (string runId in due)
        {
            waiting.Remove(runId);
        }

        return due;
    }

    /// <summary>When the next run is due, or null where none waits.</summary>
    /// <returns>The time.</returns>
    public DateTimeOffset? NextDue() => waiting.Count == 0 ? null : waiting.Min(run => DueAt(run.Key, run.Value));

    private DateTimeOffset DueAt(string runId, Waiting run)
    {
        DateTimeOffset quiet = run.Last + options.Quiet;
        DateTimeOffset latest = run.First + options.Longest;
        DateTimeOffset due = quiet < latest ? quiet : latest;
        return resting.TryGetValue(runId, out DateTimeOffset rested) && rested > due ? rested : due;
    }

    private readonly record struct Waiting(DateTimeOffset First, DateTimeOffset Last);
}
