using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using Google.Protobuf;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Trace.V1;
using Tracing.Collector.Decode;
using Tracing.Storage.Columns;

namespace Tracing.Collector.Tests.Decode;

/// <summary>Frames and their splicing: many frames give the rows of all of them, damaged ones are told apart.</summary>
public sealed class FrameTests(ITestOutputHelper output)
{
    private const int Seed = 77;

    [Fact]
    public void Rows_of_a_spliced_block_are_those_of_its_frames_in_order()
    {
        using var decoding = new Decoding();
        Requests.Traces.Array[1, 5].Sample(
            requests =>
            {
                byte[][] frames = [.. requests.Select(request => Frame(decoding, request))];
                Assert.Equal(
                    Decoding.Show(frames.SelectMany(frame => Decoding.Rows(TableTag.Spans, [frame]))),
                    Decoding.Show(Decoding.Rows(TableTag.Spans, frames)));
            },
            iter: 300,
            threads: 1);
    }

    [Fact]
    public void Touches_are_the_distinct_pairs_of_run_and_trace()
    {
        using var decoding = new Decoding();
        Requests.Traces.Sample(
            request =>
            {
                byte[] frame = Frame(decoding, request);
                var splicer = new BlockSplicer(TableTag.Spans);
                foreach (FrameBlock block in FrameReader.Read(frame))
                {
                    splicer.Add(block);
                    splicer.Add(block);
                }

                if (splicer.Rows > 0)
                {
                    IEnumerable<string> expected = Decoding.Rows(TableTag.Spans, [frame]).Select(row => row["RunId"] + row["TraceId"]).Distinct().Order();
                    Assert.Equal(expected, splicer.Build(1).Touches.Select(touch => Show.Text(touch.RunId) + Show.Text(touch.TraceId)).Order());
                }
            },
            iter: 300,
            threads: 1);
    }

    [Fact]
    public void A_spliced_block_can_be_read_again_for_a_second_try()
    {
        using var decoding = new Decoding();
        byte[] frame = Frame(decoding, Samples.Traces(3));
        var splicer = new BlockSplicer(TableTag.Spans);
        splicer.Add(FrameReader.Read(frame)[0]);
        SplicedBlock block = splicer.Build(7);
        Assert.Equal(Decoding.Bytes(block), Decoding.Bytes(block));
        Assert.Equal(3, block.Rows);
    }

    [Fact]
    public void A_block_of_another_table_is_not_spliced()
    {
        using var decoding = new Decoding();
        FrameBlock spans = FrameReader.Read(Frame(decoding, Samples.Traces(1)))[0];
        Assert.Throws<ArgumentException>(() => new BlockSplicer(TableTag.Logs).Add(spans));
    }

    [Fact]
    public void A_frame_holds_what_its_spans_share_once()
    {
        using var decoding = new Decoding();
        string frame = Encoding.Latin1.GetString(Frame(decoding, Samples.Traces([Samples.Of("resource.key", "of the resource")], [.. Enumerable.Repeat(Samples.Span(), 50)])));
        foreach (string shared in (string[])["resource.key", "of the resource", "run-7"])
        {
            Assert.Single(Regex.Matches(frame, shared));
        }

        Assert.Equal(50, Decoding.Rows(TableTag.Spans, Encoding.Latin1.GetBytes(frame)).Count(row => row["ResourceAttributes"] == "{'resource.key':'of the resource'}"));
    }

    [Fact]
    public void Spans_whose_attributes_have_other_keys_or_types_keep_their_own()
    {
        using var decoding = new Decoding();
        KeyValue[][] maps = [.. Enumerable.Range(0, 200).Select(i => Enumerable.Range(0, i * 7 % 20).Select(k => i % 3 == 0 ? Samples.Of("key" + k, i) : Samples.Of("key" + k, "v" + i)).ToArray())];
        Span[] spans = [.. maps.Select(map => new Span(Samples.Span()) { Attributes = { map } })];
        var rows = Decoding.Rows(TableTag.Spans, Frame(decoding, Samples.Traces(spans)));
        Assert.Equal(
            maps.Select((map, i) => Show.Map([("a", "b"), ("n", "3"), .. map.Select((pair, k) => (pair.Key, i % 3 == 0 ? Show.Number(i) : "v" + i))])),
            rows.Select(row => row["SpanAttributes"]));
        Assert.Equal(
            maps.Select((map, i) => Show.Text("si" + new string(i % 3 == 0 ? 'i' : 's', map.Length))),
            rows.Select(row => row["SpanAttributeTypes"]));
    }

    [Fact]
    public void Rows_are_not_claimed_without_bytes()
    {
        using var decoding = new Decoding();
        byte[] frame = Frame(decoding, Samples.Traces(1));
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(3), int.MaxValue);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<CorruptFrameException>(() => FrameReader.Read(frame));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void Every_cut_frame_is_corrupt()
    {
        using var decoding = new Decoding();
        byte[] frame = Frame(decoding, Samples.Traces(2));
        for (int length = 0; length < frame.Length; length++)
        {
            Assert.Throws<CorruptFrameException>(() => FrameReader.Read(frame.AsMemory(0, length)));
        }
    }

    [Fact]
    public void A_frame_of_another_version_is_refused_by_name()
    {
        using var decoding = new Decoding();
        byte[] frame = Frame(decoding, Samples.Traces(1));
        frame[0] = 9;
        var error = Assert.Throws<CorruptFrameException>(() => FrameReader.Read(frame));
        Assert.Contains("version 9", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_frames_are_corrupt_or_still_make_a_well_formed_block()
    {
        const int count = 10_000;
        using var decoding = new Decoding();
        var generator = new PCG(1, Seed);
        byte[][] corpus = [.. Enumerable.Range(0, 60).Select(_ => Frame(decoding, Requests.Traces.Generate(generator, null, out Size _)))];
        var mutations = new Mutations(corpus, Seed);
        int corrupt = 0;
        for (int i = 0; i < count; i++)
        {
            byte[] frame = mutations.Next();
            try
            {
                // The reader of the test throws where columns and rows do not fit.
                Decoding.Rows(TableTag.Spans, frame, corpus[i % corpus.Length]);
            }
            catch (CorruptFrameException)
            {
                corrupt++;
            }
        }

        output.WriteLine($"frames, seed {Seed}: {count} mutated, {corrupt} corrupt, the others whole");
        Assert.InRange(corrupt, count / 10, count - 1);
    }

    private static byte[] Frame(Decoding decoding, ExportTraceServiceRequest request)
    {
        RequestContext context = Decoding.Context(OtlpSignal.Traces, OtlpEncoding.Protobuf, "run-7");
        Assert.True(decoding.Decode(request.ToByteArray(), in context).IsOk);
        return decoding.Frame();
    }
}
