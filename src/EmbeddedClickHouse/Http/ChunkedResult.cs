using Tracing.EmbeddedClickHouse.Blocks;
using Tracing.EmbeddedClickHouse.Library;
using Tracing.EmbeddedClickHouse.Pool;

namespace Tracing.EmbeddedClickHouse.Http;

/// <summary>What a streamed answer looks like.</summary>
/// <param name="Header">What each chunk repeats.</param>
/// <param name="Tag">The tag of an error's frame.</param>
/// <param name="ErrorText">Writes an error as text.</param>
/// <param name="Revision">Rewrites Native blocks for the client's protocol version; null for other formats.</param>
internal sealed record ChunkedResultShape(StreamableFormat.Header Header, string Tag, Func<EngineException, byte[]> ErrorText, NativeRevision? Revision);

/// <summary>
/// The result of a SELECT, fetched from the engine chunk by chunk as it is read. An error after the first chunk
/// becomes a frame at the end of the body, and then an <see cref="IOException"/>, so that nobody takes the part for the whole.
/// </summary>
internal sealed class ChunkedResult : ReadOnlyResultStream
{
    private readonly Lease lease;
    private readonly Result stream;
    private readonly ChunkedResultShape shape;
    private readonly byte[] header;
    private Result? chunk;
    private byte[]? rewritten;
    private byte[]? frame;
    private int position;
    private bool ended;
    private bool disposed;
    private EngineException? failure;

    private ChunkedResult(Lease lease, Result stream, Result first, ChunkedResultShape shape)
    {
        this.lease = lease;
        this.stream = stream;
        this.shape = shape;
        chunk = first;
        FirstCounts = first.Counts;
        ended = first.Data.IsEmpty;
        rewritten = Rewrite(first);
        header = first.Data[..StreamableFormat.Length(shape.Header, first.Data)].ToArray();
    }

    /// <summary>What the engine counted by the first chunk.</summary>
    public QueryCounts FirstCounts { get; }

    /// <summary>Starts the query and waits for its first chunk, so that most errors come before the status is sent.</summary>
    public static Task<ChunkedResult> OpenAsync(
        Lease lease, ReadOnlyMemory<byte> sql, InterfaceRequest request, ChunkedResultShape shape, CancellationToken cancel) =>
        lease.RunAsync(
            c =>
            {
                var stream = c.OpenStream(sql.Span, request.DefaultFormat, request.Parameters);
                try
                {
                    return new ChunkedResult(lease, stream, c.Fetch(stream), shape);
                }
                catch
                {
                    stream.Dispose();
                    throw;
                }
            },
            cancel);

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        while (true)
        {
            var count = CopyOut(buffer);
            if (count > 0 || ended || buffer.IsEmpty)
            {
                return count;
            }

            NextAsync(CancellationToken.None).GetAwaiter().GetResult();
        }
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var count = CopyOut(buffer.Span);
            if (count > 0 || ended || buffer.IsEmpty)
            {
                return count;
            }

            await NextAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (!disposed)
        {
            disposed = true;
            if (ended)
            {
                lease.Release(_ => Free());
            }
            else
            {
                lease.Abandon(c =>
                {
                    if (failure is null)
                    {
                        c.Cancel(stream);
                    }

                    Free();
                });
            }

            lease.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Free()
    {
        chunk?.Dispose();
        stream.Dispose();
    }

    // Chunks consist of whole blocks.
    private byte[]? Rewrite(Result blocks) => shape.Revision is { Differs: true } revision ? revision.Rewrite(blocks.Data) : null;

    private int CopyOut(Span<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        var rest = (frame ?? rewritten) is { } bytes ? bytes.AsSpan(position) : chunk is null ? default : chunk.Data[position..];
        if (rest.IsEmpty && failure is not null)
        {
            throw new HttpIOException(HttpRequestError.ResponseEnded, failure.Message, failure);
        }

        var count = Math.Min(buffer.Length, rest.Length);
        rest[..count].CopyTo(buffer);
        position += count;
        return count;
    }

    private async Task NextAsync(CancellationToken cancel)
    {
        try
        {
            var next = await lease.RunAsync(
                c =>
                {
                    chunk?.Dispose();
                    chunk = null;
                    return c.Fetch(stream);
                },
                cancel);
            chunk = next;
            rewritten = Rewrite(next);
            ended = next.Data.IsEmpty;
            position = header.Length > 0 && next.Data.StartsWith(header) ? header.Length : 0;
        }
        catch (EngineException e)
        {
            failure = e;
            position = 0;
            frame = ExceptionFrame.Write(shape.ErrorText(e), shape.Tag);
        }
    }
}
