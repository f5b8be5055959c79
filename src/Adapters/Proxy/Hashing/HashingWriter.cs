using System.Buffers;
using System.Security.Cryptography;

namespace Tracing.Adapters.Proxy.Hashing;

/// <summary>Hashes what is written, block by block, without keeping it.</summary>
internal sealed class HashingWriter : IBufferWriter<byte>, IDisposable
{
    private const int BlockBytes = 16 << 10;

    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] block = ArrayPool<byte>.Shared.Rent(BlockBytes);
    private int written;

    public void Advance(int count) => written += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (block.Length - written < Math.Max(1, sizeHint))
        {
            Flush();
            if (block.Length < sizeHint)
            {
                ArrayPool<byte>.Shared.Return(block);
                block = ArrayPool<byte>.Shared.Rent(sizeHint);
            }
        }

        return block.AsMemory(written);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <summary>The hash of all that was written, lowercase hex.</summary>
    public string Finish()
    {
        Flush();
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(block);
        hash.Dispose();
    }

    private void Flush()
    {
        hash.AppendData(block, 0, written);
        written = 0;
    }
}
