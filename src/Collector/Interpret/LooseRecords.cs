using Microsoft.Extensions.Logging;
using Tracing.Storage;
using Tracing.Storage.Columns;
using Tracing.Storage.Failures;
using Tracing.Storage.Reads;
using Tracing.Storage.Rows;
using Tracing.Storage.Writes;

namespace Tracing.Collector.Interpret;

/// <summary>
/// Finds the runs of records that came without one: those of a trace that a run has bound, and those that name a run's session. An
/// insert counts as looked at once the store says so, after all of it was bound that could be: what a crash left, this or another
/// collector finds again. Only <see cref="Note"/> may be called at any time.
/// </summary>
internal sealed class LooseRecords
{
    private const int InsertsPerLook = 16;
    private const double RestFactor = 3;
    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    // An insert's touch is stored a little after the time it carries.
    private static readonly TimeSpan LookBack = TimeSpan.FromMinutes(15);

    private readonly ClickHouseStore _store;
    private readonly SessionBinding _binding;
    private readonly TimeSpan _catchUp;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    // Guarded by _gate.
    private readonly Lock _gate = new();
    private HashSet<string> _traces = new(StringComparer.Ordinal);
    private bool _unseen;

    private long _since;
    private TimeSpan _retry = RetryAfter;
    private DateTimeOffset _restedAt;
    private DateTimeOffset _nextCatchUp;

    /// <summary>Looks at nothing yet; all that the store has is looked at first.</summary>
    /// <param name="store">The store.</param>
    /// <param name="binding">What binds by session.</param>
    /// <param name="catchUp">How often the store is asked for what a crash left.</param>
    /// <param name="time">The clock of the pauses.</param>
    /// <param name="logger">Where it logs.</param>
    public LooseRecords(ClickHouseStore store, SessionBinding binding, TimeSpan catchUp, TimeProvider time, ILogger logger)
    {
        _store = store;
        _binding = binding;
        _catchUp = catchUp;
        _time = time;
        _logger = logger;
        _restedAt = _nextCatchUp = time.GetUtcNow();
    }

    /// <summary>When there is something to do.</summary>
    public DateTimeOffset NextDue
    {
        get
        {
            lock (_gate)
            {
                return _unseen || _nextCatchUp < _restedAt ? _restedAt : _nextCatchUp;
            }
        }
    }

    /// <summary>Takes note of records without a run.</summary>
    /// <param name="touches">What an insert touched.</param>
    public void Note(IReadOnlyCollection<RunTouch> touches)
    {
        lock (_gate)
        {
            foreach (RunTouch touch in touches.Where(touch => touch.RunId.Length == 0))
            {
                _unseen = true;
                if (touch.TraceId.Length > 0)
                {
                    _traces.Add(touch.TraceId);
                }
            }
        }
    }

    /// <summary>Binds what can be bound. A fault of the store is logged, and what it kept back is tried again.</summary>
    /// <param name="rested">Whether the rest after the last look is kept.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The runs that have more records now.</returns>
    public async Task<IReadOnlyCollection<string>> BindAsync(bool rested, CancellationToken cancellationToken)
    {
        var runs = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            runs.UnionWith(await RunsOfTracesAsync(cancellationToken));
            if (!rested || _time.GetUtcNow() >= NextDue)
            {
                await LookAsync(runs, cancellationToken);
                _retry = RetryAfter;
            }
        }
        catch (Exception e) when (e is ReadFailure or WriteFailure)
        {
            // What traces bind is found by catch-up too, by what run_traces and run_touches say.
            Log.BindFailed(_logger, e.Message);
            LeaveUnseen();
            _restedAt = _time.GetUtcNow() + _retry;
            _retry = _retry * 2 < LongestRest ? _retry * 2 : LongestRest;
        }

        return runs;
    }

    private async Task<IEnumerable<string>> RunsOfTracesAsync(CancellationToken cancellationToken)
    {
        HashSet<string> traces;
        lock (_gate)
        {
            traces = _traces;
            _traces = new HashSet<string>(StringComparer.Ordinal);
        }

        return (await _binding.RunsOfTracesAsync(traces, cancellationToken)).SelectMany(trace => trace).Select(row => row.RunId);
    }

    // It rests for three times the time it took: records that belong to no run must not keep the others waiting.
    private async Task LookAsync(HashSet<string> runs, CancellationToken cancellationToken)
    {
        long began = _time.GetTimestamp();
        lock (_gate)
        {
            _unseen = false;
        }

        long engine = (await _store.Reads.AskAsync(new EngineClock(), cancellationToken))[0];
        IReadOnlyList<ulong> batches = await _store.Reads.AskAsync(new LooseInserts(_since, InsertsPerLook), cancellationToken);
        if (batches.Count > 0)
        {
            await BindAsync(batches, runs, cancellationToken);
            await _store.Bindings.MarkLookedAtAsync(batches, cancellationToken);
            TimeSpan rest = _time.GetElapsedTime(began) * RestFactor;
            _restedAt = _time.GetUtcNow() + (rest < LongestRest ? rest : LongestRest);
        }

        if (batches.Count < InsertsPerLook)
        {
            _since = engine - (LookBack.Ticks * TimeSpan.NanosecondsPerTick);
            _nextCatchUp = _time.GetUtcNow() + _catchUp;
        }
        else
        {
            LeaveUnseen();
        }
    }

    private async Task BindAsync(IReadOnlyList<ulong> batches, HashSet<string> runs, CancellationToken cancellationToken)
    {
        var question = new SessionsOfInserts(batches);
        IReadOnlyList<LooseRecordRow> page;
        do
        {
            page = await _store.Reads.AskAsync(question, cancellationToken);
            if (page.Count > 0)
            {
                await _store.Bindings.KeepLooseAsync(page, cancellationToken);
                runs.UnionWith(await _binding.BindAsync(page, cancellationToken));
                question = question with { After = page[^1] };
            }
        }
        while (page.Count == question.Limit);
    }

    private void LeaveUnseen()
    {
        lock (_gate)
        {
            _unseen = true;
        }
    }
}
