using System.Buffers;
using System.Globalization;
using Google.Protobuf;
using OpenTelemetry.Proto.Collector.Trace.V1;
using Tracing.Benchmarks.Payloads;
using Tracing.Collector.Decode;
using Tracing.Storage.Columns;

namespace Tracing.Benchmarks.Decode;

/// <summary>
/// CPU and allocations a span of decoding, against generated Google.Protobuf objects written to RowBinary. Payloads
/// rotate, so that neither branch predictors nor caches learn one by heart.
/// </summary>
internal static class DecodeBenchmark
{
    private const int Spans = 512;
    private const int Payloads = 64;

    public static Task RunAsync()
    {
        ExportTraceServiceRequest[] requests = [.. Enumerable.Range(1, Payloads).Select(seed => SpanPayloads.Make(Spans, seed))];
        byte[][] bodies = [.. requests.Select(request => request.ToByteArray())];
        byte[][] texts = [.. requests.Select(request => SpanJson.Write(request))];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"## decode\n{Payloads} distinct requests in rotation, {Spans} spans each, {bodies.Average(body => body.Length) / Spans:F0} B/span protobuf, {texts.Average(body => body.Length) / Spans:F0} B/span JSON\n"));

        using var decoder = new OtlpDecoder();
        using var decoded = new DecodedRequest();
        var rows = new RowBinaryWriter();
        byte[] frame = new byte[4 << 20];
        int next = 0;
        byte[] Next(byte[][] from) => from[next++ % Payloads];

        void Decode(byte[] body, OtlpEncoding encoding)
        {
            PaddedBuffer padded = PaddedBuffer.Rent(64 << 20);
            padded.TryAppend(new ReadOnlySequence<byte>(body));
            DecodeResult result = decoder.Decode(padded, new RequestContext(OtlpSignal.Traces, encoding, null, 1_780_000_000_000_000_000, 1), decoded);
            padded.Return();
            if (!result.IsOk || decoded.Accepted != Spans)
            {
                throw new InvalidOperationException(result.Reason ?? decoded.Message);
            }
        }

        var contest = new Contest("span", Spans);
        contest.Add("Google.Protobuf objects → RowBinary", () => rows.Write(ExportTraceServiceRequest.Parser.ParseFrom(Next(bodies))));
        contest.Add("Google.Protobuf objects alone", () => ExportTraceServiceRequest.Parser.ParseFrom(Next(bodies)));
        contest.Add("ours: copy, decode to columns", () => Decode(Next(bodies), OtlpEncoding.Protobuf));
        contest.Add("ours: copy, decode, write frame", () =>
        {
            Decode(Next(bodies), OtlpEncoding.Protobuf);
            decoded.WriteFrame(frame);
        });
        contest.Add("ours: copy, decode JSON", () => Decode(Next(texts), OtlpEncoding.Json));
        contest.Run();
        Splice(bodies, decoder, decoded);
        return Task.CompletedTask;
    }

    // What stands between the queue and the insert: reading frames and joining their columns.
    private static void Splice(byte[][] bodies, OtlpDecoder decoder, DecodedRequest decoded)
    {
        var frames = new List<byte[]>();
        foreach (byte[] body in bodies)
        {
            PaddedBuffer padded = PaddedBuffer.Rent(64 << 20);
            padded.TryAppend(body);
            decoder.Decode(padded, new RequestContext(OtlpSignal.Traces, OtlpEncoding.Protobuf, null, 1_780_000_000_000_000_000, 1), decoded);
            padded.Return();
            byte[] frame = new byte[decoded.FrameLength];
            decoded.WriteFrame(frame);
            frames.Add(frame);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"## splice\n{Payloads} frames of {Spans} spans, {frames.Average(frame => frame.Length) / Spans:F0} B/span\n"));
        byte[] sink = new byte[1 << 16];
        var contest = new Contest("span", Payloads * Spans);
        var pool = ArrayPool<byte>.Create(16 << 20, 1024);
        contest.Add("read, check, splice, stream the Native block", () =>
        {
            var splicer = new BlockSplicer(TableTag.Spans);
            List<FrameBlock> blocks = [.. frames.Select(frame => FrameReader.Read(frame, pool)[0])];
            blocks.ForEach(splicer.Add);

            using Stream block = splicer.Build(1).OpenStream();
            while (block.Read(sink) > 0)
            {
            }

            blocks.ForEach(read => read.Release());
        });
        contest.Add("read and check frames alone", () => frames.ForEach(frame => FrameReader.Read(frame, pool)[0].Release()));
        contest.Run();
    }
}
