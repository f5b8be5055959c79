using Tracing.Adapters.Agents.Output;
using Tracing.Adapters.Sandboxes;
using Tracing.Adapters.Telemetry;
using Tracing.Adapters.Terminal;
using Tracing.Vocabulary;

namespace Tracing.Adapters.Trials;

/// <summary>
/// Runs an agent's command so that there is a recording of it: on a terminal of its own, or, where its output is a record, rendered from that.
/// </summary>
/// <param name="execution">Runs commands.</param>
/// <param name="telemetry">The run's; takes the recording.</param>
/// <param name="path">The recording's file.</param>
internal sealed class AgentRecording(CommandExecution execution, RunTelemetry telemetry, string path)
{
    /// <summary>The format it is written in.</summary>
    public AsciicastVersion Version { get; init; } = AsciicastVersion.V3;

    /// <summary>When the recording began, Unix nanoseconds of the run's clock.</summary>
    public long StartNanoseconds { get; private set; }

    /// <summary>Runs the command, and sends its recording.</summary>
    /// <param name="command">The command.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="reading">Reads what it tells.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="SandboxException">It could not be started.</exception>
    public async Task<CommandResult> RunAsync(SandboxCommand command, TimeSpan limit, AgentReading reading, CancellationToken cancellation)
    {
        StartNanoseconds = telemetry.Clock.UnixNanoseconds;
        var header = new AsciicastHeader { Version = Version, StartNanoseconds = StartNanoseconds, Title = telemetry.Resource.Cell.ToString() };
        (CommandResult result, ArtifactDescription artifact) = reading.Output is null
            ? await OnTerminalAsync(command, limit, (reading, header), cancellation)
            : await RenderedAsync(command, limit, (reading, header), cancellation);
        await using FileStream recording = File.OpenRead(path);
        await telemetry.ArtifactAsync(artifact, recording, CancellationToken.None);
        return result;
    }

    private async Task<(CommandResult, ArtifactDescription)> OnTerminalAsync(
        SandboxCommand command, TimeSpan limit, (AgentReading Reading, AsciicastHeader Header) told, CancellationToken cancellation)
    {
        using PseudoTerminal terminal = PseudoTerminal.Open(TerminalSize.Usual);
        AsciicastWriter writer = AsciicastWriter.Create(path, told.Header, telemetry.Redaction);
        await using var live = new LiveRecording(telemetry, writer, path, ArtifactMakings.Pty, StartNanoseconds);
        await using var recorder = new TerminalRecorder(terminal, writer, telemetry.Clock);
        var environment = new Dictionary<string, string>(command.Environment, StringComparer.Ordinal) { ["TERM"] = PseudoTerminal.Term };
        CommandResult result = await execution.RunAsync("agent", command with { Environment = environment, Terminal = TerminalSize.Usual }, limit, null, cancellation, terminal);
        await recorder.StopAsync(result.Ending.ExitCode);
        return (told.Reading.Complete(result), recorder.Artifact);
    }

    private async Task<(CommandResult, ArtifactDescription)> RenderedAsync(
        SandboxCommand command, TimeSpan limit, (AgentReading Reading, AsciicastHeader Header) told, CancellationToken cancellation)
    {
        CommandResult result = told.Reading.Complete(await SeenAsync(command, limit, told, cancellation));
        using AsciicastWriter writer = AsciicastWriter.Create(path, told.Header, telemetry.Redaction);
        using var rendered = new RenderedRecording(writer);
        foreach (AgentEvent one in result.Events)
        {
            rendered.Add(one);
        }

        rendered.Complete(telemetry.Clock.UnixNanoseconds, result.Ending.ExitCode);
        return (result, rendered.Artifact);
    }

    // What is seen while it runs is rendered from its output alone; what it leaves in its home is known only when it has ended, and may belong in between.
    private async Task<CommandResult> SeenAsync(
        SandboxCommand command, TimeSpan limit, (AgentReading Reading, AsciicastHeader Header) told, CancellationToken cancellation)
    {
        string seen = path + ".live";
        using AsciicastWriter writer = AsciicastWriter.Create(seen, told.Header, telemetry.Redaction);
        using var rendered = new RenderedRecording(writer);
        await using var live = new LiveRecording(telemetry, writer, seen, ArtifactMakings.Rendered, StartNanoseconds);
        return await execution.RunAsync("agent", command, limit, new WatchedReader(told.Reading.Output!, rendered.Add), cancellation);
    }
}
