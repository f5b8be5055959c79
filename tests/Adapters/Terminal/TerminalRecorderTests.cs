using System.Diagnostics;
using System.Globalization;
using Tracing.Adapters.Telemetry;
using Tracing.Adapters.Terminal;
using Tracing.Processes.Player;

namespace Tracing.Adapters.Tests.Terminal;

/// <summary>Real programs on a real pseudo-terminal.</summary>
public sealed class TerminalRecorderTests
{
    private readonly CancellationToken cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_program_has_the_terminal_its_size_and_its_own_process_id_and_its_exit_code_is_told()
    {
        await using RecordedChild child = RecordedChild.Bash("""
            echo "id $$"; stty size <&1; test -t 1 && test -t 2 && echo "out and err"; test -t 0 || echo "no input"
            echo "to the terminal" >/dev/tty; printf '\e[31mred\e[0m\n'; echo "$TERM"; cat; exit 7
            """);

        (int code, PlayedRecording played) = await child.EndAsync(cancellation);

        Assert.Equal(7, code);
        Assert.Equal(
            $"id {child.Id}\r\n31 97\r\nout and err\r\nno input\r\nto the terminal\r\n\e[31mred\e[0m\r\nxterm-256color\r\n",
            played.Output);
        Assert.EndsWith("\"x\",\"7\"]\n", await File.ReadAllTextAsync(child.Recording, cancellation), StringComparison.Ordinal);
        Assert.Equal(("recording", "asciicast-v3", "pty"), (child.Recorder.Artifact.Kind, child.Recorder.Artifact.Format, child.Recorder.Artifact.Made));
    }

    [Fact]
    public async Task A_program_that_insists_gets_the_terminal_as_its_input_where_nobody_types()
    {
        await using RecordedChild child = RecordedChild.Bash("test -t 0 && stty size; read -t 0.1 -r || echo nothing", inputIsTerminal: true);

        Assert.Equal("31 97\r\nnothing\r\n", (await child.EndAsync(cancellation)).Played.Output);
    }

    [Fact]
    public async Task A_program_is_told_of_another_size_and_so_is_who_watches()
    {
        await using RecordedChild child = RecordedChild.Bash("trap 'stty size <&1; exit 3' WINCH; echo waiting; while :; do read -t 0.05 -r <&1; done");
        await child.WaitForAsync("waiting", cancellation);

        child.Recorder.Resize(new TerminalSize(140, 50));

        (int code, PlayedRecording played) = await child.EndAsync(cancellation);
        Assert.Equal((3, "waiting\r\n50 140\r\n"), (code, played.Output));
        Assert.Equal(["140x50"], played.Resizes);
    }

    [Fact]
    public async Task A_character_that_is_written_byte_by_byte_is_recorded_whole()
    {
        await using RecordedChild child = RecordedChild.Python("import os\nfor b in 'Grüße 🎉 世界\\n'.encode(): os.write(1, bytes([b]))");

        Assert.Equal("Grüße 🎉 世界\r\n", (await child.EndAsync(cancellation)).Played.Output);
    }

    [Fact]
    public async Task A_hundred_megabytes_are_cut_and_hold_nobody_up()
    {
        const int Bytes = 100_000_000;
        await using RecordedChild child = RecordedChild.Bash($"head -c {Bytes} /dev/zero | tr '\\0' x; echo; exit 4", maxBytes: 1 << 20);

        (int code, PlayedRecording played) = await child.EndAsync(cancellation);

        Assert.Equal((4, Bytes + 2L, true), (code, child.Recorder.Bytes, child.Recorder.Artifact.Truncated));
        Assert.Equal([AsciicastWriter.CutLabel], played.Markers);
        Assert.InRange(new FileInfo(child.Recording).Length, 900_000, 1 << 20);
    }

    [Fact]
    public async Task A_process_that_stays_behind_with_the_terminal_does_not_keep_the_recording_from_ending()
    {
        await using RecordedChild child = RecordedChild.Bash("(trap '' HUP; exec sleep 300) & echo \"stays $!\"; exit 5");

        (int code, PlayedRecording played) = await child.EndAsync(cancellation);

        Assert.Equal(5, code);
        string id = played.Output.Trim()["stays ".Length..];
        using Process left = Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture));
        Assert.False(left.HasExited);
        left.Kill();
    }

    [Fact]
    public async Task The_recording_ends_by_itself_when_the_last_program_lets_the_terminal_go()
    {
        await using RecordedChild child = RecordedChild.Bash("echo over");

        await child.Recorder.Ended.WaitAsync(cancellation);

        Assert.Equal("over\r\n", (await child.EndAsync(cancellation)).Played.Output);
    }

    [Fact]
    public async Task A_program_that_does_not_exist_is_told_on_the_terminal()
    {
        await using RecordedChild child = RecordedChild.Bash("exec /no/such/program");

        (int code, PlayedRecording played) = await child.EndAsync(cancellation);

        Assert.Equal(127, code);
        Assert.Contains("/no/such/program", played.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_that_a_program_prints_in_two_halves_is_not_in_the_recording()
    {
        await using RecordedChild child = RecordedChild.Bash("printf sk-ver; sleep 0.1; printf y-secret; echo .", redaction: new Redaction(["sk-very-secret"], []));

        Assert.Equal("[redacted].\r\n", (await child.EndAsync(cancellation)).Played.Output);
    }
}
