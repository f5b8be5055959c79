using Tracing.Adapters.Agents.Output;
using Tracing.Adapters.Sandboxes;
using Tracing.Adapters.Terminal;

namespace Tracing.Adapters.Trials;

/// <summary>Runs the commands of one run, one after the other.</summary>
/// <param name="folder">The run's folder.</param>
/// <param name="sandbox">Where they run.</param>
/// <param name="time">The clock.</param>
public sealed class CommandExecution(RunFolder folder, ISandbox sandbox, TimeProvider time)
{
    private const int ToldCharacters = 500;

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>Most bytes of each of the two outputs that are kept.</summary>
    public long MostOutputBytes { get; init; } = 64L << 20;

    /// <summary>The sandbox.</summary>
    public ISandbox Sandbox => sandbox;

    /// <summary>Runs a command to its end.</summary>
    /// <param name="name">Names the files of its outputs.</param>
    /// <param name="command">The command.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="reader">Reads its standard output; null where that is no record.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <param name="terminal">The terminal it runs on, which takes its outputs then; null for none.</param>
    /// <exception cref="SandboxException">It could not be run.</exception>
    public async Task<CommandResult> RunAsync(
        string name, SandboxCommand command, TimeSpan limit, IAgentOutputReader? reader, CancellationToken cancellation, PseudoTerminal? terminal = null)
    {
        OutputLines? lines = reader is null ? null : new OutputLines(reader, time);
        var output = new OutputCapture(folder.CaptureFile(name + ".stdout"), MostOutputBytes, lines);
        var errors = new OutputCapture(folder.CaptureFile(name + ".stderr"), MostOutputBytes, null);
        SandboxLaunch launch = await sandbox.PrepareAsync(command, cancellation);
        using SandboxProcess process = SandboxProcess.Start(launch, folder.Folders.Work, (folder.Mark!, time), terminal);
        Task drained = Task.WhenAll(output.DrainAsync(process.Output), errors.DrainAsync(process.Errors));
        try
        {
            CommandEnding ending = await process.WaitAsync(limit, new EndRequest(command.EndSignals, Grace), cancellation);
            await drained;
            return new CommandResult(ending, output, errors, lines?.Events ?? []);
        }
        catch (SandboxException fault)
        {
            // What started it may have said why.
            await drained;
            throw new SandboxException($"{fault.Message} {errors.Tail(ToldCharacters)}".TrimEnd(), fault);
        }
    }
}
