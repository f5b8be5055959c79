using Microsoft.Extensions.Logging.Abstractions;
using Tracing.Collector.Queue;

namespace Tracing.Collector.Tests.Queue;

/// <summary>Short words for what every test of the queue does.</summary>
internal static class QueueSession
{
    public const string Folder = "/queue";

    public static QueueOptions Small => new()
    {
        Directory = Folder,
        SegmentBytes = 400,
        MaxBytes = 1 << 20,
        MaxFrameBytes = 4096,
        MaxPendingBytes = 1 << 16,
    };

    public static ValueTask<DurableQueue> OpenAsync(IFileSystem disk, TimeProvider time, QueueOptions? options = null) =>
        DurableQueue.OpenAsync(options ?? Small, disk, time, NullLogger.Instance, TestContext.Current.CancellationToken);

    /// <summary>The payload of a numbered frame: it tells its number and cannot be mistaken for another.</summary>
    public static byte[] Payload(int id, int size)
    {
        var bytes = new byte[Math.Max(size, sizeof(int))];
        new Random(id).NextBytes(bytes);
        BitConverter.TryWriteBytes(bytes, id);
        return bytes;
    }

    public static UInt128 Hash(int id) => new(0x1234_5678, (ulong)id + 1);

    public static ValueTask<AppendOutcome> AppendAsync(this DurableQueue queue, int id, int size = 50) =>
        queue.AppendAsync(Hash(id), Payload(id, size), TestContext.Current.CancellationToken);

    public static int IdOf(QueuedFrame frame) => BitConverter.ToInt32(frame.Payload.Span);

    public static List<QueuedFrame> ReadAll(this QueueReader reader)
    {
        var frames = new List<QueuedFrame>();
        while (reader.TryRead() is { } frame)
        {
            frames.Add(frame);
        }

        return frames;
    }

    public static async Task<List<QueuedFrame>> ReadAllAsync(this DurableQueue queue, ulong after = 0)
    {
        using var reader = await queue.StartAfterAsync(after);
        return reader.ReadAll();
    }
}
