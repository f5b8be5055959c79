using Tracing.Adapters.Proxy.Recording;

namespace Tracing.Adapters.Proxy.Forwarding;

/// <summary>The body of an answer on its way to the agent: each piece is sent on when it comes, and read then.</summary>
/// <param name="agent">Where it goes.</param>
/// <param name="recording">What reads it.</param>
internal sealed class ObservedBody(Stream agent, CallRecording recording) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        TimeSpan arrival = recording.Now;
        ReadOnlyMemory<byte> passing = recording.Pass(buffer);
        if (!passing.IsEmpty)
        {
            await agent.WriteAsync(passing, cancellationToken);
        }

        recording.Read(buffer.Span, arrival);
    }

    /// <summary>Sends what was held back, once the upstream has ended.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> rest = recording.End();
        if (!rest.IsEmpty)
        {
            await agent.WriteAsync(rest, cancellationToken);
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => agent.FlushAsync(cancellationToken);

    public override void Flush() => throw new NotSupportedException("Answers are written asynchronously.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Answers are written asynchronously.");

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
