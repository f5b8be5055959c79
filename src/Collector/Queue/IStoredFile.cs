namespace Tracing.Collector.Queue;

/// <summary>An open file. Written by one thread; read by others at offsets that are already written.</summary>
public interface IStoredFile : IDisposable
{
    /// <summary>The present length in bytes.</summary>
    long Length { get; }

    /// <summary>Reads up to the buffer's length.</summary>
    /// <param name="offset">Where to begin.</param>
    /// <param name="buffer">Receives the bytes.</param>
    /// <returns>Bytes read; fewer than asked only at the end of the file.</returns>
    int Read(long offset, Span<byte> buffer);

    /// <summary>Writes all parts one after another; on an error any prefix may have been written.</summary>
    /// <param name="offset">Where to begin.</param>
    /// <param name="parts">The bytes.</param>
    void Write(long offset, IReadOnlyList<ReadOnlyMemory<byte>> parts);

    /// <summary>Sets the length.</summary>
    /// <param name="length">The new length.</param>
    void Truncate(long length);

    /// <summary>
    /// Returns when content and length are on the disk. After an error nothing is known about earlier unsynced writes,
    /// and a second call proves nothing.
    /// </summary>
    void Sync();
}
