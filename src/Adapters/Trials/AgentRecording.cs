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
/// <param name="redaction">What must not be in it.</param>
internal sealed class AgentRecording(CommandExecution execution, RunTelemetry telemetry, string path, Redaction redaction)
{
    private const int NanosecondsPerTick = 100;

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
        await using var recorder = new TerminalRecorder(terminal, AsciicastWriter.Create(path, header, redaction), telemetry.Clock);
        var environment = new Dictionary<string, string>(command.Environment, StringComparer.Ordinal) { ["TERM"] = PseudoTerminal.Term };
        CommandResult result = await execution.RunAsync("agent", command with { Environment = environment }, limit, null, cancellation, terminal);
        await recorder.StopAsync(result.Ending.ExitCode);
        return (result, recorder.Artifact);
    }

    private async Task<(CommandResult, ArtifactDescription)> RenderedAsync(
        SandboxCommand command, TimeSpan limit, (IAgentOutputReader Reader, AsciicastHeader Header) output, CancellationToken cancellation)
    {
        CommandResult result = await execution.RunAsync("agent", command, limit, output.Reader, cancellation);
        using AsciicastWriter writer = AsciicastWriter.Create(path, output.Header, redaction);
        using var rendered = new RenderedRecording(writer);
        long latest = output.Header.StartNanoseconds;
        foreach (AgentEvent told in result.Events)
        {
            // Agents have clocks of their own, and tell a tool's begin after its end: a recording goes forward only.
            latest = Math.Max(latest, (told.At.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) * NanosecondsPerTick);
            rendered.Add(told with { At = DateTimeOffset.UnixEpoch.AddTicks(latest / NanosecondsPerTick) });
        }

        rendered.Complete(Math.Max(latest, telemetry.Clock.UnixNanoseconds), result.Ending.ExitCode);
        return (result, rendered.Artifact);
    }
}
