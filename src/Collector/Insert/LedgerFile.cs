using Tracing.Collector.Queue;

namespace Tracing.Collector.Insert;

/// <summary>
/// One of the ledger's two files: a fixed number of slots, made full of zeros so that writing in it needs no space on a full
/// disk. Every record stands in two slots, so that one damaged byte loses none.
/// </summary>
internal sealed class LedgerFile : IDisposable
{
    public const int Slots = 1024;
    private const int Bytes = Slots * 2 * LedgerRecord.Size;
    private readonly IStoredFile _file;
    private int _next;

    private LedgerFile(IStoredFile file) => _file = file;

    /// <summary>The records of the newest generation in the file, in order; the first is a head, or there are none.</summary>
    public IReadOnlyList<LedgerRecord> Records { get; private set; } = [];

    /// <summary>The generation of the records.</summary>
    public ulong Generation => Records.Count == 0 ? 0 : Records[0].Generation;

    /// <summary>Slots that hold something that cannot be read.</summary>
    public int Damaged { get; private set; }

    /// <summary>The file was not there, or not whole.</summary>
    public bool WasIncomplete { get; private set; }

    public bool IsFull => _next >= Slots;

    public static LedgerFile Open(IFileSystem files, string path, bool exists)
    {
        var file = exists ? files.Open(path) : files.Create(path);
        try
        {
            var ledger = new LedgerFile(file);
            ledger.Load();
            return ledger;
        }
        catch (IOException)
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The highest generation of any record, finished or not.</summary>
    public ulong HighestGeneration { get; private set; }

    public void Append(LedgerRecord record) => Write(_next++, record);

    /// <summary>
    /// Writes a new generation: its body first and its head after that is synced, so that there is no head without its body.
    /// </summary>
    public void Begin(LedgerRecord head, IEnumerable<LedgerRecord> body)
    {
        if (Damaged > 0)
        {
            _file.Write(0, [new byte[Bytes]]);
            Damaged = 0;
        }

        _next = 1;
        foreach (var record in body)
        {
            Append(record);
        }

        _file.Sync();
        Write(0, head);
        _file.Sync();
    }

    public void Sync() => _file.Sync();

    public void Dispose() => _file.Dispose();

    private void Write(int slot, LedgerRecord record)
    {
        var bytes = new byte[2 * LedgerRecord.Size];
        record.Write(bytes);
        record.Write(bytes.AsSpan(LedgerRecord.Size));
        _file.Write((long)slot * bytes.Length, [bytes]);
    }

    private void Load()
    {
        var bytes = new byte[Bytes];
        var length = _file.Read(0, bytes);
        if (length < Bytes)
        {
            WasIncomplete = true;

            // New, or cut by a crash or by somebody: what is there is kept, the rest is made.
            _file.Write(length, [bytes.AsMemory(length)]);
            _file.Sync();
        }

        var found = new List<LedgerRecord>();
        for (var slot = 0; slot < Slots; slot++)
        {
            var both = bytes.AsSpan(slot * 2 * LedgerRecord.Size, 2 * LedgerRecord.Size);
            if (LedgerRecord.TryRead(both, out var record) || LedgerRecord.TryRead(both[LedgerRecord.Size..], out record))
            {
                found.Add(record);
                HighestGeneration = Math.Max(HighestGeneration, record.Generation);
            }
            else if (both.ContainsAnyExcept((byte)0))
            {
                Damaged++;
            }
        }

        Keep(found);
    }

    private void Keep(List<LedgerRecord> found)
    {
        var head = found.FindLast(static record => record.Kind == LedgerRecordKind.Head);
        var records = found.FindAll(record => record.Generation == head.Generation);
        if (head.Generation > 0 && records[0].Kind == LedgerRecordKind.Head)
        {
            Records = records;
        }

        // Nothing is added to a generation that was found: the ledger begins a new one.
        _next = Slots;
    }
}
