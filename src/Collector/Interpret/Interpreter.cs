using Microsoft.Extensions.Logging;
using Tracing.Storage;
using Tracing.Storage.Columns;
using Tracing.Storage.Failures;
using Tracing.Storage.Reads;
using Tracing.Storage.Writes;

namespace Tracing.Collector.Interpret;

/// <summary>
/// Reads the runs that inserts have touched and writes what their records mean. A run is read again whenever more of it arrives;
/// what a crash left unread, and what another collector inserted, is found by asking the store. Of several collectors on one store
/// each reads its share, see <see cref="Lease"/>.
/// </summary>
public sealed class Interpreter : IRunInterpreter, IDisposable
{
    /// <summary>Number of the present reading; raised when a dialect or a scorer reads the same records otherwise.</summary>
    public const ushort Reading = 1;

    private const double RestFactor = 9;

    // With more runs waiting than this, asking for all unread ones would ask for them again, page by page, and hold up their reading.
    private const int Backlog = 1_000;
    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly RunReading _reading;
    private readonly Lease _lease;
    private readonly UnreadRuns _unread;
    private readonly LooseRecords _loose;
    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly CancellationTokenSource _stopping = new();

    // Guarded by _gate.
    private readonly Lock _gate = new();
    private readonly TouchedRuns _touched;

    private Task _loop = Task.CompletedTask;

    /// <summary>Makes an interpreter; nothing is read before <see cref="StartAsync"/>.</summary>
    /// <param name="store">The store.</param>
    /// <param name="options">When and how much is read.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where it logs.</param>
    public Interpreter(ClickHouseStore store, InterpretOptions options, TimeProvider time, ILogger<Interpreter> logger)
    {
        _time = time;
        _logger = logger;
        _touched = new TouchedRuns(options);
        _lease = new Lease(store, time, logger);
        _unread = new UnreadRuns(store.Reads, options.CatchUp, time, logger);
        var binding = new SessionBinding(store, logger);
        _loose = new LooseRecords(store, binding, options.CatchUp, time, logger);
        _reading = new RunReading(store, options, time, logger) { Member = _lease.Member, Binding = binding };
    }

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _lease.Start(Wake);
        _loop = Task.Run(() => RunAsync(_stopping.Token), CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public void Notify(IReadOnlyCollection<RunTouch> touches)
    {
        DateTimeOffset now = _time.GetUtcNow();
        lock (_gate)
        {
            foreach (RunTouch touch in touches.Where(touch => touch.RunId.Length > 0 && _lease.Owners.Owns(touch.RunId)))
            {
                _touched.Touch(touch.RunId, now);
            }
        }

        _loose.Note(touches);
        Wake();
    }

    /// <inheritdoc />
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        Wake();
        await _loop.WaitAsync(cancellationToken);

        // What still waits is read now, so that a process that ends leaves nothing to its successor; a fault leaves it to catch-up.
        Touch(await _loose.BindAsync(rested: false, cancellationToken));
        while (Take(DateTimeOffset.MaxValue) is { Count: > 0 } rest && await TryReadAsync(rest, cancellationToken))
        {
        }

        await _lease.StopAsync(cancellationToken);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _lease.Dispose();
        _wake.Dispose();
        _stopping.Dispose();
    }

    private async Task RunAsync(CancellationToken stopping)
    {
        RunOwners owners = _lease.Owners;
        try
        {
            while (true)
            {
                if (!ReferenceEquals(owners, _lease.Owners))
                {
                    owners = _lease.Owners;
                    _unread.LookAtAll();
                }

                await FindUnreadAsync(stopping);
                Touch(await _loose.BindAsync(rested: true, stopping));
                if (Take(_time.GetUtcNow()) is { Count: > 0 } due)
                {
                    if (!await TryReadAsync(due, stopping))
                    {
                        await Task.Delay(RetryAfter, _time, stopping);
                    }
                }
                else
                {
                    await SleepAsync(_unread.NextDue(owners.Shared), stopping);
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Stopping.
        }
    }

    private async Task SleepAsync(DateTimeOffset until, CancellationToken stopping)
    {
        DateTimeOffset now = _time.GetUtcNow();
        until = _loose.NextDue < until ? _loose.NextDue : until;
        lock (_gate)
        {
            if (_touched.NextDue() is { } due && due < until)
            {
                until = due;
            }
        }

        // Whole milliseconds, rounded up: waking a little early would spin.
        double wait = Math.Ceiling(Math.Max(0, (until - now).TotalMilliseconds));
        await _wake.WaitAsync(TimeSpan.FromMilliseconds(wait), stopping);
    }

    private IReadOnlyList<string> Take(DateTimeOffset now)
    {
        lock (_gate)
        {
            return _touched.TakeDue(now, _reading.Size.Runs);
        }
    }

    private async Task<bool> TryReadAsync(IReadOnlyList<string> runIds, CancellationToken cancellationToken)
    {
        try
        {
            long began = _time.GetTimestamp();
            (IReadOnlyDictionary<string, int> records, IReadOnlyCollection<string> bound) = await _reading.ReadAsync(runIds, cancellationToken);
            Rest(records, _time.GetElapsedTime(began));
            Touch(bound);
            return true;
        }
        catch (Exception e) when (e is ReadFailure or WriteFailure)
        {
            Log.InterpretFailed(_logger, runIds.Count, e.Message);
            Touch(runIds);
            return false;
        }
    }

    // Each run rests for nine times its share of the time it took, at the most for a minute: the reader is busy with a long run
    // for a tenth of the time, and a short one hardly waits.
    private void Rest(IReadOnlyDictionary<string, int> records, TimeSpan took)
    {
        double all = Math.Max(1, records.Values.Sum(count => (double)count));
        DateTimeOffset now = _time.GetUtcNow();
        lock (_gate)
        {
            foreach ((string runId, int count) in records)
            {
                TimeSpan rest = took * (RestFactor * count / all);
                _touched.Rest(runId, now + (rest < LongestRest ? rest : LongestRest), now);
            }
        }
    }

    // What waits already keeps its time: asking for it once more must not make it wait longer.
    private async Task FindUnreadAsync(CancellationToken cancellationToken)
    {
        bool behind;
        lock (_gate)
        {
            behind = _touched.Count > Backlog;
        }

        IReadOnlyList<RunTouchesRow> unread = await _unread.FindAsync(_lease.Owners.Shared, behind, cancellationToken);
        DateTimeOffset now = _time.GetUtcNow();
        lock (_gate)
        {
            foreach (RunTouchesRow run in unread.Where(_reading.IsNews).Where(run => _lease.Owners.Owns(run.RunId)))
            {
                _touched.TouchOnce(run.RunId, now);
            }
        }
    }

    private void Touch(IReadOnlyCollection<string> runIds)
    {
        DateTimeOffset now = _time.GetUtcNow();
        lock (_gate)
        {
            foreach (string runId in runIds.Where(_lease.Owners.Owns))
            {
                _touched.Touch(runId, now);
            }
        }
    }

    private void Wake()
    {
        lock (_gate)
        {
            if (_wake.CurrentCount == 0)
            {
                _wake.Release();
            }
        }
    }
}
