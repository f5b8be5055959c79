namespace Tracing.Collector.Queue;

/// <summary>
/// The queue without its concurrency: one thread appends, confirms and tidies; every effect is in the order of the calls.
/// Readers see <see cref="Segments"/> and, of each segment, its durable length.
/// </summary>
internal sealed class SegmentLog : IDisposable
{
    private readonly SegmentFolder _folder;
    private readonly QueueOptions _options;
    private readonly TimeProvider _time;
    private readonly TimeSpan _keep;
    private readonly List<SegmentCut> _cuts = [];
    private volatile Segment[] _segments;
    private ActiveSegment? _active;
    private uint _nextNumber;
    private long _bytes;
    private long _kept;
    private long _poisoned;
    private long _groups;
    private ulong _confirmedThrough;
    private bool _complained;

    // The oldest segment could not be deleted: what is kept is no room.
    private bool _stuck;

    public SegmentLog(SegmentFolder folder, QueueOptions options, TimeProvider time, List<Segment> recovered)
    {
        _folder = folder;
        _options = options;
        _time = time;
        _keep = options.KeepConfirmed ?? TimeSpan.Zero;
        _segments = [.. recovered];
        _nextNumber = recovered.Count == 0 ? 1 : recovered[^1].Name.Number + 1;
        Measure();
    }

    /// <summary>All segments, oldest first.</summary>
    public IReadOnlyList<Segment> Segments => _segments;

    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>Of <see cref="Bytes"/>, those of segments that are confirmed and only kept for a time: room when room is needed.</summary>
    public long KeptBytes => Volatile.Read(ref _kept);

    public long PoisonedSegments => Volatile.Read(ref _poisoned);

    public long Groups => Volatile.Read(ref _groups);

    public ulong ConfirmedThrough => Volatile.Read(ref _confirmedThrough);

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Makes a group durable, with one write and one sync for each segment it touches, and tells the outcome of each.</summary>
    public void Append(ReadOnlySpan<PendingAppend> group, Action<PendingAppend, AppendOutcome> complete)
    {
        MakeRoom(group);
        while (!group.IsEmpty)
        {
            if (Prepare(FrameHeader.Size + group[0].Frame.Length) is var prepared and not AppendOutcome.Stored)
            {
                CompleteAll(group, prepared, complete);
                return;
            }

            var count = Fitting(group);
            var outcome = Write(group[..count]);
            CompleteAll(group[..count], outcome, complete);
            group = group[count..];
        }
    }

    /// <summary>The caller has durably noted that everything up to here was delivered.</summary>
    public void Confirm(ulong through)
    {
        if (through > _confirmedThrough)
        {
            Volatile.Write(ref _confirmedThrough, through);
        }

        ReleaseConfirmed(_keep);
        Measure();
    }

    /// <summary>Later frames get higher sequences than any that was ever noted, even if all segments were lost.</summary>
    public void StartAfter(ulong through, ulong highest)
    {
        if (Sequences.Segment(highest) >= _nextNumber - (_active is null ? 0u : 1u))
        {
            Close();
            _nextNumber = Sequences.Segment(highest) + 1;
        }

        Confirm(through);
    }

    /// <summary>Deletes what is confirmed and was kept long enough, oldest first, and sidecars of no more use.</summary>
    public void Tidy(Func<long, bool> isRecent)
    {
        ReleaseConfirmed(_keep);
        try
        {
            _folder.DeleteSidecars(isRecent);
        }
        catch (IOException e)
        {
            Log.TidyFailed(_folder.Logger, _folder.Folder, e.Message);
        }
    }

    public Func<long, bool> IsRecent { get; set; } = static _ => false;

    /// <summary>Something unforeseen was thrown in the middle of a group: the segment's state is unknown, so it is not used again.</summary>
    public void Fault(Exception error)
    {
        Log.WriterFault(_folder.Logger, error);
        if (_active is not null)
        {
            Poison(error);
        }
    }

    public void Dispose() => Close();

    /// <summary>Begins a segment when none is open or the frame does not fit.</summary>
    public AppendOutcome Prepare(long frameBytes)
    {
        if (_active is not null && _active.HasRoom(0, frameBytes, _options.SegmentBytes))
        {
            return AppendOutcome.Stored;
        }

        Close();
        try
        {
            var (segment, file) = _folder.Create(_nextNumber, _cuts, Now);
            _cuts.Clear();
            _nextNumber++;
            _active = new ActiveSegment(segment, file);
            _segments = [.. _segments, segment];
            Measure();
            ReleaseConfirmed(_keep);
            return AppendOutcome.Stored;
        }
        catch (IOException e)
        {
            if (e is StorageFullException)
            {
                ReleaseConfirmed(TimeSpan.Zero);
            }

            return Complain(e);
        }
    }

    // What is kept for its time only gives way to what is not delivered yet.
    private void MakeRoom(ReadOnlySpan<PendingAppend> group)
    {
        if (KeptBytes == 0)
        {
            return;
        }

        long needed = 0;
        foreach (var append in group)
        {
            needed += append.ChargedBytes;
        }

        ReleaseConfirmed(_keep, needed);
    }

    private static void CompleteAll(ReadOnlySpan<PendingAppend> group, AppendOutcome outcome, Action<PendingAppend, AppendOutcome> complete)
    {
        foreach (var append in group)
        {
            complete(append, outcome);
        }
    }

    private int Fitting(ReadOnlySpan<PendingAppend> group)
    {
        long gathered = 0;
        var count = 0;
        while (count < group.Length)
        {
            var frame = FrameHeader.Size + (long)group[count].Frame.Length;
            if (!_active!.HasRoom(gathered, frame, _options.SegmentBytes))
            {
                break;
            }

            gathered += frame;
            count++;
        }

        return count;
    }

    private AppendOutcome Write(ReadOnlySpan<PendingAppend> group)
    {
        var now = Now;
        foreach (var append in group)
        {
            append.ArrivalMilliseconds = now;
        }

        try
        {
            _active!.Write(group);
            Volatile.Write(ref _groups, _groups + 1);
            Measure();
            if (_complained)
            {
                _complained = false;
                Log.QueueWritesAgain(_folder.Logger, _folder.Folder);
            }

            return AppendOutcome.Stored;
        }
        catch (IOException e)
        {
            var outcome = Complain(e);
            if (outcome == AppendOutcome.Full)
            {
                // The client comes again, and then there may be room.
                ReleaseConfirmed(TimeSpan.Zero);
            }

            if (outcome == AppendOutcome.Full && !_active!.SyncFailed && _active.TryCut())
            {
                return outcome;
            }

            Poison(e);
            return outcome;
        }
    }

    /// <summary>
    /// After a failed sync the kernel may have dropped the pages and call them clean: nothing more is written to that file,
    /// and the next segment states durably how much of it counts.
    /// </summary>
    private void Poison(Exception error)
    {
        var segment = _active!.Segment;
        Volatile.Write(ref _poisoned, _poisoned + 1);
        Log.PoisonedSegment(_folder.Logger, segment.Path, segment.DurableLength, error.Message);
        _active.TryCut();
        _cuts.Add(new SegmentCut(segment.Name.Number, segment.DurableLength));
        Close();
        Prepare(0);
    }

    private AppendOutcome Complain(IOException error)
    {
        if (!_complained)
        {
            _complained = true;
            Log.QueueWriteFailed(_folder.Logger, _folder.Folder, error.Message);
        }

        return error is StorageFullException ? AppendOutcome.Full : AppendOutcome.Failed;
    }

    private void Close()
    {
        if (_active is not null)
        {
            _active.Segment.Closed = true;
            _active.Dispose();
            _active = null;
        }
    }

    private void ReleaseConfirmed(TimeSpan keep, long needed = 0)
    {
        var now = _time.GetUtcNow();
        foreach (var segment in _segments)
        {
            if (segment.Closed && IsConfirmed(segment))
            {
                segment.ConfirmedAt ??= now;
            }
        }

        // The last file carries the number from which the next one is counted, so one always remains.
        while (_segments is [{ Closed: true, ConfirmedAt: { } since } oldest, _, ..]
            && (oldest.Frames == 0 || now - since >= keep || Bytes + needed > _options.MaxBytes))
        {
            try
            {
                _folder.Release(oldest, IsRecent);
            }
            catch (IOException e)
            {
                Log.TidyFailed(_folder.Logger, oldest.Path, e.Message);
                _stuck = true;
                return;
            }

            _stuck = false;
            _segments = _segments[1..];
            Measure();
        }
    }

    private bool IsConfirmed(Segment segment) => segment.Frames == 0 || _confirmedThrough >= segment.LastSequence;

    private void Measure()
    {
        long bytes = 0;
        long kept = 0;
        foreach (var segment in _segments)
        {
            bytes += segment.FileBytes;
            kept += segment.ConfirmedAt is not null && segment != _segments[^1] ? segment.FileBytes : 0;
        }

        Volatile.Write(ref _kept, _stuck ? 0 : kept);
        Volatile.Write(ref _bytes, bytes);
    }
}
