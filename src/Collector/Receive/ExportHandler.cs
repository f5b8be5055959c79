using System.Buffers;
using Tracing.Collector.Decode;
using Tracing.Collector.Queue;

namespace Tracing.Collector.Receive;

/// <summary>
/// What both transports do with a body: hash, decode into columns, make durable. It is answered from the queue alone;
/// the engine may be slow, refuse, or be away.
/// </summary>
internal sealed class ExportHandler : IDisposable
{
    private readonly DurableQueue _queue;
    private readonly TimeProvider _time;
    private readonly DecoderPool _decoders;

    public ExportHandler(DecodeOptions options, DurableQueue queue, TimeProvider time)
    {
        _queue = queue;
        _time = time;
        _decoders = new DecoderPool(options);
    }

    /// <summary>Handles one request; its body is gone afterwards.</summary>
    /// <param name="body">The whole body, decompressed.</param>
    /// <param name="signal">What it carries.</param>
    /// <param name="encoding">How it is encoded.</param>
    /// <param name="run">The run named by header or path, if any.</param>
    /// <returns>What became of it.</returns>
    public async ValueTask<ExportOutcome> HandleAsync(RequestBody body, OtlpSignal signal, OtlpEncoding encoding, string? run)
    {
        UInt128 hash = RequestHash.Of(body.Bytes.Written, signal, encoding, run);
        var context = new RequestContext(signal, encoding, run, Now(), hash);
        (ExportOutcome outcome, ArraySegment<byte> frame) = await DecodeAsync(body, context);
        if (frame.Count == 0)
        {
            return outcome;
        }

        try
        {
            return Answer(await _queue.AppendAsync(hash, frame, CancellationToken.None), outcome);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(frame.Array!);
        }
    }

    public void Dispose() => _decoders.Dispose();

    private async ValueTask<(ExportOutcome Outcome, ArraySegment<byte> Frame)> DecodeAsync(RequestBody body, RequestContext context)
    {
        DecoderPool.Entry entry = await _decoders.RentAsync();
        try
        {
            DecodeResult result = entry.Decoder.Decode(body.Bytes, context, entry.Request);
            return result.IsOk ? MakeFrame(body, entry.Request) : (new ExportOutcome(OutcomeKind.BadData, Message: result.Reason), default);
        }
        finally
        {
            _decoders.Return(entry);
        }
    }

    private static (ExportOutcome Outcome, ArraySegment<byte> Frame) MakeFrame(RequestBody body, DecodedRequest decoded)
    {
        string? message = decoded.Message.Length > 0 ? decoded.Message : null;
        var outcome = new ExportOutcome(OutcomeKind.Accepted, decoded.Rejected, message);
        if (decoded.Accepted == 0)
        {
            // An empty request succeeds (OTLP specification 1.11, "Empty Telemetry Envelopes"), and so does one whose records were all rejected.
            return (outcome, default);
        }

        int length = decoded.FrameLength;
        ExportOutcome counted = body.ExchangeForFrame(length);
        if (counted.Kind != OutcomeKind.Accepted)
        {
            return (counted, default);
        }

        byte[] frame = ArrayPool<byte>.Shared.Rent(length);
        decoded.WriteFrame(frame.AsSpan(0, length));
        return (outcome, new ArraySegment<byte>(frame, 0, length));
    }

    private static ExportOutcome Answer(AppendOutcome appended, in ExportOutcome accepted) => appended switch
    {
        AppendOutcome.Stored or AppendOutcome.AlreadyStored => accepted,
        AppendOutcome.Full => new ExportOutcome(OutcomeKind.QueueFull),
        AppendOutcome.TooLarge => new ExportOutcome(OutcomeKind.TooLarge, Message: "the request is larger than a frame of the queue may be"),
        _ => new ExportOutcome(OutcomeKind.QueueFailed),
    };

    private long Now() => (_time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;
}
