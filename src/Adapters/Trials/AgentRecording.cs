using Tracing.Adapters.Agents.Output;
using Tracing.Adapters.Sandboxes;
using Tracing.Adapters.Telemetry;
using Tracing.Adapters.Terminal;

namespace Tracing.Adapters.Trials;

/// <summary>
/// Runs an agent's command so that there is a recording of it: on a terminal of its own, or, where its output is a record, rendered from that.
/// </summary>
/// <param name="execution">Runs commands.</param>
/// <param name="telemetry">The run's; takes the recording.</param>
/// <param name="path">The recording's file.</param>
internal sealed class AgentRecording(CommandExecution execution, RunTelemetry telemetry, string path)
{
    /// <summary>Runs the command, and sends its recording.</summary>
    /// <param name="command">The command.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="reader">Reads its output; null where that is no record.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="SandboxException">It could not be started.</exception>
    public async Task<CommandResult> RunAsync(SandboxCommand command, TimeSpan limit, IAgentOutputReader? reader, CancellationToken cancellation)
    {
        var header = new AsciicastHeader { StartNanoseconds = telemetry.Clock.UnixNanoseconds, Title = telemetry.Resource.Cell.ToString() };
        (CommandResult result, ArtifactDescription artifact) = reader is null
            ? await OnTerminalAsync(command, limit, header, cancellation)
            : await RenderedAsync(command, limit, (reader, header), cancellation);
        await using FileStream recording = File.OpenRead(path);
        await telemetry.ArtifactAsync(artifact, recording, CancellationToken.None);
        return result;
    }

    private async Task<(CommandResult, ArtifactDescription)> OnTerminalAsync(SandboxCommand command, TimeSpan limit, AsciicastHeader header, CancellationToken cancellation)
    {
        using PseudoTerminal terminal = PseudoTerminal.Open(TerminalSize.Usual);
        await using var recorder = new TerminalRecorder(terminal, AsciicastWriter.Create(path, header, telemetry.Redaction), telemetry.Clock);
        var environment = new Dictionary<string, string>(command.Environment, StringComparer.Ordinal) { ["TERM"] = PseudoTerminal.Term };
        CommandResult result = await execution.RunAsync("agent", command with { Environment = environment }, limit, null, cancellation, terminal);
        await recorder.StopAsync(result.Ending.ExitCode);
        return (result, recorder.Artifact);
    }

    private async Task<(CommandResult, ArtifactDescription)> RenderedAsync(
        SandboxCommand command, TimeSpan limit, (IAgentOutputReader Reader, AsciicastHeader Header) output, CancellationToken cancellation)
    {
        CommandResult result = await execution.RunAsync("agent", command, limit, output.Reader, cancellation);
        using AsciicastWriter writer = AsciicastWriter.Create(path, output.Header, telemetry.Redaction);
        using var rendered = new RenderedRecording(writer);
        foreach (AgentEvent told in result.Events)
        {
            rendered.Add(told);
        }

        rendered.Complete(telemetry.Clock.UnixNanoseconds, result.Ending.ExitCode);
        return (result, rendered.Artifact);
    }
}
