using System.Diagnostics;
using Tracing.Adapters.Telemetry;
using Tracing.Adapters.Terminal;
using Tracing.Processes;
using Tracing.Processes.Player;

namespace Tracing.Adapters.Tests.Terminal;

/// <summary>A real program on a real pseudo-terminal, recorded.</summary>
internal sealed class RecordedChild : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly PseudoTerminal terminal;
    private readonly Process process;

    private RecordedChild(IReadOnlyList<string> command, bool inputIsTerminal, Redaction? redaction, long maxBytes)
    {
        var clock = new RunClock(TimeProvider.System);
        terminal = PseudoTerminal.Open(new TerminalSize(97, 31));
        Recorder = new TerminalRecorder(
            terminal, AsciicastWriter.Create(Recording, new AsciicastHeader { StartNanoseconds = clock.UnixNanoseconds, Size = new TerminalSize(97, 31) }, redaction, maxBytes), clock);
        IReadOnlyList<string> started = terminal.CommandOn(command, inputIsTerminal);
        var start = new ProcessStartInfo(started[0], started.Skip(1)) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["TERM"] = PseudoTerminal.Term;
        process = Process.Start(start)!;
    }

    public TerminalRecorder Recorder { get; }

    public int Id => process.Id;

    public string Recording => folder["a.cast"];

    public static RecordedChild Bash(string script, bool inputIsTerminal = false, Redaction? redaction = null, long maxBytes = AsciicastWriter.UsualMaxBytes) =>
        new(["bash", "-c", script], inputIsTerminal, redaction, maxBytes);

    public static RecordedChild Start(IReadOnlyList<string> command) => new(command, false, null, AsciicastWriter.UsualMaxBytes);

    public static RecordedChild Python(string script) => new(["python3", "-c", script], false, null, AsciicastWriter.UsualMaxBytes);

    /// <summary>Waits for the program's end, and for that of its recording.</summary>
    public async Task<(int ExitCode, PlayedRecording Played)> EndAsync(CancellationToken cancellation)
    {
        await process.WaitForExitAsync(cancellation);
        await Recorder.StopAsync(process.ExitCode);
        return (process.ExitCode, await PlayedRecording.ReadAsync(Recording, cancellation));
    }

    /// <summary>Waits until a text is in the recording.</summary>
    public async Task WaitForAsync(string text, CancellationToken cancellation)
    {
        using var guard = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        guard.CancelAfter(TimeSpan.FromMinutes(1));
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!File.ReadAllText(Recording).Contains(text, StringComparison.Ordinal))
        {
            await pace.WaitForNextTickAsync(guard.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        await Recorder.DisposeAsync();
        terminal.Dispose();
        process.Dispose();
        folder.Dispose();
    }
}
