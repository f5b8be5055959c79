using System.Diagnostics;
using System.Text;

namespace Tracing.Processes;

/// <summary>A program a test started: its output is kept line by line, and it is gone when this is disposed.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly Lock gate = new();
    private readonly List<string> outputLines = [];
    private readonly StringBuilder errors = new();
    private readonly Task reading;
    private TaskCompletionSource changed = NewSignal();
    private bool ended;

    private ChildProcess(Process process)
    {
        this.process = process;
        reading = ReadAllAsync();
    }

    /// <summary>Process id.</summary>
    public int Id => process.Id;

    /// <summary>True once the process has ended.</summary>
    public bool HasExited => process.HasExited;

    /// <summary>Exit code; only after the end.</summary>
    public int ExitCode => process.ExitCode;

    /// <summary>Lines of standard output so far.</summary>
    public IReadOnlyList<string> OutputLines
    {
        get
        {
            lock (gate)
            {
                return [.. outputLines];
            }
        }
    }

    /// <summary>Both streams so far, for a failing test's message.</summary>
    public string Transcript
    {
        get
        {
            lock (gate)
            {
                return string.Join('\n', outputLines) + "\n--- standard error\n" + errors;
            }
        }
    }

    /// <summary>Starts a program with its standard input closed.</summary>
    /// <param name="file">The program.</param>
    /// <param name="arguments">Its arguments, each one as is.</param>
    /// <param name="folder">Its working folder, or null for the current one.</param>
    /// <param name="environment">Variables to set; a null value removes one. With <paramref name="cleanEnvironment"/>, all it gets.</param>
    /// <param name="cleanEnvironment">Whether nothing is inherited.</param>
    public static ChildProcess Start(
        string file,
        IEnumerable<string> arguments,
        string? folder = null,
        IReadOnlyDictionary<string, string?>? environment = null,
        bool cleanEnvironment = false)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = folder ?? "",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (cleanEnvironment)
        {
            start.Environment.Clear();
        }

        foreach ((string name, string? value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        Process process = Process.Start(start) ?? throw new InvalidOperationException($"{file} did not start.");
        process.StandardInput.Close();
        return new ChildProcess(process);
    }

    /// <summary>Waits for a line of standard output.</summary>
    /// <returns>The first line that fits.</returns>
    /// <exception cref="InvalidOperationException">The process ended without one; the message holds its output.</exception>
    public async Task<string> WaitForLineAsync(Func<string, bool> fits, CancellationToken cancellation)
    {
        int seen = 0;
        while (true)
        {
            Task next;
            bool over;
            lock (gate)
            {
                for (; seen < outputLines.Count; seen++)
                {
                    if (fits(outputLines[seen]))
                    {
                        return outputLines[seen];
                    }
                }

                next = changed.Task;
                over = ended;
            }

            if (over)
            {
                throw new InvalidOperationException($"The process ended without the expected line:\n{Transcript}");
            }

            await next.WaitAsync(cancellation);
        }
    }

    /// <summary>Waits for the end and for the last of the output.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> WaitForExitAsync(CancellationToken cancellation)
    {
        await process.WaitForExitAsync(cancellation);
        await reading.WaitAsync(cancellation);
        return process.ExitCode;
    }

    /// <summary>Sends SIGTERM and waits for the end.</summary>
    /// <returns>The exit code.</returns>
    public Task<int> TerminateAsync(CancellationToken cancellation) => AskToEndAsync("-TERM", cancellation);

    /// <summary>Sends SIGINT and waits for the end.</summary>
    /// <returns>The exit code.</returns>
    public Task<int> InterruptAsync(CancellationToken cancellation) => AskToEndAsync("-INT", cancellation);

    /// <summary>Sends SIGKILL and waits until the process is gone.</summary>
    public async Task KillAsync(CancellationToken cancellation)
    {
        process.Kill();
        await process.WaitForExitAsync(cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private async Task<int> AskToEndAsync(string signal, CancellationToken cancellation)
    {
        if (!process.HasExited)
        {
            using Process kill = Process.Start("kill", [signal, process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync(cancellation);
        }

        return await WaitForExitAsync(cancellation);
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task ReadAllAsync()
    {
        await Task.WhenAll(
            ReadAsync(process.StandardOutput, outputLines.Add),
            ReadAsync(process.StandardError, line => errors.AppendLine(line)));
        Signal(() => ended = true);
    }

    private async Task ReadAsync(StreamReader reader, Action<string> keep)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            Signal(() => keep(line));
        }
    }

    private void Signal(Action change)
    {
        TaskCompletionSource waiting;
        lock (gate)
        {
            change();
            waiting = changed;
            changed = NewSignal();
        }

        waiting.SetResult();
    }
}
