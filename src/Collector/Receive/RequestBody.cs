using System.Buffers;
using System.IO.Pipelines;
using Tracing.Collector.Decode;

namespace Tracing.Collector.Receive;

/// <summary>
/// One body, copied once from the transport into native memory, counted against the bytes in flight as it arrives:
/// what a client only announces costs nothing.
/// </summary>
internal sealed class RequestBody : IDisposable
{
    private readonly InFlightBytes _inFlight;
    private readonly InFlightBytes.Lease _lease;
    private PaddedBuffer? _bytes;

    public RequestBody(InFlightBytes inFlight, int limit)
    {
        _inFlight = inFlight;
        _lease = inFlight.Open();
        Limit = limit;
        _bytes = PaddedBuffer.Rent(limit);
    }

    /// <summary>The most bytes of a body, before and after decompression.</summary>
    public int Limit { get; }

    /// <summary>What has arrived; after <see cref="Inflate"/> what it decompressed to.</summary>
    public PaddedBuffer Bytes => _bytes ?? throw new ObjectDisposedException(nameof(RequestBody));

    /// <summary>Reads a transport to its end.</summary>
    /// <param name="reader">The transport.</param>
    /// <returns>Accepted, or why the reading stopped: too large, or too much in flight.</returns>
    /// <exception cref="IOException">The client went away, or broke the transport's framing.</exception>
    public async ValueTask<ExportOutcome> ReadToEndAsync(PipeReader reader)
    {
        while (true)
        {
            ReadResult read = await reader.ReadAsync();
            ExportOutcome outcome = Append(read.Buffer);
            reader.AdvanceTo(read.Buffer.End);
            if (outcome.Kind != OutcomeKind.Accepted || read.IsCompleted)
            {
                return outcome;
            }
        }
    }

    /// <summary>Replaces gzip bytes by what they decompress to, which is held to the same limit while it grows.</summary>
    public ExportOutcome Inflate()
    {
        PaddedBuffer compressed = Bytes;
        _bytes = PaddedBuffer.Rent(Limit);
        ExportOutcome outcome = Gzip.Inflate(compressed, _bytes, _lease);
        _lease.Give(compressed.Length);
        compressed.Return();
        return outcome.Kind == OutcomeKind.TooLarge ? TooLarge() : outcome;
    }

    /// <summary>Counts a frame made of the body, and gives the body's memory back.</summary>
    /// <returns>Accepted; busy; or too large, where the frame passes the bound even if it is alone, so that coming again would not help.</returns>
    public ExportOutcome ExchangeForFrame(int frameLength)
    {
        _lease.Give(Bytes.Length);
        Bytes.Return();
        _bytes = null;
        if (frameLength > _inFlight.Limit)
        {
            return new ExportOutcome(OutcomeKind.TooLarge, Message: $"the request becomes {frameLength} bytes of columns; {_inFlight.Limit} are allowed in flight");
        }

        return _lease.TryTake(frameLength) ? ExportOutcome.Ok : new ExportOutcome(OutcomeKind.Busy);
    }

    public void Dispose()
    {
        _bytes?.Return();
        _bytes = null;
        _lease.Dispose();
    }

    private ExportOutcome Append(in ReadOnlySequence<byte> piece)
    {
        if (piece.Length > Limit - Bytes.Length)
        {
            return TooLarge();
        }

        if (!_lease.TryTake(piece.Length))
        {
            return new ExportOutcome(OutcomeKind.Busy);
        }

        Bytes.TryAppend(piece);
        return ExportOutcome.Ok;
    }

    /// <summary>The answer to a body over the limit.</summary>
    public ExportOutcome TooLarge() =>
        new(OutcomeKind.TooLarge, Message: $"the request is larger than {Limit} bytes after decompression");
}
