using System.Buffers;
using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections;

namespace Tracing.Collector.Receive;

/// <summary>
/// Memory of the connections, in blocks sixteen times the server's own: one system call takes up to 64 KiB off a socket
/// instead of 4 KiB, which is what receiving a batch of spans mostly costs.
/// </summary>
internal sealed class BlockPool : MemoryPool<byte>
{
    private const int BlockBytes = 64 << 10;

    // 16 MiB are kept; what a burst took beyond is left to the garbage collector.
    private const int KeptBlocks = 256;

    private readonly ConcurrentQueue<Block> _idle = new();
    private volatile bool _disposed;

    /// <inheritdoc/>
    public override int MaxBufferSize => BlockBytes;

    /// <inheritdoc/>
    public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minBufferSize, BlockBytes);
        return _idle.TryDequeue(out Block? block) ? block : new Block(this);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _disposed = true;
        _idle.Clear();
    }

    private void Return(Block block)
    {
        if (!_disposed && _idle.Count < KeptBlocks)
        {
            _idle.Enqueue(block);
        }
    }

    /// <summary>Gives each server a pool of its own.</summary>
    internal sealed class Factory : IMemoryPoolFactory<byte>
    {
        public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => new BlockPool();
    }

    private sealed class Block(BlockPool owner) : IMemoryOwner<byte>
    {
        // Pinned: the sockets below would pin it for every call.
        public Memory<byte> Memory { get; } = GC.AllocateUninitializedArray<byte>(BlockBytes, pinned: true);

        public void Dispose() => owner.Return(this);
    }
}
