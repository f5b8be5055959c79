using System.Buffers;

namespace Tracing.Storage.Columns;

/// <summary>The memory that a block is unpacked into.</summary>
/// <param name="pool">Where it is rented; null for arrays that are left to the garbage collector.</param>
internal sealed class UnpackedMemory(ArrayPool<byte>? pool)
{
    private readonly List<byte[]> _rented = [];

    /// <summary>Takes memory, no more than a buffer of the writer may hold.</summary>
    /// <exception cref="CorruptFrameException">It is more.</exception>
    public Memory<byte> Take(long bytes)
    {
        if (bytes > ColumnBuffer.MaxBytes)
        {
            throw new CorruptFrameException($"a segment claims to unpack to {bytes} bytes");
        }

        if (pool is null)
        {
            return GC.AllocateUninitializedArray<byte>((int)bytes);
        }

        byte[] rented = pool.Rent((int)bytes);
        _rented.Add(rented);
        return rented.AsMemory(0, (int)bytes);
    }

    /// <summary>Returns what was rented; nobody may read it any more.</summary>
    public void Release()
    {
        foreach (byte[] rented in _rented)
        {
            pool!.Return(rented);
        }

        _rented.Clear();
    }
}
