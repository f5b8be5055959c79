using Tracing.Collector.Decode;
using Tracing.Storage.Columns;

namespace Tracing.Collector.Tests.Decode;

/// <summary>
/// Frames that a former version of the program left in a queue (goal G9): committed with the requests that they were made
/// of. They are read, and become what the same requests become today, byte for byte.
/// </summary>
public sealed class FormerFrameTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Decode", "FormerFrames");

    public static TheoryData<string> Names => [.. Directory.EnumerateFiles(Folder, "*.frame").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Attack_38_a_frame_of_version_1_gives_the_block_that_its_request_gives_today(string name)
    {
        byte[] former = File.ReadAllBytes(Path.Combine(Folder, name + ".frame"));
        Assert.Equal(1, former[0]);

        using var decoding = new Decoding();
        OtlpSignal signal = name.StartsWith("traces", StringComparison.Ordinal) ? OtlpSignal.Traces : OtlpSignal.Logs;
        string? run = name.EndsWith("-0", StringComparison.Ordinal) || !char.IsDigit(name[^1]) ? null : "run-7";
        RequestContext context = Decoding.Context(signal, OtlpEncoding.Protobuf, run);
        Assert.True(decoding.Decode(File.ReadAllBytes(Path.Combine(Folder, name + ".request")), in context).IsOk);
        byte[] today = decoding.Frame();
        Assert.Equal(2, today[0]);

        foreach (TableTag tag in TableLayouts.All.Select(layout => layout.Tag))
        {
            Assert.Equal(Block(tag, former), Block(tag, today));
            Assert.Equal(Block(tag, former, former), Block(tag, today, former));
        }
    }

    [Fact]
    public void Former_frames_of_every_table_are_kept() => Assert.Equal(
        TableLayouts.All.Select(layout => layout.Tag),
        Directory.EnumerateFiles(Folder, "*.frame").SelectMany(file => FrameReader.Read(File.ReadAllBytes(file))).Select(block => block.Tag).Distinct().Order());

    private static byte[] Block(TableTag tag, params byte[][] frames)
    {
        var splicer = new BlockSplicer(tag);
        foreach (FrameBlock block in frames.SelectMany(frame => FrameReader.Read(frame)).Where(block => block.Tag == tag))
        {
            splicer.Add(block);
        }

        return splicer.Rows == 0 ? [] : Decoding.Bytes(splicer.Build(Decoding.Batch));
    }
}
