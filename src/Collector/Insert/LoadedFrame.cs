using System.Buffers;
using System.Runtime.InteropServices;
using Tracing.Collector.Queue;
using Tracing.Storage.Columns;

namespace Tracing.Collector.Insert;

/// <summary>A frame read from the queue, with the blocks in it.</summary>
internal sealed class LoadedFrame
{
    private LoadedFrame(QueuedFrame frame, IReadOnlyList<FrameBlock> blocks, string? error)
    {
        Frame = frame;
        Blocks = blocks;
        Error = error;
        Bytes = error is null ? 0 : frame.Payload.Length;
        foreach (var block in blocks)
        {
            Rows += block.Rows;
            Bytes += block.Bytes;
        }
    }

    public QueuedFrame Frame { get; }

    public IReadOnlyList<FrameBlock> Blocks { get; }

    /// <summary>Why its payload cannot be understood; null if it can.</summary>
    public string? Error { get; }

    public long Rows { get; }

    /// <summary>What its blocks take in hand and in the insert: more than the payload, which packs what repeats.</summary>
    public long Bytes { get; }

    public static LoadedFrame Of(QueuedFrame frame, ArrayPool<byte>? pool = null)
    {
        try
        {
            return new LoadedFrame(frame, FrameReader.Read(frame.Payload, pool), null);
        }
        catch (CorruptFrameException e)
        {
            return new LoadedFrame(frame, [], e.Message);
        }
    }

    /// <summary>Returns its memory to the pool it was read with.</summary>
    public void Release(ArrayPool<byte> pool)
    {
        foreach (var block in Blocks)
        {
            block.Release();
        }

        if (MemoryMarshal.TryGetArray(Frame.Payload, out var payload))
        {
            pool.Return(payload.Array!);
        }
    }
}
