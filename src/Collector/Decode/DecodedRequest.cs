using System.Buffers;
using Tracing.Storage.Columns;

namespace Tracing.Collector.Decode;

/// <summary>
/// What a request was decoded to: columns, and what the client is told. Reusable; each decode starts it afresh. Not safe
/// for concurrent use.
/// </summary>
public sealed class DecodedRequest : IDisposable
{
    /// <summary>Rows of spans.</summary>
    public SpanColumns Spans { get; } = new();

    /// <summary>Rows of log records.</summary>
    public LogColumns Logs { get; } = new();

    /// <summary>Chunks of artifacts.</summary>
    public ArtifactColumns Artifacts { get; } = new();

    /// <summary>Records stored.</summary>
    public int Accepted { get; private set; }

    /// <summary>Records rejected: <c>rejected_spans</c> or <c>rejected_log_records</c> of partial success.</summary>
    public int Rejected { get; private set; }

    /// <summary>Why records were rejected and what was changed in stored ones; empty for full success.</summary>
    public string Message { get; private set; } = string.Empty;

    /// <summary>True where there is nothing to store.</summary>
    public bool IsEmpty => Accepted == 0;

    /// <summary>Bytes of the frame.</summary>
    public int FrameLength => checked((int)FrameWriter.Measure(Spans, Logs, Artifacts));

    /// <summary>Writes the frame that the queue carries.</summary>
    /// <param name="destination">At least <see cref="FrameLength"/> bytes.</param>
    /// <returns>Bytes written.</returns>
    public int WriteFrame(Span<byte> destination) => FrameWriter.Write(destination, Spans, Logs, Artifacts);

    /// <summary>Writes the frame that the queue carries.</summary>
    /// <param name="destination">Where.</param>
    /// <returns>Bytes written.</returns>
    public int WriteFrame(IBufferWriter<byte> destination)
    {
        int written = WriteFrame(destination.GetSpan(FrameLength));
        destination.Advance(written);
        return written;
    }

    /// <summary>Empties it, and gives back the memory that only a large request needed: before it waits in a pool.</summary>
    public void Clear() => Begin();

    /// <inheritdoc/>
    public void Dispose()
    {
        Spans.Dispose();
        Logs.Dispose();
        Artifacts.Dispose();
    }

    internal void Begin()
    {
        Spans.Reset();
        Logs.Reset();
        Artifacts.Reset();
        Accepted = 0;
        Rejected = 0;
        Message = string.Empty;
    }

    internal void Complete(Findings findings, in RequestContext context)
    {
        Accepted = Spans.Rows + Logs.Rows + Artifacts.Rows;
        Rejected = findings.Rejected;
        Message = findings.Message(context.Signal == OtlpSignal.Traces ? "span" : "log record");
        Spans.Complete(context.ArrivalUnixNano);
        Logs.Complete(context.ArrivalUnixNano);
        Artifacts.Complete(context.ArrivalUnixNano);
    }
}
