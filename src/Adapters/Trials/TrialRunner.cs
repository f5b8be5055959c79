using Tracing.Adapters.Sandboxes;
using Tracing.Adapters.Sandboxes.Containers;
using Tracing.Adapters.Telemetry;
using Tracing.Adapters.Workdir;
using Tracing.Scoring;
using Tracing.Scoring.Evidence;
using Tracing.Vocabulary;

namespace Tracing.Adapters.Trials;

/// <summary>Runs trials: set-up, agent, check, scores, and everything told on the way. Whatever happens, a trial ends with a state and nothing is left of it.</summary>
/// <param name="stage">What trials share.</param>
public sealed class TrialRunner(TrialStage stage)
{
    /// <summary>Runs one.</summary>
    /// <param name="order">The trial.</param>
    /// <param name="agentVersion">The agent's version, where it is known.</param>
    /// <param name="cancellation">The user ends it: it becomes <see cref="RunStates.Cancelled"/>.</param>
    /// <returns>How it ended.</returns>
    public async Task<TrialOutcome> RunAsync(TrialOrder order, string? agentVersion, CancellationToken cancellation)
    {
        CellId cell = order.Cell;
        string id = Guid.CreateVersion7().ToString();
        using RunFolder? folder = TryMakeFolder(new RunNote(id, cell.ToString(), order.Trial, Guid.CreateVersion7().ToString("N"), order.Image is null ? null : ContainerEngine.Address), out string problem);
        if (folder is null)
        {
            return NotBegun(order, id, problem);
        }

        Redaction redaction = RedactionOf(order, folder);
        using IDisposable agentTelemetry = stage.AgentTelemetry.Open(id, redaction);
        var telemetry = new RunTelemetry(
            new RunResource { RunId = id, Cell = cell, Trial = order.Trial, AgentVersion = agentVersion, PluginStack = [], BehaviorMode = "factory", ImageName = order.Image?.Name, ImageDigests = order.Image?.Digests },
            stage.Sink,
            stage.Time,
            redaction);
        telemetry.Root.Set(BenchAttributes.TimeoutSeconds, (long)order.Limit.TotalSeconds);
        telemetry.State(RunStates.Running);
        TrialOutcome outcome = await EndTruthfullyAsync(order, folder, telemetry, cancellation);

        // Told before the folder goes: as long as it is there, a later process would tell that the run was left behind.
        telemetry.State(outcome.State, outcome.Reason);
        CleanUp(folder, telemetry);
        telemetry.Root.Set(BenchAttributes.TimedOut, outcome.State == RunStates.TimedOut);
        telemetry.Root.End();
        stage.Proxies.EndRun(id);
        stage.Calls.Forget(id);
        return outcome with { Duration = telemetry.Clock.Since(telemetry.Root.StartNanoseconds) };
    }

    private RunFolder? TryMakeFolder(RunNote note, out string problem)
    {
        problem = "";
        try
        {
            return RunFolder.Create(stage.RunsFolder, note);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            problem = $"The run's folder could not be made: {fault.Message}";
            return null;
        }
    }

    // A full disk: it is told all the same, as far as there is room for it.
    private TrialOutcome NotBegun(TrialOrder order, string id, string problem)
    {
        var telemetry = new RunTelemetry(
            new RunResource { RunId = id, Cell = order.Cell, Trial = order.Trial, PluginStack = [], BehaviorMode = "factory" },
            stage.Sink,
            stage.Time,
            new Redaction(order.HasKey ? [order.Key] : [], []));
        telemetry.Root.Fail("infrastructure_failed", problem);
        telemetry.State(RunStates.InfrastructureFailed, problem);
        telemetry.Root.End();
        return Ended(telemetry, RunStates.InfrastructureFailed, problem);
    }

    private async Task<TrialOutcome> EndTruthfullyAsync(TrialOrder order, RunFolder folder, RunTelemetry telemetry, CancellationToken cancellation)
    {
        try
        {
            return await PlayAsync(order, folder, telemetry, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return Ended(telemetry, RunStates.Cancelled, "The user ended it.");
        }
        catch (Exception fault) when (fault is TrialException or SandboxException or IOException or UnauthorizedAccessException)
        {
            telemetry.Root.Fail("infrastructure_failed", fault.Message);
            return Ended(telemetry, RunStates.InfrastructureFailed, fault.Message);
        }
    }

    private TrialOutcome Ended(RunTelemetry telemetry, string state, string reason) =>
        new(telemetry.Resource.RunId, state, reason, stage.Calls.Of(telemetry.Resource.RunId).Tokens, []);

    private async Task<TrialOutcome> PlayAsync(TrialOrder order, RunFolder folder, RunTelemetry telemetry, CancellationToken cancellation)
    {
        await using SandboxPlace place = SandboxPlace.Open(order, folder, stage);
        var execution = new CommandExecution(folder, place.Sandbox, stage.Time);
        await telemetry.ArtifactAsync(new ArtifactDescription(ArtifactKinds.Prompt, ArtifactFormats.Text, ArtifactMakings.Verbatim), System.Text.Encoding.UTF8.GetBytes(order.Task.Prompt), cancellation);
        await new TaskSetup(execution, telemetry).PrepareAsync(order.Task, folder.Folders.Work, cancellation);
        WorkdirSnapshot before = SnapshotReader.Take(folder.Folders.Work, new SnapshotOptions(), null, cancellation);

        var recording = new AgentRecording(execution, telemetry, folder.CaptureFile("recording")) { Version = stage.Recordings };
        RunCalls calls = stage.Calls.Of(telemetry.Resource.RunId);
        AgentResult agent = await new AgentRun(execution, telemetry, recording, calls, place.Deviation).ToEndAsync(order, before, folder.Folders.Home, cancellation);
        await TellOutputAsync(telemetry, agent.Command);
        cancellation.ThrowIfCancellationRequested();
        CheckReached(order, agent, calls);
        WorkdirSnapshot after = SnapshotReader.Take(folder.Folders.Work, new SnapshotOptions(), before, cancellation);
        WorkdirComparison changes = SnapshotComparer.Compare(before, after, new DiffBounds());
        telemetry.FileChanges(changes.Changes, order.Task.ExpectedChanges);

        VerifyOutcome verify = await new Verification(execution, telemetry).CheckAsync(order.Task, cancellation);
        var wall = telemetry.Clock.Since(telemetry.Root.StartNanoseconds);
        TokenTotals tokens = calls.Tokens is { ModelCalls: > 0 } seen ? seen : ToldCalls.Tokens(agent.Ending.Events);
        var evidence = new RunEvidence
        {
            TaskId = order.Task.Id,
            Verify = verify,
            Tokens = tokens,
            Clocks = new RunClocks(wall.TotalMilliseconds, agent.Active.TotalMilliseconds, calls.Duration?.TotalMilliseconds),
            Changes = changes.Evidence(order.Task.ExpectedChanges),
            Refusal = new RefusalOutcome(order.Task.ExpectedRefusal, agent.Ending.FinalText, changes.Complete ? changes.Changes.Count > 0 : null),
            Protected = ProtectedPaths.Of(before, after, order.Task.Protected),
        };
        IReadOnlyList<AxisScore> scores = RunScorer.Score(evidence, stage.Weights);
        telemetry.Scores(scores);
        string state = agent.Command.Ending.TimedOut ? RunStates.TimedOut : RunStates.Finished;
        return new TrialOutcome(telemetry.Resource.RunId, state, agent.Command.Ending.TimedOut ? "The agent's time was up." : null, tokens, scores);
    }

    // An agent that never got an answer from a model was not measured.
    private static void CheckReached(TrialOrder order, AgentResult agent, RunCalls calls)
    {
        if (agent.Command.Ending.ExitCode == CommandEnding.NotFound && calls.Tokens.ModelCalls == 0)
        {
            throw new TrialException($"{order.Agent.Program} was not found{(order.Image is { } image ? $" in the image {image.Name}" : "")}, or something that it starts ({agent.Command.Errors.Tail(300).Trim()}). Get it: {order.Agent.Source}.");
        }

        bool failed = agent.Command.Ending.ExitCode is not (0 or null) || agent.Ending.Failure is not null;
        if (failed && calls.Answered == 0)
        {
            string why = string.Join(" ", new[] { agent.Ending.Failure, agent.Command.Errors.Tail(300).Trim() }.Where(words => !string.IsNullOrEmpty(words)));
            throw new TrialException(calls.Tokens.ModelCalls == 0 ? $"{order.Agent.Name} ended without having called a model: {why}" : $"No model call of {order.Agent.Name} was answered: {why}");
        }
    }

    private static async Task TellOutputAsync(RunTelemetry telemetry, CommandResult result)
    {
        await TellOutputAsync(telemetry, result.Output, ArtifactKinds.Stdout);
        await TellOutputAsync(telemetry, result.Errors, ArtifactKinds.Stderr);
    }

    private static async Task TellOutputAsync(RunTelemetry telemetry, OutputCapture capture, string kind)
    {
        await using FileStream content = File.OpenRead(capture.Path);
        await telemetry.ArtifactAsync(new ArtifactDescription(kind, ArtifactFormats.Text, ArtifactMakings.Verbatim, capture.Truncated), content, CancellationToken.None);
    }

    private static void CleanUp(RunFolder folder, RunTelemetry telemetry)
    {
        RunSpan span = telemetry.Start(BenchSpanKinds.Cleanup, "cleanup:" + telemetry.Resource.Cell.TaskId);
        try
        {
            folder.Delete();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            span.Fail("cleanup_failed", fault.Message);
        }

        span.End();
    }

    // What the agent knows its folders as, whatever they are called here.
    private static Redaction RedactionOf(TrialOrder order, RunFolder folder) => new(
        order.HasKey ? [order.Key] : [],
        [new(folder.Folders.Work, "/workspace"), new(folder.Folders.Home, "~"), new(folder.Path, "/run")]);
}
