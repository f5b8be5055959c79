using Tracing.Collector.Decode;
using Tracing.Storage.Columns;

namespace Tracing.Collector.Tests.Decode;

/// <summary>Decodes bytes all the way to rows: through columns, frame, splicer and Native block.</summary>
internal sealed class Decoding : IDisposable
{
    public const ulong Batch = 0x1234_5678_9abc_def0;
    public const long Arrival = 1_780_000_000_123_456_789;

    public static readonly UInt128 Hash = new(0x0123456789abcdef, 0xfedcba9876543210);

    private readonly OtlpDecoder decoder;

    public Decoding(DecodeOptions? options = null) => decoder = new OtlpDecoder(options);

    public DecodedRequest Request { get; } = new();

    public DecodeResult Result { get; private set; }

    public static RequestContext Context(OtlpSignal signal, OtlpEncoding encoding, string? run = null) =>
        new(signal, encoding, run, Arrival, Hash);

    public DecodeResult Decode(ReadOnlySpan<byte> body, in RequestContext context)
    {
        PaddedBuffer buffer = PaddedBuffer.Rent(64 << 20);
        Assert.True(buffer.TryAppend(body));
        Result = decoder.Decode(buffer, in context, Request);
        buffer.Return();
        return Result;
    }

    public byte[] Frame()
    {
        var frame = new byte[Request.FrameLength];
        Assert.Equal(frame.Length, Request.WriteFrame(frame));
        return frame;
    }

    public List<Dictionary<string, string>> Rows(TableTag tag) => Rows(tag, Frame());

    public static List<Dictionary<string, string>> Rows(TableTag tag, params IEnumerable<byte[]> frames)
    {
        var splicer = new BlockSplicer(tag);
        foreach (byte[] frame in frames)
        {
            foreach (FrameBlock block in FrameReader.Read(frame).Where(block => block.Tag == tag))
            {
                splicer.Add(block);
            }
        }

        return splicer.Rows == 0 ? [] : NativeRows.Read(Bytes(splicer.Build(Batch)));
    }

    public static byte[] Bytes(SplicedBlock block)
    {
        using Stream stream = block.OpenStream();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        Assert.Equal(block.Bytes, bytes.Length);
        return bytes.ToArray();
    }

    /// <summary>Rows as one text: what differs shows in the message of a failure.</summary>
    public static string Show(IEnumerable<Dictionary<string, string>> rows) => string.Join(
        "\n\n", rows.Select(row => string.Join('\n', row.OrderBy(cell => cell.Key, StringComparer.Ordinal).Select(cell => cell.Key + " = " + cell.Value))));

    public void Dispose()
    {
        decoder.Dispose();
        Request.Dispose();
    }
}
