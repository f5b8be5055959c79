using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Tracing.Collector.Queue;

namespace Tracing.Collector.Insert;

/// <summary>
/// The durable note of which ranges were planned and which are confirmed, in two files that take turns
/// (<c>ranges-a.ledger</c>, <c>ranges-b.ledger</c>): when one is full, or a write to it failed, the other is begun with a
/// summary under a higher generation, and counts once that is synced. A plan is durable before it is returned; a
/// confirmation is durable with the next plan, or with <see cref="Sync"/>: until then the store answers for it.
/// </summary>
internal sealed class RangeLedger : IDisposable
{
    private readonly LedgerFile[] _files;
    private readonly List<InsertRange> _open = [];
    private LedgerFile _current;
    private ulong _generation;
    private ulong _highestGeneration;
    private ulong _nextBatch;
    private bool _broken = true;

    private RangeLedger(LedgerFile a, LedgerFile b)
    {
        _files = [a, b];
        _current = a.Generation >= b.Generation ? a : b;
        _generation = _current.Generation;
        _highestGeneration = Math.Max(a.HighestGeneration, b.HighestGeneration);
        Replay(_current.Records);
    }

    /// <summary>Everything through this sequence is delivered.</summary>
    public ulong ConfirmedThrough { get; private set; }

    /// <summary>The part of <see cref="ConfirmedThrough"/> that survives power loss: what may be freed.</summary>
    public ulong DurablyConfirmedThrough { get; private set; }

    /// <summary>The highest sequence of any range.</summary>
    public ulong Highest => _open.Count == 0 ? ConfirmedThrough : Math.Max(ConfirmedThrough, _open[^1].Through);

    /// <summary>Planned and not confirmed, in order.</summary>
    public IReadOnlyList<InsertRange> Unconfirmed => _open;

    public static RangeLedger Open(IFileSystem files, string folder, ILogger log)
    {
        var names = files.List(folder).Select(static entry => entry.Name).ToHashSet(StringComparer.Ordinal);
        var a = OpenFile(files, folder, "ranges-a.ledger", names);
        LedgerFile b;
        try
        {
            b = OpenFile(files, folder, "ranges-b.ledger", names);
        }
        catch (IOException)
        {
            a.Dispose();
            throw;
        }

        files.SyncDirectory(folder);
        var ledger = new RangeLedger(a, b);
        var isNew = a.WasIncomplete && b.WasIncomplete;
        if (a.Damaged + b.Damaged > 0 || (!isNew && (a.WasIncomplete || b.WasIncomplete)))
        {
            Log.DamagedLedger(log, folder, a.Damaged + b.Damaged);

            // Plans may be lost: their numbers must not be given again.
            ledger._nextBatch = 0;
        }

        if (ledger._nextBatch == 0)
        {
            ledger._nextBatch = NewCollector();
        }

        ledger.Begin();
        return ledger;
    }

    /// <summary>Notes a range; durable on return.</summary>
    public InsertRange Plan(ulong from, ulong through, RowCounts rows)
    {
        var range = new InsertRange(_nextBatch, from, through, rows);
        Note(new LedgerRecord(LedgerRecordKind.Plan, _generation, range));
        _open.Add(range);
        _nextBatch = After(_nextBatch);
        return range;
    }

    /// <summary>Notes that the first unconfirmed range is delivered, or set aside. Durable later.</summary>
    public void Confirm(InsertRange range)
    {
        _open.RemoveAll(open => open.Through <= range.Through);
        ConfirmedThrough = Math.Max(ConfirmedThrough, range.Through);
        if (_broken || _current.IsFull)
        {
            return;
        }

        try
        {
            _current.Append(new LedgerRecord(LedgerRecordKind.Confirm, _generation, range));
        }
        catch (IOException)
        {
            _broken = true;
        }
    }

    /// <summary>Puts two ranges in the place of the first unconfirmed one, of which nothing is stored; durable on return.</summary>
    public void Split(InsertRange range, InsertRange first, InsertRange second)
    {
        first = first with { Batch = _nextBatch };
        second = second with { Batch = After(_nextBatch) };
        Note(new LedgerRecord(LedgerRecordKind.Split, _generation, first, second));
        _nextBatch = After(second.Batch);
        Replace(range.Batch, first, second);
    }

    /// <summary>Makes all confirmations durable.</summary>
    public void Sync()
    {
        if (DurablyConfirmedThrough == ConfirmedThrough && !_broken)
        {
            return;
        }

        if (_broken || _current.IsFull)
        {
            Begin();
            return;
        }

        SyncCurrent();
    }

    public void Dispose()
    {
        foreach (var file in _files)
        {
            file.Dispose();
        }
    }

    private static LedgerFile OpenFile(IFileSystem files, string folder, string name, HashSet<string> names) =>
        LedgerFile.Open(files, Path.Combine(folder, name), names.Contains(name));

    private static ulong NewCollector()
    {
        Span<byte> id = stackalloc byte[sizeof(uint)];
        RandomNumberGenerator.Fill(id);
        return ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(id) << 32) | 1;
    }

    /// <summary>The next number; a collector that has used up its counter takes another id.</summary>
    private static ulong After(ulong batch) => (uint)batch == uint.MaxValue ? NewCollector() : batch + 1;

    private void Replay(IReadOnlyList<LedgerRecord> records)
    {
        foreach (var record in records)
        {
            switch (record.Kind)
            {
                case LedgerRecordKind.Head:
                    _nextBatch = record.First.Batch;
                    ConfirmedThrough = record.First.Through;
                    break;
                case LedgerRecordKind.Plan:
                    _open.Add(record.First);
                    _nextBatch = After(record.First.Batch);
                    break;
                case LedgerRecordKind.Confirm:
                    _open.RemoveAll(open => open.Through <= record.First.Through);
                    ConfirmedThrough = Math.Max(ConfirmedThrough, record.First.Through);
                    break;
                case LedgerRecordKind.Split:
                    var whole = _open.Find(open => open.From == record.First.From && open.Through == record.Second.Through);
                    Replace(whole.Batch, record.First, record.Second);
                    _nextBatch = After(record.Second.Batch);
                    break;
            }
        }

        _open.Sort(static (x, y) => x.From.CompareTo(y.From));
    }

    private void Replace(ulong batch, InsertRange first, InsertRange second)
    {
        _open.RemoveAll(open => open.Batch == batch);
        _open.Add(first);
        _open.Add(second);
        _open.Sort(static (x, y) => x.From.CompareTo(y.From));
    }

    private void Note(LedgerRecord record)
    {
        if (_broken || _current.IsFull)
        {
            Begin();
        }

        try
        {
            _current.Append(record with { Generation = _generation });
            SyncCurrent();
        }
        catch (IOException)
        {
            _broken = true;
            throw;
        }
    }

    private void SyncCurrent()
    {
        try
        {
            _current.Sync();
        }
        catch (IOException)
        {
            _broken = true;
            throw;
        }

        DurablyConfirmedThrough = ConfirmedThrough;
    }

    /// <summary>Begins the other file with a summary. Until it is synced whole, the present file counts.</summary>
    private void Begin()
    {
        var other = ReferenceEquals(_current, _files[0]) ? _files[1] : _files[0];

        // Never a number that an attempt before this one may have left on the disk.
        var generation = ++_highestGeneration;
        other.Begin(
            new LedgerRecord(LedgerRecordKind.Head, generation, new InsertRange(_nextBatch, 0, ConfirmedThrough, default)),
            _open.Select(range => new LedgerRecord(LedgerRecordKind.Plan, generation, range)));
        (_current, _generation, _broken) = (other, generation, false);
        DurablyConfirmedThrough = ConfirmedThrough;
    }
}
