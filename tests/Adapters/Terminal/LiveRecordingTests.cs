using System.Text;
using Tracing.Adapters.Telemetry;
using Tracing.Adapters.Terminal;
using Tracing.Processes;
using Tracing.Vocabulary;

namespace Tracing.Adapters.Tests.Terminal;

/// <summary>What is sent of a recording while it is made.</summary>
public sealed class LiveRecordingTests : IDisposable
{
    private const int MostBytesOfAChunk = 256 << 10;

    private readonly TemporaryFolder folder = new();
    private readonly StandingClock clock = new();
    private readonly AwaitedPieces sent = new();
    private readonly RunTelemetry telemetry;
    private readonly CancellationToken cancellation = TestContext.Current.CancellationToken;

    public LiveRecordingTests() => telemetry = new RunTelemetry(
        new RunResource { RunId = "live", Cell = new CellId("s", "a", "m", "c", "t") }, sent, clock, new Redaction(["sk-very-secret"], [new("/tmp/here", "/workspace")]));

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task What_came_since_the_last_look_is_sent_in_whole_lines_in_order_and_without_secrets()
    {
        using AsciicastWriter writer = Writer();
        await using LiveRecording live = Live(writer);
        writer.Output(At(1), "one sk-very-"u8);
        clock.Fire();
        SentPiece first = await sent.NextAsync(cancellation);
        writer.Output(At(2), "secret two /tmp/he"u8);
        writer.Output(At(3), "re/a.py\r\n"u8);
        clock.Fire();
        SentPiece second = await sent.NextAsync(cancellation);

        Assert.Equal("{\"version\":3,", first.Text[..13]);
        Assert.EndsWith("[1.000000,\"o\",\"one \"]\n", first.Text, StringComparison.Ordinal);
        Assert.Equal("[1.000000,\"o\",\"[redacted] two \"]\n[1.000000,\"o\",\"/workspace/a.py\\r\\n\"]\n", second.Text);
        Assert.Equal(await File.ReadAllTextAsync(folder["a.cast"], cancellation), first.Text + second.Text);
        Assert.Equal(("recording_live", "asciicast-v3", "pty", "0", "false", "gzip"), Told(first));
        Assert.Equal(("recording_live", "asciicast-v3", "pty", "1", "false", "gzip"), Told(second));
        Assert.Equal((At(0), At(0)), (first.TimeNanoseconds, second.TimeNanoseconds));
        Assert.DoesNotContain(first.Attributes.Keys, name => name is "bench.artifact.sha256" or "bench.artifact.truncated");
    }

    [Fact]
    public async Task Nothing_is_sent_of_a_recording_that_ends_before_the_first_look()
    {
        using AsciicastWriter writer = Writer();
        await using (Live(writer))
        {
            writer.Output(At(1), "short"u8);
            writer.Complete(At(1), 0);
        }

        Assert.Empty(sent.Rest());
    }

    [Fact]
    public async Task Nothing_is_sent_while_nothing_comes()
    {
        using AsciicastWriter writer = Writer();
        await using LiveRecording live = Live(writer);
        clock.Fire();
        writer.Output(At(1), "here"u8);
        clock.Fire();
        SentPiece first = await sent.NextAsync(cancellation);
        clock.Fire();
        clock.Fire();
        writer.Output(At(2), "there"u8);
        clock.Fire();
        SentPiece second = await sent.NextAsync(cancellation);

        Assert.Equal(("0", 2), (first.Attributes["bench.artifact.seq"], first.Text.Count(sign => sign == '\n')));
        Assert.Equal(("1", "[1.000000,\"o\",\"there\"]\n"), (second.Attributes["bench.artifact.seq"], second.Text));
    }

    [Fact]
    public async Task A_flood_is_cut_where_the_recording_is_and_no_piece_is_larger_than_a_chunk()
    {
        const long MostBytes = 3 << 20;
        using AsciicastWriter writer = Writer(MostBytes);
        await using LiveRecording live = Live(writer);
        byte[] noise = new byte[1 << 20];
        new Random(5).NextBytes(noise);
        for (int i = 0; i < 8; i++)
        {
            writer.Output(At(i), Encoding.UTF8.GetBytes(Convert.ToBase64String(noise) + "\r\n" + new string('\0', 100_000)));
        }

        clock.Fire();
        string whole = await File.ReadAllTextAsync(folder["a.cast"], cancellation);
        List<SentPiece> pieces = [];
        for (int length = 0; length < whole.Length; length += pieces[^1].Text.Length)
        {
            pieces.Add(await sent.NextAsync(cancellation));
        }

        Assert.True(writer.IsCut);
        Assert.InRange(whole.Length, MostBytes - (256 << 10), MostBytes);
        Assert.Equal(whole, string.Concat(pieces.Select(piece => piece.Text)));
        Assert.Equal(Enumerable.Range(0, pieces.Count).Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture)), pieces.Select(piece => piece.Attributes["bench.artifact.seq"]));
        Assert.All(pieces, piece => Assert.InRange(piece.Body.Length, 1, MostBytesOfAChunk));
        Assert.All(pieces, piece => Assert.EndsWith("]\n", piece.Text, StringComparison.Ordinal));
    }

    private static (string, string, string, string, string, string) Told(SentPiece piece) => (
        piece.Kind, piece.Attributes["bench.artifact.format"], piece.Attributes["bench.artifact.made"],
        piece.Attributes["bench.artifact.seq"], piece.Attributes["bench.artifact.last"], piece.Attributes["bench.artifact.encoding"]);

    private static long At(long second) => (1_700_000_000 + second) * 1_000_000_000;

    private AsciicastWriter Writer(long maxBytes = AsciicastWriter.UsualMaxBytes) =>
        AsciicastWriter.Create(folder["a.cast"], new AsciicastHeader { StartNanoseconds = At(0) }, telemetry.Redaction, maxBytes);

    private LiveRecording Live(AsciicastWriter writer) => new(telemetry, writer, folder["a.cast"], ArtifactMakings.Pty, At(0));
}
