namespace Tracing.Adapters.Sandboxes;

/// <summary>What has to be started on this machine so that a command runs in a sandbox.</summary>
/// <param name="arguments">Program and arguments. Who starts them gives them a session of their own, so that a terminal's Ctrl-C does not reach them.</param>
/// <param name="environment">All of its environment.</param>
public class SandboxLaunch(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment)
{
    /// <summary>Program and arguments.</summary>
    public IReadOnlyList<string> Arguments => arguments;

    /// <summary>All of its environment.</summary>
    public IReadOnlyDictionary<string, string> Environment => environment;

    /// <summary>Whether the command is in a process namespace of its own, which the first program of <see cref="Arguments"/> makes.</summary>
    public bool InNamespace { get; init; }

    /// <summary>Asks all that runs of the command to end.</summary>
    /// <param name="mark">The run's mark.</param>
    /// <param name="by">By what.</param>
    public virtual Task AskToEndAsync(RunMark mark, EndSignal by)
    {
        mark.Ask(by, InNamespace);
        return Task.CompletedTask;
    }

    /// <summary>What was started has ended, or could not be started: ends what is left of the command elsewhere.</summary>
    /// <param name="seen">How it ended, as far as this machine saw it.</param>
    /// <returns>How the command ended.</returns>
    /// <exception cref="SandboxException">It was not run to its end, or something of it is left.</exception>
    public virtual Task<CommandEnding> EndAsync(CommandEnding seen) => Task.FromResult(seen);

    /// <summary>A command whose processes are this machine's.</summary>
    /// <param name="sandbox">Its sandbox.</param>
    /// <param name="command">The command.</param>
    /// <param name="arguments">What is started for it.</param>
    /// <param name="inNamespace">See <see cref="InNamespace"/>.</param>
    internal static SandboxLaunch OnMachine(ISandbox sandbox, SandboxCommand command, IReadOnlyList<string> arguments, bool inNamespace)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PATH"] = System.Environment.GetEnvironmentVariable("PATH") ?? "/usr/local/bin:/usr/bin:/bin",
            ["HOME"] = sandbox.HomePath,
            ["TZ"] = "UTC",
            ["LANG"] = "C.UTF-8",
        };
        foreach ((string name, string value) in command.Environment)
        {
            environment[name] = value;
        }

        return new SandboxLaunch(arguments, environment) { InNamespace = inNamespace };
    }
}
