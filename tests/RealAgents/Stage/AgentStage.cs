using Tracing.Processes;
using Tracing.RealAgents.Tests.Comparison;
using Tracing.RealAgents.Tests.Definitions;
using Tracing.RealAgents.Tests.Relay;
using Tracing.Adapters.ScriptedModel.Scripts;
using Tracing.Adapters.ScriptedModel.Serving;

namespace Tracing.RealAgents.Tests.Stage;

/// <summary>All that an agent needs around it: the shipped program, the relay before it, the model, a broken program to mend.</summary>
internal sealed class AgentStage : IAsyncDisposable
{
    private const int Attempts = 3;

    private readonly TemporaryFolder folder;

    private AgentStage(TemporaryFolder folder, TracingProcess tracing, RecordingRelay relay, ScriptedModelServer model)
    {
        this.folder = folder;
        Tracing = tracing;
        Relay = relay;
        Model = model;
    }

    /// <summary>The program under test.</summary>
    public TracingProcess Tracing { get; }

    /// <summary>The relay.</summary>
    public RecordingRelay Relay { get; }

    /// <summary>The model.</summary>
    public ScriptedModelServer Model { get; }

    /// <summary>How long processes wait for a processor meanwhile.</summary>
    public KernelPressure Processor { get; } = new("cpu");

    /// <summary>The folder that the agent works in.</summary>
    public string Work => folder["work"];

    /// <summary>Sets the stage.</summary>
    /// <param name="script">What the model says.</param>
    /// <param name="repeats">Whether the relay sends each export again.</param>
    /// <param name="cancellation">Ends the start.</param>
    public static async Task<AgentStage> SetAsync(Script script, bool repeats, CancellationToken cancellation)
    {
        var folder = new TemporaryFolder();
        TracingProcess tracing = await TracingProcess.UpAsync(folder["data"], [], cancellation);
        RecordingRelay relay = await RecordingRelay.StartAsync(tracing.Grpc, tracing.Http, repeats, cancellation);
        ScriptedModelServer model = await ScriptedModelServer.StartAsync(script, "127.0.0.1:0", logPath: null, TimeProvider.System, cancellation);
        var stage = new AgentStage(folder, tracing, relay, model);
        await BrokenProgram.WriteAsync(stage.Work, cancellation);
        return stage;
    }

    /// <summary>
    /// Sets a stage and runs an agent on it to its end. An agent that ended without having sent the span of its whole work lost its last batch
    /// itself, which the bytes it sent show: there is nothing to compare then, and it is run again on a fresh stage.
    /// </summary>
    /// <param name="script">What the model says.</param>
    /// <param name="repeats">Whether the relay sends each export again.</param>
    /// <param name="agent">The agent.</param>
    /// <param name="subject">How it exports, and the run's id.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The stage, the exit code and all output.</returns>
    public static async Task<(AgentStage Stage, int ExitCode, string Transcript)> PlayAsync(
        Script script, bool repeats, AgentDefinition agent, (OtlpTransport Transport, string Run) subject, CancellationToken cancellation)
    {
        for (int attempt = 1; ; attempt++)
        {
            AgentStage stage = await SetAsync(script, repeats, cancellation);
            (int exitCode, string transcript) = await stage.RunAsync(agent, subject.Transport, subject.Run, cancellation);
            if (attempt == Attempts || exitCode != 0 || agent.SessionSpan is null || SentRecords.Of(stage.Relay.Requests).SpanNames.Contains(agent.SessionSpan))
            {
                return (stage, exitCode, transcript);
            }

            TestContext.Current.TestOutputHelper?.WriteLine($"{agent.Name} ended before it had sent {agent.SessionSpan}; run again");
            await stage.DisposeAsync();
        }
    }

    /// <summary>Runs an agent to its end, and waits until all it sent has passed.</summary>
    /// <returns>The exit code and all output.</returns>
    private async Task<(int ExitCode, string Transcript)> RunAsync(AgentDefinition agent, OtlpTransport transport, string run, CancellationToken cancellation)
    {
        (int exitCode, string transcript) = await AgentRun.ToEndAsync(agent, Endpoints(transport), folder.Path, Resource(agent, run), cancellation);
        await Relay.WaitUntilIdleAsync(cancellation);
        return (exitCode, transcript);
    }

    /// <summary>Runs an agent until the model holds an answer back, and ends it then by SIGTERM.</summary>
    /// <returns>All output.</returns>
    public async Task<string> RunUntilHeldAsync(AgentDefinition agent, OtlpTransport transport, string run, CancellationToken cancellation)
    {
        await using ChildProcess process = await AgentRun.StartAsync(agent, Endpoints(transport), folder.Path, Resource(agent, run), cancellation);
        Task ended = process.WaitForExitAsync(cancellation);
        Assert.True(await Task.WhenAny(Model.Held.WaitAsync(cancellation), ended) != ended, process.Transcript);
        await AgentRun.TerminateAsync(process, cancellation);
        await Relay.WaitUntilIdleAsync(cancellation);
        return process.Transcript;
    }

    /// <summary>What the product derived, once it has read all that was sent.</summary>
    public async Task<DerivedRun> DerivedAsync(string run, CancellationToken cancellation)
    {
        SentRecords sent = SentRecords.Of(Relay.Requests);
        try
        {
            return await DerivedRun.ReadAsync(Tracing.Query, run, sent.Spans.Values.Sum(), sent.Logs.Values.Sum(), cancellation);
        }
        catch (TimeoutException e)
        {
            using var stored = new StoredRecords(Tracing.Engine);
            long spans = (await stored.SpansAsync(run, cancellation)).Values.Sum();
            long logs = (await stored.LogsAsync(run, cancellation)).Values.Sum();
            throw new TimeoutException($"{e.Message}\nStored of the run: {spans} spans, {logs} log records.\n{Tracing.Child.Transcript}", e);
        }
    }

    /// <summary>Compares with the model's log as it is now.</summary>
    public TruthComparison Compare(AgentDefinition agent) => new(agent, Model.Log.Records, Processor);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Processor.DisposeAsync();
        await Model.DisposeAsync();
        await Relay.DisposeAsync();
        await Tracing.DisposeAsync();
        folder.Dispose();
    }

    private AgentEndpoints Endpoints(OtlpTransport transport) =>
        new(Model.Address, transport == OtlpTransport.Grpc ? Relay.Grpc : Relay.Http, transport);

    private static string Resource(AgentDefinition agent, string run) =>
        $"bench.run.id={run},bench.cell.id=real-agents/{agent.Name}/scripted-model/repair/calc,bench.trial=1";
}
