using Microsoft.Extensions.Logging;
using Tracing.Storage.Failures;
using Tracing.Storage.Reads;

namespace Tracing.Collector.Interpret;

/// <summary>
/// Finds runs that nobody has read: what a crash left, what a dead collector left, and, while there are others, what they inserted
/// of this one's runs. Times are the engine's.
/// </summary>
/// <param name="reads">The store.</param>
/// <param name="catchUp">How often all of the recent past is looked at.</param>
/// <param name="time">The clock of the pauses.</param>
/// <param name="logger">Where it logs.</param>
internal sealed class UnreadRuns(StoreReader reads, TimeSpan catchUp, TimeProvider time, ILogger logger)
{
    private const int PageSize = 500;
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    // A touch is stored a little after the time it carries; the longer look back is for inserts that took long.
    private static readonly TimeSpan ShortLook = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongLook = TimeSpan.FromMinutes(15);

    private long _since;
    private DateTimeOffset _nextCatchUp = time.GetUtcNow();
    private DateTimeOffset _nextPoll = time.GetUtcNow();

    /// <summary>When to ask again.</summary>
    /// <param name="shared">Whether there are others that insert.</param>
    public DateTimeOffset NextDue(bool shared) => shared && _nextPoll < _nextCatchUp ? _nextPoll : _nextCatchUp;

    /// <summary>Looks at all runs with the next question, however old.</summary>
    public void LookAtAll()
    {
        _since = 0;
        _nextCatchUp = time.GetUtcNow();
    }

    /// <summary>Asks where it is time to.</summary>
    /// <param name="shared">Whether there are others that insert.</param>
    /// <param name="behind">Whether many runs wait already: all of the past is looked at after them.</param>
    /// <param name="cancellationToken">Stops the questions.</param>
    /// <returns>The runs; none where it was not time, or the store did not answer.</returns>
    public async Task<IReadOnlyList<RunTouchesRow>> FindAsync(bool shared, bool behind, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (behind && now >= _nextCatchUp)
        {
            _nextCatchUp = now + Poll;
        }

        bool whole = now >= _nextCatchUp;
        if (!whole && !(shared && now >= _nextPoll))
        {
            return [];
        }

        _nextPoll = now + Poll;
        _nextCatchUp = whole ? now + catchUp : _nextCatchUp;
        try
        {
            long engine = (await reads.AskAsync(new EngineClock(), cancellationToken))[0];
            IReadOnlyList<RunTouchesRow> found = await AskAsync(whole ? _since : engine - Nanoseconds(ShortLook), cancellationToken);
            _since = whole ? engine - Nanoseconds(LongLook) : _since;
            return found;
        }
        catch (ReadFailure e)
        {
            Log.CatchUpFailed(logger, e.Message);
            return [];
        }
    }

    private async Task<IReadOnlyList<RunTouchesRow>> AskAsync(long since, CancellationToken cancellationToken)
    {
        var found = new List<RunTouchesRow>();
        while (true)
        {
            string after = found.Count == 0 ? "" : found[^1].RunId;
            IReadOnlyList<RunTouchesRow> page = await reads.AskAsync(new StaleRuns(Interpreter.Reading, since, after, PageSize), cancellationToken);
            found.AddRange(page);
            if (page.Count < PageSize)
            {
                return found;
            }
        }
    }

    private static long Nanoseconds(TimeSpan time) => time.Ticks * TimeSpan.NanosecondsPerTick;
}
