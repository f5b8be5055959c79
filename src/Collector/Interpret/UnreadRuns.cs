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

    // A look at the past goes page by page, so that a long backlog is begun with its first page: where it is, and when it began.
    private string _place = "";
    private long _began;
    private DateTimeOffset _nextCatchUp = time.GetUtcNow();
    private DateTimeOffset _nextPoll = time.GetUtcNow();

    /// <summary>When to ask again.</summary>
    /// <param name="shared">Whether there are others that insert.</param>
    public DateTimeOffset NextDue(bool shared) => shared && _nextPoll < _nextCatchUp ? _nextPoll : _nextCatchUp;

    /// <summary>Looks at all runs with the next question, however old.</summary>
    public void LookAtAll()
    {
        _since = 0;
        _place = "";
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
            return whole ? await LookAsync(engine, now, cancellationToken) : await RecentAsync(engine - Nanoseconds(ShortLook), cancellationToken);
        }
        catch (ReadFailure e)
        {
            Log.CatchUpFailed(logger, e.Message);
            return [];
        }
    }

    private async Task<IReadOnlyList<RunTouchesRow>> LookAsync(long engine, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (_place.Length == 0)
        {
            _began = engine;
        }

        IReadOnlyList<RunTouchesRow> page = await PageAsync(_since, _place, cancellationToken);
        if (page.Count == PageSize)
        {
            _place = page[^1].RunId;
            _nextCatchUp = now;
        }
        else
        {
            _place = "";
            _since = _began - Nanoseconds(LongLook);
        }

        return page;
    }

    private async Task<IReadOnlyList<RunTouchesRow>> RecentAsync(long since, CancellationToken cancellationToken)
    {
        var found = new List<RunTouchesRow>();
        while (true)
        {
            IReadOnlyList<RunTouchesRow> page = await PageAsync(since, found.Count == 0 ? "" : found[^1].RunId, cancellationToken);
            found.AddRange(page);
            if (page.Count < PageSize)
            {
                return found;
            }
        }
    }

    private Task<IReadOnlyList<RunTouchesRow>> PageAsync(long since, string after, CancellationToken cancellationToken) =>
        reads.AskAsync(new StaleRuns(Interpreter.Reading, since, after, PageSize), cancellationToken);

    private static long Nanoseconds(TimeSpan time) => time.Ticks * TimeSpan.NanosecondsPerTick;
}
