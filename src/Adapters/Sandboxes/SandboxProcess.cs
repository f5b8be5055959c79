using System.ComponentModel;
using System.Diagnostics;
using Tracing.Adapters.Terminal;

namespace Tracing.Adapters.Sandboxes;

/// <summary>A command of a run while it is executed: standard input is at its end, nothing of this process's environment is handed on but the search path.</summary>
public sealed class SandboxProcess : IDisposable
{
    private readonly Process process;
    private readonly SandboxLaunch launch;
    private readonly RunMark mark;
    private readonly TimeProvider time;

    private SandboxProcess(Process process, SandboxLaunch launch, RunMark mark, TimeProvider time)
    {
        this.process = process;
        this.launch = launch;
        this.mark = mark;
        this.time = time;
    }

    /// <summary>Its standard output.</summary>
    public Stream Output => process.StandardOutput.BaseStream;

    /// <summary>Its standard error.</summary>
    public Stream Errors => process.StandardError.BaseStream;

    /// <summary>Starts a command.</summary>
    /// <param name="launch">The command, made ready by its sandbox.</param>
    /// <param name="workFolder">The working folder on this machine.</param>
    /// <param name="run">Mark of the run, and the clock.</param>
    /// <param name="terminal">The terminal it runs on; null: its outputs are read here.</param>
    /// <exception cref="SandboxException">What starts it is missing.</exception>
    public static SandboxProcess Start(SandboxLaunch launch, string workFolder, (RunMark Mark, TimeProvider Time) run, PseudoTerminal? terminal = null)
    {
        IReadOnlyList<string> wrapped = terminal is null ? [.. CommandShells.Session, .. launch.Arguments] : terminal.CommandOn(launch.Arguments);
        var start = new ProcessStartInfo(wrapped[0], wrapped.Skip(1))
        {
            WorkingDirectory = workFolder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach ((string name, string value) in launch.Environment)
        {
            start.Environment[name] = value;
        }

        start.Environment[RunMark.Variable] = run.Mark.Value;
        try
        {
            Process process = Process.Start(start)!;
            process.StandardInput.Close();
            return new SandboxProcess(process, launch, run.Mark, run.Time);
        }
        catch (Win32Exception fault)
        {
            throw new SandboxException($"{wrapped[0]} could not be started: {fault.Message}.", fault);
        }
    }

    /// <summary>Waits for its end.</summary>
    /// <param name="limit">How long it may take.</param>
    /// <param name="request">How it is asked to end then.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>How it ended. Nothing of it is alive any more.</returns>
    /// <exception cref="SandboxException">It was not run to its end, or something of it is left.</exception>
    public async Task<CommandEnding> WaitAsync(TimeSpan limit, EndRequest request, CancellationToken cancellation)
    {
        bool timedOut = !await EndsWithinAsync(limit, cancellation);
        bool ended = !timedOut;
        for (int i = 0; i < request.Signals.Count && !ended; i++)
        {
            await launch.AskToEndAsync(mark, request.Signals[i]);
            ended = await EndsWithinAsync(request.Grace, CancellationToken.None);
        }

        await EndAsync();
        bool cancelled = timedOut && cancellation.IsCancellationRequested;
        return await launch.EndAsync(new CommandEnding(timedOut ? null : process.ExitCode, timedOut && !cancelled, cancelled));
    }

    /// <inheritdoc/>
    public void Dispose() => process.Dispose();

    private async Task<bool> EndsWithinAsync(TimeSpan limit, CancellationToken cancellation)
    {
        using var over = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellation);
        try
        {
            await process.WaitForExitAsync(either.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return process.HasExited;
        }
    }

    // What the command left running is ended with it: a run ends when it ends.
    private async Task EndAsync()
    {
        int left = await mark.KillAsync(time);
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }

        if (left > 0)
        {
            throw new SandboxException($"{left} process(es) of the run could not be ended.");
        }
    }
}
