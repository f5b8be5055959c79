using Tracing.Adapters.Telemetry;
using Tracing.Vocabulary;

namespace Tracing.Adapters.Terminal;

/// <summary>
/// Records a pseudo-terminal until the last program that has it open is gone. It reads on when the recording is full, so what runs there is never
/// held up, and keeps no more in memory than one read.
/// </summary>
public sealed class TerminalRecorder : IAsyncDisposable
{
    private const int ReadBytes = 64 << 10;

    // What was written before the recorder was stopped is in the kernel's buffer, which is smaller than this.
    private const int MostBytesAfterStop = 1 << 20;

    // The kernel hands on what was written a moment later; a program that writes without end is not waited for.
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(100);

    private readonly PseudoTerminal terminal;
    private readonly AsciicastWriter writer;
    private readonly RunClock clock;
    private long bytes;

    /// <summary>Starts recording.</summary>
    /// <param name="terminal">The terminal; not disposed here, and to be disposed after this.</param>
    /// <param name="writer">Writes the recording; disposed with this.</param>
    /// <param name="clock">The run's clock.</param>
    public TerminalRecorder(PseudoTerminal terminal, AsciicastWriter writer, RunClock clock)
    {
        this.terminal = terminal;
        this.writer = writer;
        this.clock = clock;
        Ended = Task.Factory.StartNew(Record, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Done when the last program that had the terminal open is gone, or the recorder was stopped.</summary>
    public Task Ended { get; }

    /// <summary>Bytes that were written to the terminal, those beyond the recording's bound included.</summary>
    public long Bytes => Interlocked.Read(ref bytes);

    /// <summary>What the recording is as an artifact of a run.</summary>
    public ArtifactDescription Artifact => writer.Artifact(ArtifactMakings.Pty);

    /// <summary>Gives the terminal another size, and records that.</summary>
    /// <param name="size">The size.</param>
    public void Resize(TerminalSize size)
    {
        writer.Resize(clock.UnixNanoseconds, size);
        terminal.Resize(size);
    }

    /// <summary>
    /// Ends the recording: to be called when the command has ended. What it wrote is recorded; a process that it left behind and that holds the terminal
    /// is not waited for.
    /// </summary>
    /// <param name="exitCode">The command's exit code; null where there is none, as after a time limit.</param>
    public async Task StopAsync(int? exitCode)
    {
        terminal.Wake();
        await Ended;
        writer.Complete(clock.UnixNanoseconds, exitCode);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        terminal.Wake();
        await Ended;
        writer.Dispose();
    }

    private void Record()
    {
        byte[] buffer = new byte[ReadBytes];
        int count;
        while ((count = terminal.Read(buffer, wait: null)) > 0)
        {
            Take(buffer.AsSpan(0, count));
        }

        // Stopped: the rest of what was written before.
        int left = MostBytesAfterStop;
        while (count != 0 && left > 0 && (count = terminal.Read(buffer, Quiet)) > 0)
        {
            Take(buffer.AsSpan(0, count));
            left -= count;
        }
    }

    private void Take(ReadOnlySpan<byte> piece)
    {
        Interlocked.Add(ref bytes, piece.Length);
        writer.Output(clock.UnixNanoseconds, piece);
    }
}
