using Microsoft.Win32.SafeHandles;

namespace Tracing.Adapters.Terminal;

/// <summary>
/// A pseudo-terminal of Linux. What is started by <see cref="CommandOn"/> has it as its controlling terminal: it sees the size, is told when that
/// changes, and writes as it would before a person. Nothing is ever typed.
/// </summary>
public sealed class PseudoTerminal : IDisposable
{
    /// <summary>The value of <c>TERM</c> for what runs on it.</summary>
    public const string Term = "xterm-256color";

    // The shell opens the terminal, setsid makes it the controlling one of a new session and becomes the command: the process that is started and the
    // command are one, with one id and one exit code.
    private const string OnTerminal = "exec setsid -c \"$@\" <>\"$0\" >&0 2>&0";
    private const string WithoutInput = "exec \"$@\" </dev/null";

    private readonly SafeFileHandle master;
    private readonly SafeFileHandle wakeUp;

    private PseudoTerminal(SafeFileHandle master, SafeFileHandle wakeUp, string path)
    {
        this.master = master;
        this.wakeUp = wakeUp;
        Path = path;
    }

    /// <summary>The terminal's end for programs: <c>/dev/pts/N</c>.</summary>
    public string Path { get; }

    /// <summary>Opens a pseudo-terminal.</summary>
    /// <param name="size">Its size.</param>
    /// <exception cref="IOException">There are no more of them.</exception>
    /// <exception cref="PlatformNotSupportedException">This is not Linux.</exception>
    public static PseudoTerminal Open(TerminalSize size)
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new PlatformNotSupportedException("Terminals are recorded on Linux.");
        }

        SafeFileHandle? master = null;
        SafeFileHandle? wakeUp = null;
        try
        {
            master = NativeTerminal.Open(out string path);
            wakeUp = NativeTerminal.MakeWakeUp();
            NativeTerminal.SetSize(master, size);
            var terminal = new PseudoTerminal(master, wakeUp, path);
            master = null;
            wakeUp = null;
            return terminal;
        }
        finally
        {
            master?.Dispose();
            wakeUp?.Dispose();
        }
    }

    /// <summary>
    /// What has to be started so that a command runs on the terminal: with its standard output and error on it, and as its controlling one. Set
    /// <c>TERM</c> to <see cref="Term"/> in its environment. The command itself must not begin another session, or it loses the terminal.
    /// </summary>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="inputIsTerminal">
    /// False: standard input is at its end, as for every agent. True: it is the terminal, for what refuses to run without; a read waits until the run's
    /// time is over, for nobody types. Either way <c>/dev/tty</c> can be opened, and reads from it wait.
    /// </param>
    /// <returns>Program and arguments.</returns>
    public IReadOnlyList<string> CommandOn(IReadOnlyList<string> command, bool inputIsTerminal = false) => inputIsTerminal
        ? ["/bin/sh", "-c", OnTerminal, Path, .. command]
        : ["/bin/sh", "-c", OnTerminal, Path, "/bin/sh", "-c", WithoutInput, "sh", .. command];

    /// <summary>Gives the terminal another size; what runs on it gets SIGWINCH.</summary>
    /// <param name="size">The size.</param>
    public void Resize(TerminalSize size) => NativeTerminal.SetSize(master, size);

    /// <summary>Reads what was written to the terminal; waits for it.</summary>
    /// <param name="buffer">Takes it.</param>
    /// <param name="wait">How long to wait; null for ever, or until <see cref="Wake"/>.</param>
    /// <returns>Bytes; 0 when the last program that had the terminal open is gone, -1 when there was nothing before the wait was over.</returns>
    internal int Read(Span<byte> buffer, TimeSpan? wait)
    {
        // Woken for good: only what is there within the time counts then.
        if (!NativeTerminal.WaitForInput(master, wait is null ? wakeUp : null, wait))
        {
            return -1;
        }

        return NativeTerminal.Read(master, buffer);
    }

    /// <summary>Ends the waiting of reads that wait for ever, this one and all later ones.</summary>
    internal void Wake() => NativeTerminal.Wake(wakeUp);

    /// <summary>Closes the terminal. What still runs on it gets SIGHUP.</summary>
    public void Dispose()
    {
        master.Dispose();
        wakeUp.Dispose();
    }
}
