using Tracing.Storage.Columns;
using Tracing.Storage.Writes;

namespace Tracing.Collector.Tests.Insert;

internal enum StoreStep
{
    Insert,
    Count,
    Delete,
    Touch,
}

internal enum StoreFault
{
    /// <summary>Refused, nothing stored, may be tried again.</summary>
    Down,

    /// <summary>Carried out whole; the answer is lost.</summary>
    AnswerLost,

    /// <summary>Half of the rows are stored; the answer is lost.</summary>
    HalfStored,

    /// <summary>No answer until given up; nothing stored.</summary>
    Hang,

    /// <summary>No answer until given up; carried out when the same insert is tried again: the server was only slow.</summary>
    LandsLate,
}

/// <summary>A fake of the store: it keeps what each insert brought, counts and deletes by range, and fails on demand.</summary>
internal sealed class FakeStore : IBlockWriter
{
    private readonly Lock _gate = new();
    private readonly List<Stored> _stored = [];
    private readonly List<Stored> _late = [];
    private readonly HashSet<RunTouch> _touches = [];

    /// <summary>Decides about every call before it is carried out.</summary>
    public Func<StoreStep, ulong, StoreFault?>? Faults { get; set; }

    /// <summary>Called after a call was carried out and before it is answered.</summary>
    public Action<StoreStep>? Answering { get; set; }

    /// <summary>Which requests' rows are refused for good, and whether that is found out only after half of a block is stored.</summary>
    public Func<RunTouch, bool> Refuses { get; set; } = _ => false;

    public bool RefusesLate { get; set; }

    public IReadOnlyCollection<RunTouch> Touches
    {
        get
        {
            lock (_gate)
            {
                return [.. _touches];
            }
        }
    }

    /// <summary>What each stored insert of a table brought, in order of storing.</summary>
    public IReadOnlyList<(ulong Batch, long Rows, IReadOnlyCollection<RunTouch> Runs, bool Whole)> Inserts(TableTag table)
    {
        lock (_gate)
        {
            return [.. _stored.Where(s => s.Table == table).Select(s => (s.Batch, s.Rows, s.Runs, s.Whole))];
        }
    }

    public Task InsertAsync(TableTag table, SplicedBlock block, ulong batch, CancellationToken cancellationToken) =>
        CallAsync(StoreStep.Insert, batch, fault =>
        {
            if (block.Touches.Any(Refuses))
            {
                if (RefusesLate)
                {
                    _stored.Add(new Stored(table, batch, block.Rows / 2, block.Touches, false));
                }

                throw new WriteFailure("the block cannot be parsed", permanent: true, inDoubt: false);
            }

            _stored.AddRange(_late);
            _late.Clear();
            var whole = new Stored(table, batch, block.Rows, block.Touches, true);
            switch (fault)
            {
                case null or StoreFault.AnswerLost:
                    _stored.Add(whole);
                    break;
                case StoreFault.HalfStored:
                    _stored.Add(whole with { Rows = block.Rows / 2, Whole = false });
                    break;
                case StoreFault.LandsLate:
                    _late.Add(whole);
                    break;
            }
        }, cancellationToken);

    public async Task<ulong> CountBatchAsync(TableTag table, ulong batch, CancellationToken cancellationToken)
    {
        long rows = 0;
        await CallAsync(StoreStep.Count, batch, fault =>
            rows = fault is null ? _stored.Where(s => s.Table == table && s.Batch == batch).Sum(s => s.Rows) : 0, cancellationToken);
        return (ulong)rows;
    }

    public Task DeleteBatchAsync(TableTag table, ulong batch, CancellationToken cancellationToken) =>
        CallAsync(StoreStep.Delete, batch, fault =>
        {
            if (fault is null or StoreFault.AnswerLost)
            {
                _stored.RemoveAll(s => s.Table == table && s.Batch == batch);
            }
        }, cancellationToken);

    public Task RecordTouchesAsync(ulong batch, IReadOnlyCollection<RunTouch> touches, CancellationToken cancellationToken) =>
        CallAsync(StoreStep.Touch, batch, fault =>
        {
            if (fault is null or StoreFault.AnswerLost)
            {
                _touches.UnionWith(touches);
            }
        }, cancellationToken);

    private async Task CallAsync(StoreStep step, ulong batch, Action<StoreFault?> act, CancellationToken ct)
    {
        await Task.Yield();
        StoreFault? fault;
        lock (_gate)
        {
            // A call that was given up before it arrived does nothing: its process is gone.
            ct.ThrowIfCancellationRequested();
            fault = Faults?.Invoke(step, batch);
            if (fault == StoreFault.Down)
            {
                throw new WriteFailure("the engine cannot be reached", permanent: false, inDoubt: false);
            }

            act(fault);
            Answering?.Invoke(step);
        }

        if (fault is StoreFault.Hang or StoreFault.LandsLate)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, ct);
        }

        if (fault is not null)
        {
            throw new WriteFailure("the connection to the engine broke", permanent: false, inDoubt: true);
        }
    }

    private sealed record Stored(TableTag Table, ulong Batch, long Rows, IReadOnlyCollection<RunTouch> Runs, bool Whole);
}
