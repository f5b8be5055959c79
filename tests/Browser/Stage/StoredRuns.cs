using Tracing.Adapters.ScriptedModel.Scripts;
using Tracing.Adapters.ScriptedModel.Serving;
using Tracing.EndToEnd.Tests.Runs;
using Tracing.Processes;

namespace Tracing.Browser.Tests.Stage;

/// <summary>The shipped program with runs to look at.</summary>
internal sealed class StoredRuns : IAsyncDisposable
{
    /// <summary>Sweep of the run that <c>tracing run</c> makes.</summary>
    public const string Sweep = "looked-at";

    /// <summary>Path of the page of that run: model calls, tool calls, a recording of a real terminal.</summary>
    public const string RunPath = $"/cell/command/scripted-model/mutations/add?sweep={Sweep}";

    /// <summary>Sweep of the published run.</summary>
    public const string PublishedSweep = "expansion-20260616";

    /// <summary>Path of the page of the published run: spans, scores, nothing of model calls.</summary>
    public const string PublishedPath = "/cell/openhands/meta/llama-4-maverick-17b-128e-instruct/polyglot/go-http-handler-fix";

    /// <summary>What the page of a run that ended holds: what comes last of each kind of record, which come by ways of their own.</summary>
    public static readonly IReadOnlyList<string> Whole = ["asciicast", "cleanup:mutations/add", "adapter_run", "tokens_per_correct_task", ">finished<", "calc.py"];

    private readonly TemporaryFolder folder;
    private readonly TracingProcess tracing;

    private StoredRuns(TemporaryFolder folder, TracingProcess tracing)
    {
        this.folder = folder;
        this.tracing = tracing;
    }

    /// <summary>The service.</summary>
    public Uri Query => tracing.Query;

    /// <summary>The collector.</summary>
    public Uri Http => tracing.Http;

    /// <summary>Starts the program and gives it the runs.</summary>
    public static async Task<StoredRuns> StartAsync(TemporaryFolder folder, CancellationToken cancellation)
    {
        var runs = new StoredRuns(folder, await TracingProcess.UpAsync(folder["data"], ["--set", "query.showContents=true"], cancellation));
        string demo = Path.Join(RepositoryPaths.Root, "src/Tracing/Demo");
        await runs.SendAsync([Path.Join(demo, "seed-run.traces.json"), Path.Join(demo, "seed-run.logs.json")], cancellation);
        await runs.RunAsync("scripted-model", PlainTask.Script, cancellation);
        await runs.UntilThereAsync(PublishedPath, ["0.557", "Trace spans (5)"], cancellation);
        await runs.UntilThereAsync(RunPath, Whole, cancellation);
        return runs;
    }

    /// <summary>Sends files of OTLP/JSON.</summary>
    public async Task SendAsync(IEnumerable<string> files, CancellationToken cancellation)
    {
        await using ChildProcess import = TracingProcess.Run(["import", .. files, "--endpoint", Http.ToString()]);
        Assert.True(await import.WaitForExitAsync(cancellation) == 0, import.Transcript);
    }

    /// <summary>Waits until a page is there and holds texts: what was acknowledged is seen a moment later, spans and log records each in their own.</summary>
    public Task UntilThereAsync(string path, IReadOnlyList<string> texts, CancellationToken cancellation) => UntilThereAsync(Query, path, texts, cancellation);

    /// <summary>The same for another service.</summary>
    public static async Task UntilThereAsync(Uri service, string path, IReadOnlyList<string> texts, CancellationToken cancellation)
    {
        using var client = new HttpClient { BaseAddress = service };
        using var guard = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        guard.CancelAfter(TimeSpan.FromMinutes(5));
        string seen;
        do
        {
            using HttpResponseMessage answer = await client.GetAsync(new Uri(path, UriKind.Relative), guard.Token);
            seen = await answer.Content.ReadAsStringAsync(guard.Token);
        }
        while (!texts.All(text => seen.Contains(text, StringComparison.Ordinal)) && await WaitAsync(guard.Token));
    }

    /// <summary>Stops the program and writes a sweep out of its data.</summary>
    public async Task ExportAsync(string sweep, string to, CancellationToken cancellation)
    {
        await tracing.Child.TerminateAsync(cancellation);
        await using ChildProcess export = TracingProcess.Run(["export", "--sweep", sweep, "--to", to, "--data", folder["data"]]);
        Assert.True(await export.WaitForExitAsync(cancellation) == 0, export.Transcript);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => tracing.DisposeAsync();

    private static async Task<bool> WaitAsync(CancellationToken cancellation)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(200), cancellation);
        return true;
    }

    /// <summary>Runs the task with a model.</summary>
    public async Task RunAsync(string name, Script script, CancellationToken cancellation)
    {
        await using ScriptedModelServer model = await ScriptedModelServer.StartAsync(script, "127.0.0.1:0", logPath: null, TimeProvider.System, cancellation);
        await using ChildProcess run = TracingProcess.Run(
        [
            "run", "--agent", "command", "--model", name, "--task", PlainTask.Write(folder), "--sweep", Sweep, "--trials", "1",
            "--endpoint", model.Address.ToString(), "--collector", Http.ToString(), "--data", folder["runs"], "--sandbox", "none", "--", .. PlainTask.Command,
        ]);
        Assert.True(await run.WaitForExitAsync(cancellation) == 0, run.Transcript);
    }
}
