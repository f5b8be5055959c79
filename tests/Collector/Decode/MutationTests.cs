using System.Text.Json;
using CsCheck;
using Google.Protobuf;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;
using Tracing.Collector.Decode;
using Tracing.Storage.Columns;

namespace Tracing.Collector.Tests.Decode;

/// <summary>
/// Damaged requests: the decoders refuse exactly what generated parsers of the fields they read refuse, store exactly what
/// those read, and never fail in any other way. One rule differs: below a value nested deeper than 32 levels, whose record is
/// rejected, nothing is looked at.
/// </summary>
public sealed class MutationTests(ITestOutputHelper output)
{
    private const int Seed = 20260616;
    private const int Light = 5_000;
    private const int Heavy = 50_000;

    [Fact]
    public void Damaged_traces_in_protobuf_are_read_as_generated_types_read_them() => Traces(Light);

    [Fact]
    [Trait("weight", "heavy")]
    public void Damaged_traces_in_protobuf_are_read_as_generated_types_read_them_many_times() => Traces(Heavy);

    [Fact]
    public void Damaged_logs_in_protobuf_are_read_as_generated_types_read_them() => Logs(Light);

    [Fact]
    [Trait("weight", "heavy")]
    public void Damaged_logs_in_protobuf_are_read_as_generated_types_read_them_many_times() => Logs(Heavy);

    [Fact]
    public void Damaged_JSON_is_read_or_refused_as_JSON() => Json(Light);

    [Fact]
    [Trait("weight", "heavy")]
    public void Damaged_JSON_is_read_or_refused_as_JSON_many_times() => Json(Heavy);

    private void Traces(int count) => Protobuf(
        count,
        Corpus(Requests.Traces, request => request.ToByteArray()),
        OtlpSignal.Traces,
        TableTag.Spans,
        body => Parse(OtlpTypes.Read.Traces.Parser, body),
        (body, context) =>
        {
            var expected = Expected.Of(ExportTraceServiceRequest.Parser.ParseFrom(Slim(Parse(OtlpTypes.Read.Traces.Parser, body)!)), in context);
            return (expected.Spans, expected.Rejected);
        });

    private void Logs(int count) => Protobuf(
        count,
        Corpus(Requests.Logs, request => request.ToByteArray()),
        OtlpSignal.Logs,
        TableTag.Logs,
        body => Parse(OtlpTypes.Read.Logs.Parser, body),
        (body, context) =>
        {
            var expected = Expected.Of(ExportLogsServiceRequest.Parser.ParseFrom(Slim(Parse(OtlpTypes.Read.Logs.Parser, body)!)), in context);
            return (expected.Logs, expected.Rejected);
        });

    private void Protobuf(
        int count,
        List<byte[]> corpus,
        OtlpSignal signal,
        TableTag table,
        Func<byte[], IMessage?> parse,
        Func<byte[], RequestContext, (List<Dictionary<string, string>> Rows, int Rejected)> expect)
    {
        using var decoding = new Decoding();
        var mutations = new Mutations(corpus, Seed);
        RequestContext context = Decoding.Context(signal, OtlpEncoding.Protobuf, "run");
        int refused = 0;
        int deep = 0;
        for (int i = 0; i < count; i++)
        {
            byte[] body = mutations.Next();
            bool readable = parse(body) is not null;
            bool read = decoding.Decode(body, in context).IsOk;
            if (read && decoding.Request.Message.Contains("nested deeper", StringComparison.Ordinal))
            {
                deep++;
                continue;
            }

            Assert.True(readable == read, $"mutation {i}: generated types {(readable ? "read" : "refuse")} it, the decoder does not: {Convert.ToHexString(body)}");
            if (!read)
            {
                refused++;
                continue;
            }

            (List<Dictionary<string, string>> rows, int rejected) = expect(body, context);
            Assert.Equal(Decoding.Show(rows), Decoding.Show(decoding.Rows(table)));
            Assert.Equal(rejected, decoding.Request.Rejected);
        }

        output.WriteLine($"{signal} protobuf, seed {Seed}: {count} mutated inputs, {refused} refused by both, {deep} with values beyond the depth limit, the others stored alike");
        Assert.InRange(refused, count / 20, count * 19 / 20);
    }

    private void Json(int count)
    {
        var random = new Random(Seed);
        Run(OtlpSignal.Traces, TableTag.Spans, Corpus(Requests.Traces, request => OtlpJson.Of(request, random)));
        Run(OtlpSignal.Logs, TableTag.Logs, Corpus(Requests.Logs, request => OtlpJson.Of(request, random)));

        void Run(OtlpSignal signal, TableTag table, List<byte[]> corpus)
        {
            using var decoding = new Decoding();
            var mutations = new Mutations(corpus, Seed);
            RequestContext context = Decoding.Context(signal, OtlpEncoding.Json);
            int refused = 0;
            for (int i = 0; i < count; i++)
            {
                byte[] body = mutations.Next();
                DecodeResult result = decoding.Decode(body, in context);
                if (result.IsOk)
                {
                    Assert.True(IsJson(body), $"mutation {i} is no JSON and was read: {Convert.ToHexString(body)}");
                    Assert.Equal(decoding.Request.Accepted, decoding.Rows(table).Count + decoding.Request.Artifacts.Rows);
                    continue;
                }

                refused++;
                bool shape = result.Reason!.Contains("is not a", StringComparison.Ordinal) && !result.Reason.Contains("not JSON", StringComparison.Ordinal);
                Assert.True(shape || !IsJson(body), $"mutation {i} is JSON and was refused ({result.Reason}): {Convert.ToHexString(body)}");
            }

            output.WriteLine($"{signal} JSON, seed {Seed}: {count} mutated inputs, {refused} refused");
            Assert.InRange(refused, count / 20, count * 19 / 20);
        }
    }

    private static bool IsJson(byte[] body)
    {
        try
        {
            var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = 256 });
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static List<byte[]> Corpus<T>(Gen<T> requests, Func<T, byte[]> write)
    {
        var generator = new PCG(1, Seed);
        var corpus = new List<byte[]>();
        while (corpus.Count < 150)
        {
            byte[] body = write(requests.Generate(generator, null, out _));
            if (body.Length is > 40 and < 6000)
            {
                corpus.Add(body);
            }
        }

        return corpus;
    }

    // Deeper than any decoder of ours looks.
    private static T? Parse<T>(MessageParser<T> parser, byte[] body)
        where T : class, IMessage<T>
    {
        using var stream = new MemoryStream(body);
        using var input = CodedInputStream.CreateWithLimits(stream, int.MaxValue, 10_000);
        try
        {
            return parser.WithDiscardUnknownFields(true).ParseFrom(input);
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    // The same request with nothing in it that is not read: the full types can tell it to the oracle.
    private static byte[] Slim(IMessage request) => request.ToByteArray();
}
