using System.Buffers;
using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Tracing.Collector.Decode;

/// <summary>
/// The body of a request in one piece of native memory, with readable bytes behind its end, so that the decoder may load
/// whole vectors. Rented from a pool and returned to it; never grows beyond the limit it was rented with.
/// </summary>
public sealed unsafe class PaddedBuffer : IDisposable
{
    /// <summary>Readable bytes behind <see cref="Length"/>.</summary>
    public const int Padding = 64;

    private const int InitialBytes = 16 << 10;
    private const int PooledBytes = 4 << 20;
    private const int PooledBuffers = 32;

    private static readonly ConcurrentQueue<PaddedBuffer> s_pool = new();

    private byte* _start;
    private int _capacity;
    private int _limit;

    private PaddedBuffer()
    {
        _start = (byte*)NativeMemory.AllocZeroed(InitialBytes + Padding);
        _capacity = InitialBytes;
    }

    /// <summary>Frees what nobody disposed of.</summary>
    ~PaddedBuffer() => NativeMemory.Free(_start);

    /// <summary>Bytes held.</summary>
    public int Length { get; private set; }

    /// <summary>The bytes held.</summary>
    public ReadOnlySpan<byte> Written => new(_start, Length);

    internal byte* Start => _start;

    /// <summary>Takes an empty buffer from the pool.</summary>
    /// <param name="limit">The most bytes it will hold.</param>
    /// <returns>The buffer; give it back with <see cref="Return"/>.</returns>
    public static PaddedBuffer Rent(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 1 << 30);
        if (!s_pool.TryDequeue(out PaddedBuffer? buffer))
        {
            buffer = new PaddedBuffer();
        }

        buffer._limit = limit;
        buffer.Length = 0;
        return buffer;
    }

    /// <summary>Gives the buffer back; it must not be used afterwards.</summary>
    public void Return()
    {
        if (_capacity > PooledBytes || s_pool.Count >= PooledBuffers)
        {
            Dispose();
            return;
        }

        s_pool.Enqueue(this);
    }

    /// <summary>Appends bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <returns>False, with nothing appended, where the limit would be passed.</returns>
    public bool TryAppend(ReadOnlySpan<byte> bytes)
    {
        if (!TryEnsure(bytes.Length))
        {
            return false;
        }

        bytes.CopyTo(new Span<byte>(_start + Length, bytes.Length));
        Length += bytes.Length;
        return true;
    }

    /// <summary>Appends bytes.</summary>
    /// <param name="bytes">The bytes, in any number of pieces.</param>
    /// <returns>False, with nothing appended, where the limit would be passed.</returns>
    public bool TryAppend(in ReadOnlySequence<byte> bytes)
    {
        if (bytes.Length > int.MaxValue || !TryEnsure((int)bytes.Length))
        {
            return false;
        }

        foreach (ReadOnlyMemory<byte> piece in bytes)
        {
            piece.Span.CopyTo(new Span<byte>(_start + Length, piece.Length));
            Length += piece.Length;
        }

        return true;
    }

    /// <summary>Room to write into, for a decompressor; count what was written with <see cref="Advance"/>.</summary>
    /// <param name="hint">Wanted bytes.</param>
    /// <returns>At most the room that is left under the limit; empty where the limit is reached.</returns>
    public Span<byte> FreeSpan(int hint)
    {
        int wanted = Math.Min(Math.Max(hint, 1), _limit - Length);
        return wanted > 0 && TryEnsure(wanted) ? new Span<byte>(_start + Length, wanted) : [];
    }

    /// <summary>Counts bytes written into <see cref="FreeSpan"/>.</summary>
    /// <param name="count">How many.</param>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _capacity - Length);
        Length += count;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeMemory.Free(_start);
        _start = null;
        _capacity = 0;
        Length = 0;
        GC.SuppressFinalize(this);
    }

    private bool TryEnsure(int count)
    {
        if (count > _limit - Length)
        {
            return false;
        }

        if (count > _capacity - Length)
        {
            // Doubling, so that the copying stays linear; 64 bits, since the limit may be a GiB.
            long capacity = Math.Min(Math.Max((long)_capacity * 2, (long)Length + count), Math.Max(_limit, InitialBytes));
            _start = (byte*)NativeMemory.Realloc(_start, (nuint)capacity + Padding);
            _capacity = (int)capacity;
        }

        return true;
    }
}
