using CsCheck;
using Google.Protobuf;
using OpenTelemetry.Proto.Collector.Trace.V1;
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
