using Microsoft.Extensions.Logging;
using Tracing.Adapters.Sandboxes;
using Tracing.Adapters.Import;
using Tracing.Adapters.Proxy;
using Tracing.Adapters.Proxy.Telemetry;
using Tracing.Adapters.Sandboxes.Containers;
using Tracing.Adapters.Telemetry;
using Tracing.Adapters.Telemetry.FromAgents;
using Tracing.Adapters.Trials;

namespace Tracing.Adapters.Sweeps;

/// <summary>Everything that runs while a sweep does: the spool to the collector, the model proxies, the trials. Left-overs of an earlier process are ended first.</summary>
public sealed class SweepSession : IAsyncDisposable
{
    private readonly HttpClient client;
    private readonly TelemetrySpool spool;
    private readonly OtlpCallSink callSink;
    private readonly TrialStage stage;
    private readonly string dataFolder;

    private SweepSession(HttpClient client, TelemetrySpool spool, OtlpCallSink callSink, TrialStage stage, string dataFolder)
    {
        this.client = client;
        this.spool = spool;
        this.callSink = callSink;
        this.stage = stage;
        this.dataFolder = dataFolder;
    }

    /// <summary>Starts.</summary>
    /// <param name="plan">The sweep.</param>
    /// <param name="proxy">Options of the proxies beside their addresses.</param>
    /// <param name="dataFolder">Folder of runs, of what waits for the collector, and of journals.</param>
    /// <param name="loggers">Makes loggers.</param>
    public static async Task<SweepSession> StartAsync(SweepPlan plan, ProxyOptions proxy, string dataFolder, ILoggerFactory loggers)
    {
        RunOptions options = plan.Options;
        HttpClient client = OtlpClient.Create(options.Collector, options.CollectorToken);
        string runs = Path.Join(dataFolder, "runs");
        var spool = new TelemetrySpool(new SpoolOptions { Folder = Path.Join(dataFolder, "spool") }, client, TimeProvider.System, loggers);
        await new Leftovers(runs, spool, TimeProvider.System, loggers.CreateLogger<Leftovers>()).EndAsync();

        // Arguments and results of tools pass the proxy: they may hold a key, or a path of this machine.
        var redacted = new RedactingSink(spool, new Redaction(plan.Keys.Values, [new(runs, "/runs")]));
        var callSink = new OtlpCallSink(redacted, ProxyResource.Make(new ProxyIdentity(), null), proxy.MaxPendingBytes, loggers);
        var calls = new CallTally(callSink);
        ModelProxies proxies = await ModelProxies.StartAsync(plan.Agents, options.Endpoint, proxy, calls, loggers);
        var stage = new TrialStage
        {
            RunsFolder = runs,
            Sink = spool,
            Proxies = proxies,
            Calls = calls,
            AgentTelemetry = await AgentTelemetryReceiver.StartAsync(spool, CancellationToken.None),
            Containers = plan.Containers?.Setting ?? new ContainerSetting(options.Docker, Rootless: false),
            Recordings = options.Recordings,
            ProcessNamespaces = await SandboxSupport.HasProcessNamespacesAsync(CancellationToken.None),
        };
        return new SweepSession(client, spool, callSink, stage, dataFolder);
    }

    /// <summary>Runs the sweep.</summary>
    /// <param name="plan">The sweep.</param>
    /// <param name="resume">Whether trials that an earlier process ended with a result are left out.</param>
    /// <param name="observer">Is told how it goes on; made for the number of trials.</param>
    /// <param name="cancellation">The user ends it.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="IOException">Nothing can be written down of it.</exception>
    /// <exception cref="UnauthorizedAccessException">As before.</exception>
    public async Task<SweepResult> RunAsync(
        SweepPlan plan, bool resume, Func<int, ISweepObserver> observer, CancellationToken cancellation)
    {
        SweepJournal journal = SweepJournal.Of(Path.Join(dataFolder, "sweeps"), plan.Sweep);
        journal.Open();
        IReadOnlyList<SweepJournalEntry> known = resume ? journal.Known() : [];
        var done = known.Where(entry => entry.HasResult).Select(entry => (entry.Cell, entry.Trial)).ToHashSet();
        TrialOrder[] orders = [.. plan.Trials().Where(order => !done.Contains((order.Cell.ToString(), order.Trial)))];
        var again = orders.Select(order => (order.Cell.ToString(), order.Trial)).ToHashSet();
        RunTelemetry.SweepDeclared(spool, plan.Declaration, TimeProvider.System);
        IReadOnlyDictionary<(string Agent, string? Image), string> versions = await SweepVersions.OfAsync(plan, cancellation);
        var runner = new SweepRunner(new TrialRunner(stage), journal, observer(orders.Length), versions);
        return new SweepResult(await runner.RunAsync(orders, plan.Options.Parallel, cancellation), [.. known.Where(entry => !again.Contains((entry.Cell, entry.Trial)))]);
    }

    /// <summary>Waits until the collector has everything.</summary>
    /// <param name="within">How long.</param>
    /// <returns>What still waits on disk, and what was lost or refused.</returns>
    public async Task<SweepTelemetry> FlushAsync(TimeSpan within)
    {
        await stage.AgentTelemetry.StopAsync(CancellationToken.None);
        await stage.Proxies.StopAsync();
        await callSink.StopAsync(within);
        SpoolRemainder waiting = await spool.FlushAsync(within);
        return new SweepTelemetry(waiting, spool.Dropped + callSink.Dropped, spool.Refused);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stage.AgentTelemetry.DisposeAsync();
        await stage.Proxies.DisposeAsync();
        await callSink.DisposeAsync();
        await spool.DisposeAsync();
        client.Dispose();
    }
}

/// <summary>What became of a sweep's telemetry.</summary>
/// <param name="Waiting">What still waits on disk.</param>
/// <param name="Dropped">Requests for which there was no room.</param>
/// <param name="Refused">Requests that the collector refused for good.</param>
public sealed record SweepTelemetry(SpoolRemainder Waiting, long Dropped, long Refused);
