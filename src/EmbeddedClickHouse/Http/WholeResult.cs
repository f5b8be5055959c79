using Tracing.EmbeddedClickHouse.Blocks;
using Tracing.EmbeddedClickHouse.Library;
using Tracing.EmbeddedClickHouse.Pool;

namespace Tracing.EmbeddedClickHouse.Http;

/// <summary>A complete result, read out of the engine's memory.</summary>
internal sealed class WholeResult(Lease lease, Result result, NativeRevision? revision) : ReadOnlyResultStream
{
    private readonly byte[]? rewritten = revision is { Differs: true } ? revision.Rewrite(result.Data) : null;
    private int position;
    private bool disposed;

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        var rest = rewritten is null ? result.Data[position..] : rewritten.AsSpan(position);
        var count = Math.Min(buffer.Length, rest.Length);
        rest[..count].CopyTo(buffer);
        position += count;
        return count;
    }

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<int>(cancellationToken) : new(Read(buffer.Span));

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (!disposed)
        {
            disposed = true;
            result.Dispose();
            lease.Dispose();
        }

        base.Dispose(disposing);
    }
}
