using CsCheck;
using Google.Protobuf;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OpenTelemetry.Proto.Trace.V1;
using Tracing.Collector.Decode;
using Tracing.Storage.Columns;

namespace Tracing.Collector.Tests.Decode;

/// <summary>Random requests, written by the generated types: what is stored is what the oracle expects, in both encodings.</summary>
public sealed class DecodePropertyTests
{
    private const int SampleCount = 400;

    [Fact]
    public void Traces_in_protobuf_are_stored_as_expected() => Sample(Requests.Traces, (request, decoding) =>
        Check(decoding, request.ToByteArray(), OtlpEncoding.Protobuf, request));

    [Fact]
    public void Traces_in_protobuf_with_fields_shuffled_split_and_unknown_are_stored_as_expected() =>
        Sample(Requests.Traces, (request, decoding, random) =>
        {
            byte[] shuffled = WireShuffle.Of(request, random);
            Assert.Equal(request.ToString(), Read(shuffled).ToString());
            Check(decoding, shuffled, OtlpEncoding.Protobuf, request);
        });

    [Fact]
    public void Traces_in_JSON_are_stored_as_expected() => Sample(Requests.Traces, (request, decoding, random) =>
        Check(decoding, OtlpJson.Of(request, random), OtlpEncoding.Json, request));

    [Fact]
    public void Logs_in_protobuf_are_stored_as_expected() => Sample(Requests.Logs, (request, decoding) =>
        Check(decoding, request.ToByteArray(), OtlpEncoding.Protobuf, request));

    [Fact]
    public void Logs_in_protobuf_with_fields_shuffled_split_and_unknown_are_stored_as_expected() =>
        Sample(Requests.Logs, (request, decoding, random) =>
            Check(decoding, WireShuffle.Of(request, random), OtlpEncoding.Protobuf, request));

    [Fact]
    public void Logs_in_JSON_are_stored_as_expected() => Sample(Requests.Logs, (request, decoding, random) =>
        Check(decoding, OtlpJson.Of(request, random), OtlpEncoding.Json, request));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_large_request_is_stored_as_expected_in_both_encodings(int seed)
    {
        var generator = new PCG(1, (ulong)seed);
        var request = new ExportTraceServiceRequest();
        while (request.CalculateSize() < 2_000_000)
        {
            request.MergeFrom(Requests.Traces.Generate(generator, null, out Size _));
            if (request.ResourceSpans.Count > 0 && request.ResourceSpans[^1].ScopeSpans.Count > 0)
            {
                Span large = Samples.Span("large \n" + new string('x', 5000) + "\t");
                large.Attributes.Add(Samples.Of("text \"", string.Concat(Enumerable.Repeat("line \"é\"\n", 3000))));
                request.ResourceSpans[^1].ScopeSpans[0].Spans.Add(large);
            }
        }

        using var decoding = new Decoding();
        Check(decoding, OtlpJson.Of(request, new Random(seed)), OtlpEncoding.Json, request);
        Check(decoding, request.ToByteArray(), OtlpEncoding.Protobuf, request);
    }

    private static void Sample<T>(Gen<T> requests, Action<T, Decoding> check) =>
        Sample(requests, (request, decoding, _) => check(request, decoding));

    private static void Sample<T>(Gen<T> requests, Action<T, Decoding, Random> check)
    {
        // One decoder throughout: a request must leave nothing behind for the next.
        using var decoding = new Decoding();
        Gen.Select(requests, Gen.Int).Sample((request, seed) => check(request, decoding, new Random(seed)), iter: SampleCount, threads: 1);
    }

    // Deeper than the generated parsers go by default.
    private static ExportTraceServiceRequest Read(byte[] body)
    {
        using var stream = new MemoryStream(body);
        using var input = CodedInputStream.CreateWithLimits(stream, int.MaxValue, 1000);
        return ExportTraceServiceRequest.Parser.WithDiscardUnknownFields(true).ParseFrom(input);
    }

    private static void Check(Decoding decoding, byte[] body, OtlpEncoding encoding, ExportTraceServiceRequest request)
    {
        RequestContext context = Decoding.Context(OtlpSignal.Traces, encoding, "run-1");
        var expected = Expected.Of(request, in context);
        Assert.Null(decoding.Decode(body, in context).Reason);
        Assert.Equal(Decoding.Show(expected.Spans), Decoding.Show(decoding.Rows(TableTag.Spans)));
        Assert.Equal((expected.Spans.Count, expected.Rejected), (decoding.Request.Accepted, decoding.Request.Rejected));
        Assert.True(expected.Rejected == 0 || decoding.Request.Message.Contains("rejected", StringComparison.Ordinal));
    }

    private static void Check(Decoding decoding, byte[] body, OtlpEncoding encoding, ExportLogsServiceRequest request)
    {
        RequestContext context = Decoding.Context(OtlpSignal.Logs, encoding);
        var expected = Expected.Of(request, in context);
        Assert.Null(decoding.Decode(body, in context).Reason);
        Assert.Equal(Decoding.Show(expected.Logs), Decoding.Show(decoding.Rows(TableTag.Logs)));
        Assert.Equal((expected.Logs.Count, expected.Rejected), (decoding.Request.Accepted, decoding.Request.Rejected));
    }
}
