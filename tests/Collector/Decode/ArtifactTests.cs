using Google.Protobuf;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;
using Tracing.Collector.Decode;
using Tracing.Storage.Columns;

namespace Tracing.Collector.Tests.Decode;

/// <summary>Log records named <c>bench.artifact</c> become chunks of artifacts and no logs.</summary>
public sealed class ArtifactTests
{
    [Theory]
    [InlineData(OtlpEncoding.Protobuf, true)]
    [InlineData(OtlpEncoding.Protobuf, false)]
    [InlineData(OtlpEncoding.Json, true)]
    [InlineData(OtlpEncoding.Json, false)]
    public void A_chunk_keeps_its_bytes_and_its_place(OtlpEncoding encoding, bool byField)
    {
        LogRecord chunk = Chunk([0, 255, 1, (byte)'"', 0x80]);
        if (!byField)
        {
            chunk.EventName = string.Empty;
            chunk.Attributes.Add(Samples.Of("event.name", "bench.artifact"));
        }

        using Decoding decoding = Decode(encoding, Samples.Log(), chunk, Samples.Log());
        Assert.Equal((3, 0), (decoding.Request.Accepted, decoding.Request.Rejected));
        Assert.Equal(["'hello'", "'hello'"], decoding.Rows(TableTag.Logs).Select(row => row["Body"]));
        Dictionary<string, string> row = Assert.Single(decoding.Rows(TableTag.ArtifactChunks));
        Assert.Equal(Show.Bytes([0, 255, 1, (byte)'"', 0x80]), row["Body"]);
        Assert.Equal(("'run-9'", "'recording'", "'asciicast-v2'", "'pty'", "'gzip'"), (row["RunId"], row["Kind"], row["Format"], row["Made"], row["Encoding"]));
        Assert.Equal(("3", "true", "false"), (row["Sequence"], row["Last"], row["Truncated"]));
        Assert.Equal("'" + new string('a', 64) + "'", row["Sha256"]);
        Assert.Equal((Decoding.Hash + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), row["RowId"]);
        Assert.Equal("'0102030405060708090a0b0c0d0e0f10'", row["TraceId"]);
    }

    [Fact]
    public void An_artifact_in_one_piece_needs_no_number()
    {
        var log = new LogRecord
        {
            TimeUnixNano = Samples.Time,
            EventName = "bench.artifact",
            Body = new AnyValue { StringValue = "diff" },
            Attributes = { Samples.Of("bench.artifact.kind", "something new") },
        };
        using Decoding decoding = Decode(OtlpEncoding.Protobuf, log);
        Dictionary<string, string> row = Assert.Single(decoding.Rows(TableTag.ArtifactChunks));
        Assert.Equal(("'something new'", "0", "true", "'diff'"), (row["Kind"], row["Sequence"], row["Last"], row["Body"]));
        Assert.Empty(decoding.Rows(TableTag.Logs));
    }

    [Theory]
    [InlineData("large", "too large")]
    [InlineData("kind", "bench.artifact.kind")]
    [InlineData("sequence", "bench.artifact.seq")]
    [InlineData("hash", "bench.artifact.sha256")]
    [InlineData("body", "neither string nor bytes")]
    public void A_bad_chunk_is_rejected_and_its_neighbours_are_stored(string fault, string reason)
    {
        LogRecord bad = Chunk(fault == "large" ? new byte[(256 << 10) + 1] : [1]);
        KeyValue Find(string key) => bad.Attributes.First(pair => pair.Key == "bench.artifact." + key);
        switch (fault)
        {
            case "kind": bad.Attributes.Remove(Find("kind")); break;
            case "sequence": Find("seq").Value = new AnyValue { IntValue = -1 }; break;
            case "hash": Find("sha256").Value = new AnyValue { StringValue = "abc" }; break;
            case "body": bad.Body = new AnyValue { IntValue = 1 }; break;
            default: break;
        }

        using Decoding decoding = Decode(OtlpEncoding.Protobuf, Samples.Log(), bad, Chunk([2]), Samples.Log());
        Assert.Equal((3, 1), (decoding.Request.Accepted, decoding.Request.Rejected));
        Assert.Contains(reason, decoding.Request.Message, StringComparison.Ordinal);
        Assert.Equal(2, decoding.Rows(TableTag.Logs).Count);
        Assert.Single(decoding.Rows(TableTag.ArtifactChunks));
    }

    [Fact]
    public void A_chunk_of_exactly_256_KiB_is_stored()
    {
        using Decoding decoding = Decode(OtlpEncoding.Protobuf, Chunk(new byte[256 << 10]));
        Assert.Equal((1, 0), (decoding.Request.Artifacts.Rows, decoding.Request.Rejected));
    }

    private static Decoding Decode(OtlpEncoding encoding, params LogRecord[] logs)
    {
        var decoding = new Decoding();
        var request = Samples.Logs([], logs);
        RequestContext context = Decoding.Context(OtlpSignal.Logs, encoding, "run-9");
        byte[] body = encoding == OtlpEncoding.Json ? OtlpJson.Of(request, new Random(2)) : request.ToByteArray();
        Assert.Null(decoding.Decode(body, in context).Reason);
        return decoding;
    }

    private static LogRecord Chunk(byte[] body) => new()
    {
        TimeUnixNano = Samples.Time,
        TraceId = Samples.TraceId,
        EventName = "bench.artifact",
        Body = new AnyValue { BytesValue = ByteString.CopyFrom(body) },
        Attributes =
        {
            Samples.Of("bench.artifact.kind", "recording"),
            Samples.Of("bench.artifact.format", "asciicast-v2"),
            Samples.Of("bench.artifact.made", "pty"),
            Samples.Of("bench.artifact.seq", 3),
            Samples.Of("bench.artifact.last", true),
            Samples.Of("bench.artifact.sha256", new string('A', 64)),
            Samples.Of("bench.artifact.encoding", "gzip"),
        },
    };
}
