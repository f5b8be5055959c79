using System.Buffers;
using Tracing.Collector.Queue;

namespace Tracing.Collector.Insert;

/// <summary>
/// The frames in hand: those of the range that is being delivered, and at most one that was read beyond it.
/// A range that was split finds its frames here again.
/// </summary>
/// <param name="reader">The queue.</param>
internal sealed class FrameWindow(QueueReader reader)
{
    private const int LongestPooled = 16 << 20;
    private const int PooledOfOneLength = 1024;

    // Holds no more than was in hand at one time: what is in hand is bounded by the size of a range.
    private readonly ArrayPool<byte> _pool = ArrayPool<byte>.Create(LongestPooled, PooledOfOneLength);
    private readonly LinkedList<LoadedFrame> _held = [];
    private long _bytes;
    private long _oldest;

    /// <summary>Bytes in hand; may be asked from any thread.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>Arrival of the oldest frame in hand, Unix milliseconds; 0 for none. From any thread.</summary>
    public long Oldest => Volatile.Read(ref _oldest);

    /// <summary>The frame after a sequence, if it is durable already.</summary>
    public LoadedFrame? After(ulong sequence)
    {
        foreach (var frame in _held)
        {
            if (frame.Frame.Sequence > sequence)
            {
                return frame;
            }
        }

        return Read();
    }

    /// <summary>The frames of a range, as far as they can be read.</summary>
    public List<LoadedFrame> Of(InsertRange range)
    {
        while ((_held.Last is null || _held.Last.Value.Frame.Sequence < range.Through) && Read() is not null)
        {
        }

        return [.. _held.Where(frame => frame.Frame.Sequence >= range.From && frame.Frame.Sequence <= range.Through)];
    }

    /// <summary>Lets go of everything up to a sequence.</summary>
    /// <param name="through">The sequence.</param>
    /// <param name="recycle">Nobody reads the frames any more: a call to the store that was given up may still do.</param>
    public void Drop(ulong through, bool recycle)
    {
        while (_held.First is { } first && first.Value.Frame.Sequence <= through)
        {
            _held.RemoveFirst();
            Volatile.Write(ref _bytes, _bytes - first.Value.Bytes);
            if (recycle)
            {
                first.Value.Release(_pool);
            }
        }

        Volatile.Write(ref _oldest, _held.First?.Value.Frame.ArrivalMilliseconds ?? 0);
    }

    private LoadedFrame? Read()
    {
        if (reader.TryRead(_pool) is not { } queued)
        {
            return null;
        }

        var frame = LoadedFrame.Of(queued, _pool);
        _held.AddLast(frame);
        Volatile.Write(ref _bytes, _bytes + frame.Bytes);
        Volatile.Write(ref _oldest, _held.First!.Value.Frame.ArrivalMilliseconds);
        return frame;
    }
}
