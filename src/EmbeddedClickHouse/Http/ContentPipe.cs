using System.IO.Pipelines;

namespace Tracing.EmbeddedClickHouse.Http;

/// <summary>
/// Reads a request's content while it is being written. (<see cref="HttpContent.ReadAsStream()"/> would first hold
/// the whole of a content that only knows how to write itself.)
/// </summary>
internal sealed class ContentPipe : IAsyncDisposable
{
    private readonly Pipe pipe = new(new PipeOptions(pauseWriterThreshold: 1 << 20, resumeWriterThreshold: 512 << 10, minimumSegmentSize: 64 << 10));
    private readonly CancellationTokenSource stop;
    private readonly Task writing;

    /// <summary>Starts writing.</summary>
    public ContentPipe(HttpContent content, CancellationToken cancel)
    {
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Reader = pipe.Reader.AsStream(leaveOpen: true);
        writing = WriteAsync(content);
    }

    /// <summary>The content's bytes. A failure of the content is thrown from reading.</summary>
    public Stream Reader { get; }

    /// <summary>Stops the writing, if it goes on, and waits for its end.</summary>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await pipe.Reader.CompleteAsync();
        await writing;
        stop.Dispose();
    }

    private async Task WriteAsync(HttpContent content)
    {
        try
        {
            await content.CopyToAsync(pipe.Writer.AsStream(leaveOpen: true), stop.Token);
            await pipe.Writer.CompleteAsync();
        }
#pragma warning disable CA1031 // Whatever the content throws is thrown again where it is read.
        catch (Exception e)
#pragma warning restore CA1031
        {
            await pipe.Writer.CompleteAsync(e);
        }
    }
}
