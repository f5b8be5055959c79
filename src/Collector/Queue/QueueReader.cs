using System.Buffers;

namespace Tracing.Collector.Queue;

/// <summary>
/// Reads the durable frames in order of arrival, once. Holds one window of 64 KiB and no frame: how much is read ahead is
/// the reader's own choice. For one thread.
/// </summary>
public sealed class QueueReader : IDisposable
{
    private const int ReadsBeforeSkipping = 3;
    private readonly DurableQueue _queue;
    private readonly ulong _after;
    private Segment? _segment;
    private IStoredFile? _file;
    private SegmentScanner? _scanner;
    private int _failedReads;

    internal QueueReader(DurableQueue queue, ulong after)
    {
        _queue = queue;
        _after = after;
    }

    /// <summary>The next frame that is durable now.</summary>
    /// <param name="pool">Where the payload is rented, for the receiver to return; null for an array of its own.</param>
    /// <returns>The frame, or null when everything durable was read.</returns>
    /// <exception cref="IOException">
    /// The disk cannot be read; the call may be repeated. What cannot be read three times is passed over like damage.
    /// </exception>
    public QueuedFrame? TryRead(ArrayPool<byte>? pool = null)
    {
        while (MoveToSegment())
        {
            var closed = _segment!.Closed;
            var limit = _segment.DurableLength;
            var step = Scan(limit, pool);
            switch (step.Kind)
            {
                case ScanKind.Frame when step.Header.Kind == FrameKind.Data:
                    var sequence = Sequences.Of(_segment.Name.Number, step.Header.Ordinal);
                    if (sequence > _after)
                    {
                        return new QueuedFrame(sequence, step.Header.ArrivalMilliseconds, step.Header.Hash, step.Payload);
                    }

                    break;
                case ScanKind.Damage or ScanKind.Tail:
                    _queue.Damaged(_segment, _file!, step);
                    break;
                case ScanKind.End when closed && limit == _segment.DurableLength:
                    Leave();
                    break;
                case ScanKind.End:
                    return null;
            }
        }

        return null;
    }

    /// <summary>Completes when a frame may have become durable since everything was read.</summary>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>False when the queue is closed.</returns>
    public ValueTask<bool> WaitAsync(CancellationToken ct) => _queue.WaitForArrivalAsync(ct);

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    private ScanStep Scan(long limit, ArrayPool<byte>? pool)
    {
        try
        {
            var step = _scanner!.Next(limit, ScanDepth.Payloads, pool);
            _failedReads = 0;
            return step;
        }
        catch (IOException) when (++_failedReads >= ReadsBeforeSkipping)
        {
            _failedReads = 0;
            return _scanner!.Skip(limit);
        }
    }

    private bool MoveToSegment()
    {
        if (_file is not null)
        {
            return true;
        }

        foreach (var segment in _queue.Segments)
        {
            // Two files share a number when one could be neither finished nor deleted; that one is empty.
            if (segment.Name.Number >= Sequences.Segment(_after)
                && (_segment is null || string.CompareOrdinal(segment.Path, _segment.Path) > 0))
            {
                _file = _queue.OpenSegment(segment);
                _segment = segment;
                _scanner = new SegmentScanner(_file, segment.Name.Salt);
                return true;
            }
        }

        return false;
    }

    private void Leave()
    {
        _file!.Dispose();
        _file = null;
    }
}
