using System.Text;
using System.Text.Json;
using Tracing.Adapters.Telemetry;
using Tracing.Adapters.Terminal;
using Tracing.Processes;
using Tracing.Processes.Player;

namespace Tracing.Adapters.Tests.Terminal;

/// <summary>Recordings are what asciinema's own player reads, whatever bytes came and however they were cut into pieces.</summary>
public sealed class AsciicastWriterTests
{
    private const long Start = 1_700_000_000_000_000_000;
    private const long Second = 1_000_000_000;

    private readonly CancellationToken cancellation = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(AsciicastVersion.V2)]
    [InlineData(AsciicastVersion.V3)]
    public async Task The_player_reads_what_was_written(AsciicastVersion version)
    {
        using var folder = new TemporaryFolder();
        byte[] bytes = [.. "\e[31mGrüße 🎉\e[0m \0\u2028\u0085"u8, 0xFF, 0xC3, (byte)'x', 0xF0, 0x9F];
        using (AsciicastWriter writer = Create(folder["a.cast"], version))
        {
            foreach (byte one in bytes)
            {
                writer.Output(Start + (Second / 2), [one]);
            }

            writer.Resize(Start + Second, new TerminalSize(90, 30));
            writer.Marker(Start + (2 * Second), "here \"it\" is");
            writer.Output(Start, "went back\r\n"u8);
            writer.Complete(Start + (3 * Second), 7);
            writer.Output(Start + (4 * Second), "too late"u8);
        }

        PlayedRecording played = await PlayedRecording.ReadAsync(folder["a.cast"], cancellation);
        Assert.Equal("\e[31mGrüße 🎉\e[0m \0\u2028\u0085\uFFFD\uFFFDx\uFFFDwent back\r\n", played.Output);
        Assert.Equal(["90x30"], played.Resizes);
        Assert.Equal(["here \"it\" is"], played.Markers);
        Assert.Equal(version == AsciicastVersion.V2 ? 2 : 3, played.Duration, 6);
    }

    [Fact]
    public void The_header_says_what_ran_where_and_when_and_the_third_format_how_it_ended()
    {
        using var folder = new TemporaryFolder();
        foreach (AsciicastVersion version in Enum.GetValues<AsciicastVersion>())
        {
            using AsciicastWriter writer = Create(folder[$"{version}.cast"], version);
            writer.Output(Start + 1_500, "a"u8);
            writer.Output(Start + 2_500, "b"u8);
            writer.Complete(Start + 3_500, 1);
        }

        Assert.Equal(
            """
            {"version":2,"width":100,"height":50,"timestamp":1700000000,"command":"agent -p \uD800","title":"a title","env":{"TERM":"xterm-256color"}}
            [0.000001,"o","a"]
            [0.000002,"o","b"]

            """.Replace("\\uD800", "\uFFFD", StringComparison.Ordinal),
            File.ReadAllText(folder["V2.cast"]));
        Assert.Equal(
            """
            {"version":3,"term":{"cols":100,"rows":50,"type":"xterm-256color"},"timestamp":1700000000,"command":"agent -p \uD800","title":"a title"}
            [0.000001,"o","a"]
            [0.000001,"o","b"]
            [0.000001,"x","1"]

            """.Replace("\\uD800", "\uFFFD", StringComparison.Ordinal),
            File.ReadAllText(folder["V3.cast"]));
    }

    [Fact]
    public async Task A_recording_that_grows_too_large_is_cut_says_so_and_can_be_read()
    {
        const long MaxBytes = 20_000;
        using var folder = new TemporaryFolder();
        using (AsciicastWriter writer = Create(folder["a.cast"], AsciicastVersion.V3, maxBytes: MaxBytes))
        {
            for (int i = 0; i < 100; i++)
            {
                writer.Output(Start + i, Encoding.UTF8.GetBytes(new string('x', 1000)));
            }

            writer.Resize(Start + Second, new TerminalSize(1, 1));
            writer.Complete(Start + Second, 0);
            Assert.True(writer.IsCut);
            Assert.True(writer.Artifact("pty").Truncated);
        }

        PlayedRecording played = await PlayedRecording.ReadAsync(folder["a.cast"], cancellation);
        Assert.Equal([AsciicastWriter.CutLabel], played.Markers);
        Assert.Equal(1, played.Duration, 6);
        Assert.InRange(played.Output.Length, 15_000, MaxBytes);
        Assert.InRange(new FileInfo(folder["a.cast"]).Length, played.Output.Length, MaxBytes);
        Assert.EndsWith("\"x\",\"0\"]\n", await File.ReadAllTextAsync(folder["a.cast"], cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_is_in_no_event_though_it_came_in_pieces()
    {
        using var folder = new TemporaryFolder();
        using (AsciicastWriter writer = Create(folder["a.cast"], AsciicastVersion.V3, new Redaction(["sk-secret"], [])))
        {
            writer.Output(Start, "key sk-se"u8);
            writer.Output(Start, "cret and sk-"u8);
            writer.Marker(Start, "sk-secret");
            writer.Complete(Start);
        }

        string[] events = [.. File.ReadLines(folder["a.cast"]).Skip(1).Select(line => JsonDocument.Parse(line).RootElement[2].GetString()!)];
        Assert.Equal(["key ", "[redacted] and ", "[redacted]", "sk-"], events);
    }

    [Fact]
    public void A_hundred_megabytes_take_no_more_memory_than_one_of_their_pieces()
    {
        using var folder = new TemporaryFolder();
        using AsciicastWriter writer = Create(folder["a.cast"], AsciicastVersion.V3, new Redaction(["sk-secret"], []), maxBytes: 8 << 20);
        byte[] piece = Encoding.UTF8.GetBytes(new string('y', 4096));
        long before = GC.GetAllocatedBytesForCurrentThread();

        for (int i = 0; i < 25_000; i++)
        {
            writer.Output(Start + i, piece);
        }

        // What was kept had a few objects an event; what came after the cut had none.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    private static AsciicastWriter Create(string file, AsciicastVersion version, Redaction? redaction = null, long maxBytes = AsciicastWriter.UsualMaxBytes) => AsciicastWriter.Create(
        file,
        new AsciicastHeader { Version = version, Size = new TerminalSize(100, 50), StartNanoseconds = Start, Command = "agent -p \uD800", Title = "a title" },
        redaction,
        maxBytes);
}
