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
/// those read, and never fail in any other way. Two rules differ: ill-formed UTF-8 is mended and told where generated parsers
/// refuse the request, and below a value nested deeper than 32 levels, whose record is rejected, nothing is looked at.
/// </summary>
public sealed class MutationTests(ITestOutputHelper output)
{
    private const int Seed = 20260616;
    // A level of a value takes at least two messages.
    private const int DeepMessages = 2 * 33;
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
        body => Refusal(OtlpTypes.Read.Traces.Parser, body),
        (body, context) =>
        {
            var expected = Expected.Of(ExportTraceServiceRequest.Parser.ParseFrom(Slim(OtlpTypes.Read.Traces.Parser, body)), in context);
            return (expected.Spans, expected.Rejected);
        });

    private void Logs(int count) => Protobuf(
        count,
        Corpus(Requests.Logs, request => request.ToByteArray()),
        OtlpSignal.Logs,
        TableTag.Logs,
        body => Refusal(OtlpTypes.Read.Logs.Parser, body),
        (body, context) =>
        {
            var expected = Expected.Of(ExportLogsServiceRequest.Parser.ParseFrom(Slim(OtlpTypes.Read.Logs.Parser, body)), in context);
            return (expected.Logs, expected.Rejected);
        });

    private void Protobuf(
        int count,
        List<byte[]> corpus,
        OtlpSignal signal,
        TableTag table,
        Func<byte[], string?> refusal,
        Func<byte[], RequestContext, (List<Dictionary<string, string>> Rows, int Rejected)> expect)
    {
        using var decoding = new Decoding();
        var mutations = new Mutations(corpus, Seed);
        RequestContext context = Decoding.Context(signal, OtlpEncoding.Protobuf, "run");
        int bothRefused = 0;
        int ruled = 0;
        for (int i = 0; i < count; i++)
        {
            byte[] body = mutations.Next();
            string? refused = refusal(body);
            bool readable = refused is null;
            bool read = decoding.Decode(body, in context).IsOk;
            if (read && (IsTold(decoding, "nested deeper") || (!readable && (IsUtf8(refused) || Nesting(body) >= DeepMessages))))
            {
                ruled++;
                continue;
            }

            Assert.True(readable == read, $"mutation {i}: generated types {(readable ? "read" : "refuse")} it, the decoder does not: {Convert.ToHexString(body)}");
            if (!read)
            {
                bothRefused++;
                continue;
            }

            (List<Dictionary<string, string>> rows, int rejected) = expect(body, context);
            Assert.Equal(Decoding.Show(rows), Decoding.Show(decoding.Rows(table)));
            Assert.Equal(rejected, decoding.Request.Rejected);
        }

        output.WriteLine($"{signal} protobuf, seed {Seed}: {count} mutated inputs, {bothRefused} refused by both, {ruled} under the rules of depth and UTF-8, the others stored alike");
        Assert.InRange(bothRefused, count / 20, count * 19 / 20);
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

    // Of a resource without records nothing is told: how many messages may lie in each other, at most.
    private static int Nesting(ReadOnlySpan<byte> message)
    {
        int deepest = 0;
        for (int at = 0; at < message.Length;)
        {
            byte tag = message[at++];
            if ((tag & 7) != 2 || !TryLength(message, ref at, out int length))
            {
                break;
            }

            deepest = Math.Max(deepest, 1 + Nesting(message.Slice(at, length)));
            at += length;
        }

        return deepest;
    }

    private static bool TryLength(ReadOnlySpan<byte> message, ref int at, out int length)
    {
        length = 0;
        for (int shift = 0; shift < 28 && at < message.Length; shift += 7)
        {
            byte next = message[at++];
            length |= (next & 0x7f) << shift;
            if (next < 0x80)
            {
                return length <= message.Length - at;
            }
        }

        return false;
    }

    private static bool IsTold(Decoding decoding, string text) => decoding.Request.Message.Contains(text, StringComparison.Ordinal);

    private static bool IsUtf8(string? refusal) => refusal?.Contains("UTF-8", StringComparison.Ordinal) ?? false;

    private static string? Refusal<T>(MessageParser<T> parser, byte[] body)
        where T : class, IMessage<T>
    {
        try
        {
            // Unknown fields are kept, because where they are dropped wire types that do not exist pass unseen.
            parser.ParseFrom(body);
            return null;
        }
        catch (InvalidProtocolBufferException error)
        {
            return error.Message;
        }
    }

    // The same request with nothing in it that is not read: the full types can tell it to the oracle.
    private static byte[] Slim<T>(MessageParser<T> parser, byte[] body)
        where T : class, IMessage<T> => parser.WithDiscardUnknownFields(true).ParseFrom(body).ToByteArray();
}
