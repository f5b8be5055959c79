using Google.Protobuf;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Trace.V1;
using Tracing.Collector.Decode;
using Tracing.Storage.Columns;

namespace Tracing.Collector.Tests.Decode;

/// <summary>One bad record: it is rejected with a reason, its neighbours are stored as if it had not been there.</summary>
public sealed class RejectionTests
{
    public static TheoryData<string, string> Faults => new()
    {
        { "no trace id", "trace id is not 16 bytes" },
        { "trace id of 15 bytes", "trace id is not 16 bytes" },
        { "trace id of 17 bytes", "trace id is not 16 bytes" },
        { "trace id of zeros", "trace id is all zero" },
        { "span id of 7 bytes", "span id is not 8 bytes" },
        { "span id of zeros", "span id is all zero" },
        { "parent of 9 bytes", "parent span id is not 8 bytes" },
        { "link trace id of 15 bytes", "a link's trace id" },
        { "no start", "before 1971" },
        { "milliseconds", "before 1971" },
        { "start past 2262", "after 2262-04-11" },
        { "end past 2262", "after 2262-04-11" },
        { "event past 2262", "after 2262-04-11" },
        { "too many attributes", "too many attributes" },
        { "too many event attributes", "too many attributes" },
        { "too many events", "too many events" },
        { "too many links", "too many links" },
        { "too large", "record is too large" },
        { "too deep", "nested deeper than 32" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_bad_span_is_rejected_and_its_neighbours_are_stored(string fault, string reason)
    {
        using var decoding = new Decoding(new DecodeOptions { MaxAttributes = 20, MaxEvents = 3, MaxLinks = 3, MaxRecordBytes = 8000 });
        Span bad = Samples.Span("bad");
        Spoil(bad, fault);
        foreach (OtlpEncoding encoding in Enum.GetValues<OtlpEncoding>())
        {
            var request = Samples.Traces(Samples.Span("before"), bad, Samples.Span("after"));
            byte[] body = encoding == OtlpEncoding.Json ? OtlpJson.Of(request, new Random(1)) : request.ToByteArray();
            RequestContext context = Decoding.Context(OtlpSignal.Traces, encoding);
            Assert.Null(decoding.Decode(body, in context).Reason);
            Assert.Equal((2, 1), (decoding.Request.Accepted, decoding.Request.Rejected));
            Assert.Contains(reason, decoding.Request.Message, StringComparison.Ordinal);
            Assert.Contains("1 of 3 spans rejected, the first at index 1", decoding.Request.Message, StringComparison.Ordinal);

            var neighbours = Expected.Of(Samples.Traces(Samples.Span("before"), Samples.Span("after")), in context);
            Assert.Equal(Decoding.Show(neighbours.Spans), Decoding.Show(decoding.Rows(TableTag.Spans)));
        }
    }

    [Fact]
    public void Full_success_says_nothing()
    {
        using var decoding = new Decoding();
        RequestContext context = Decoding.Context(OtlpSignal.Traces, OtlpEncoding.Protobuf);
        Assert.True(decoding.Decode(Samples.Traces(2).ToByteArray(), in context).IsOk);
        Assert.Equal((2, 0, string.Empty), (decoding.Request.Accepted, decoding.Request.Rejected, decoding.Request.Message));
    }

    [Fact]
    public void An_empty_request_succeeds()
    {
        using var decoding = new Decoding();
        RequestContext protobuf = Decoding.Context(OtlpSignal.Logs, OtlpEncoding.Protobuf);
        Assert.True(decoding.Decode([], in protobuf).IsOk);
        Assert.True(decoding.Request.IsEmpty);
        RequestContext json = Decoding.Context(OtlpSignal.Traces, OtlpEncoding.Json);
        Assert.True(decoding.Decode("{}"u8, in json).IsOk);
        Assert.Empty(decoding.Request.Message);
    }

    [Fact]
    public void A_resource_repeated_for_many_records_cannot_grow_without_bound()
    {
        using var decoding = new Decoding(new DecodeOptions { MaxDecodedBytes = 1 << 20 });
        var request = Samples.Traces([Samples.Of("big", new string('x', 100_000))], [.. Enumerable.Range(0, 100).Select(i => Samples.Span("s" + i))]);
        RequestContext context = Decoding.Context(OtlpSignal.Traces, OtlpEncoding.Protobuf);
        Assert.True(decoding.Decode(request.ToByteArray(), in context).IsOk);
        Assert.Equal(100, decoding.Request.Accepted + decoding.Request.Rejected);
        Assert.InRange(decoding.Request.Accepted, 5, 11);
        Assert.Contains("send smaller requests", decoding.Request.Message, StringComparison.Ordinal);
        Assert.InRange(decoding.Request.FrameLength, 1, 2 << 20);
    }

    [Fact]
    public void Invalid_UTF8_is_replaced_and_told()
    {
        using var decoding = new Decoding();
        byte[] body = Samples.Traces(Samples.Span("ab?cd")).ToByteArray();
        body[body.AsSpan().IndexOf("ab?cd"u8) + 2] = 0xff;
        RequestContext context = Decoding.Context(OtlpSignal.Traces, OtlpEncoding.Protobuf);
        Assert.True(decoding.Decode(body, in context).IsOk);
        Assert.Equal(Show.Text("ab\ufffdcd"), decoding.Rows(TableTag.Spans)[0]["SpanName"]);
        Assert.Equal(0, decoding.Request.Rejected);
        Assert.Contains("U+FFFD", decoding.Request.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_span_that_ends_before_it_starts_is_stored_with_duration_0_and_told()
    {
        using var decoding = new Decoding();
        Span span = Samples.Span();
        span.EndTimeUnixNano = Samples.Time - 1;
        RequestContext context = Decoding.Context(OtlpSignal.Traces, OtlpEncoding.Protobuf);
        Assert.True(decoding.Decode(Samples.Traces(span).ToByteArray(), in context).IsOk);
        Assert.Equal("0", decoding.Rows(TableTag.Spans)[0]["Duration"]);
        Assert.Contains("ends before it starts", decoding.Request.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_request_cut_anywhere_but_between_its_parts_is_malformed()
    {
        using var decoding = new Decoding();
        byte[] body = Samples.Traces(3).ToByteArray();
        RequestContext protobuf = Decoding.Context(OtlpSignal.Traces, OtlpEncoding.Protobuf);
        for (int length = 1; length < body.Length; length++)
        {
            Assert.False(decoding.Decode(body.AsSpan(0, length), in protobuf).IsOk);
            Assert.True(decoding.Request.IsEmpty);
        }

        byte[] text = OtlpJson.Of(Samples.Traces(2), new Random(3));
        RequestContext json = Decoding.Context(OtlpSignal.Traces, OtlpEncoding.Json);
        for (int length = 0; length < text.Length; length++)
        {
            Assert.False(decoding.Decode(text.AsSpan(0, length), in json).IsOk);
        }
    }

    [Fact]
    public void A_claimed_length_of_2_GiB_is_malformed()
    {
        using var decoding = new Decoding();
        RequestContext context = Decoding.Context(OtlpSignal.Traces, OtlpEncoding.Protobuf);
        Assert.Contains("cut or damaged", decoding.Decode([0x0a, 0xff, 0xff, 0xff, 0xff, 0x07, 1, 2, 3, 4], in context).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Ten_thousand_levels_are_rejected_in_protobuf_and_malformed_in_JSON(bool replaced)
    {
        using var decoding = new Decoding();
        byte[] value = [];
        // A list that a string replaces is looked at too: it must not go deeper than one that counts.
        byte[] replacement = replaced ? [0x0a, 1, (byte)'x'] : [];
        for (int i = 0; i < 10_000; i++)
        {
            byte[] array = [0x0a, .. Varint(value.Length), .. value];
            value = [0x2a, .. Varint(array.Length), .. array, .. replacement];
        }

        byte[] attribute = [0x0a, 1, (byte)'k', 0x12, .. Varint(value.Length), .. value];
        byte[] span = [.. Samples.Span("bomb").ToByteArray(), 0x4a, .. Varint(attribute.Length), .. attribute];
        byte[] scope = [0x12, .. Varint(span.Length), .. span];
        byte[] resource = [0x12, .. Varint(scope.Length), .. scope];
        RequestContext protobuf = Decoding.Context(OtlpSignal.Traces, OtlpEncoding.Protobuf);
        Assert.True(decoding.Decode([0x0a, .. Varint(resource.Length), .. resource], in protobuf).IsOk);
        Assert.Equal((0, 1), (decoding.Request.Accepted, decoding.Request.Rejected));

        RequestContext json = Decoding.Context(OtlpSignal.Traces, OtlpEncoding.Json);
        string text = "{\"unknown\":" + new string('[', 10_000);
        Assert.Contains("nests deeper", decoding.Decode(System.Text.Encoding.UTF8.GetBytes(text), in json).Reason, StringComparison.Ordinal);
    }

    private static byte[] Varint(int value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        return [.. bytes, (byte)value];
    }

    private static ByteString Bytes(int length) => ByteString.CopyFrom([.. Enumerable.Repeat((byte)7, length)]);

    private static void Spoil(Span span, string fault)
    {
        KeyValue[] many = [.. Enumerable.Range(0, 21).Select(i => Samples.Of("k" + i, i))];
        switch (fault)
        {
            case "no trace id": span.TraceId = ByteString.Empty; break;
            case "trace id of 15 bytes": span.TraceId = Bytes(15); break;
            case "trace id of 17 bytes": span.TraceId = Bytes(17); break;
            case "trace id of zeros": span.TraceId = ByteString.CopyFrom(new byte[16]); break;
            case "span id of 7 bytes": span.SpanId = Bytes(7); break;
            case "span id of zeros": span.SpanId = ByteString.CopyFrom(new byte[8]); break;
            case "parent of 9 bytes": span.ParentSpanId = Bytes(9); break;
            case "link trace id of 15 bytes": span.Links[0].TraceId = Bytes(15); break;
            case "no start": span.StartTimeUnixNano = 0; break;
            case "milliseconds": span.StartTimeUnixNano = Samples.Time / 1_000_000; break;
            case "start past 2262": span.StartTimeUnixNano = 1UL << 63; break;
            case "end past 2262": span.EndTimeUnixNano = ulong.MaxValue; break;
            case "event past 2262": span.Events[0].TimeUnixNano = 1UL << 63; break;
            case "too many attributes": span.Attributes.Add(many); break;
            case "too many event attributes": span.Events[0].Attributes.Add(many); break;
            case "too many events": span.Events.Add(Enumerable.Range(0, 4).Select(_ => new Span.Types.Event { Name = "e" })); break;
            case "too many links": span.Links.Add(Enumerable.Range(0, 4).Select(_ => new Span.Types.Link())); break;
            case "too large": span.Attributes.Add(Samples.Of("large", new string('x', 9000))); break;
            default: span.Attributes.Add(new KeyValue { Key = "deep", Value = Deep(33) }); break;
        }
    }

    private static AnyValue Deep(int levels) => levels == 0
        ? new AnyValue { IntValue = 1 }
        : new AnyValue { ArrayValue = new ArrayValue { Values = { Deep(levels - 1) } } };
}
