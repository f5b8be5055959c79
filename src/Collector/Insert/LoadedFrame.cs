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
        foreach (var block in blocks)
        {
            Rows += block.Rows;
        }
    }

    public QueuedFrame Frame { get; }

    public IReadOnlyList<FrameBlock> Blocks { get; }

    /// <summary>Why its payload cannot be understood; null if it can.</summary>
    public string? Error { get; }

    public long Rows { get; }

    public int Bytes => Frame.Payload.Length;

    public static LoadedFrame Of(QueuedFrame frame)
    {
        try
        {
            return new LoadedFrame(frame, FrameReader.Read(frame.Payload), null);
        }
        catch (CorruptFrameException e)
        {
            return new LoadedFrame(frame, [], e.Message);
        }
    }
}
