using Tracing.Processes;

namespace Tracing.EndToEnd.Tests.Durability;

/// <summary>An engine host, two collectors and a query service, each a process.</summary>
internal sealed class Split : IAsyncDisposable
{
    private readonly TemporaryFolder data = new();
    private readonly List<TracingProcess> collectors = [];
    private IReadOnlyList<string> moreArguments = [];
    private EngineHostProcess? host;
    private TracingProcess? query;

    public Uri Engine => host!.Address;

    public Uri Query => query!.Query;

    public IReadOnlyList<TracingProcess> Collectors => collectors;

    /// <summary>Starts everything; the arguments go to every collector, so <c>--queue</c> is for one alone.</summary>
    public static async Task<Split> StartAsync(CancellationToken cancellation, IReadOnlyList<string>? arguments = null, int collectors = 2)
    {
        var split = new Split { moreArguments = arguments ?? [] };
        try
        {
            split.host = await EngineHostProcess.StartAsync(split.data["engine"], cancellation);
            for (int i = 0; i < collectors; i++)
            {
                split.collectors.Add(await split.CollectorAsync(i, cancellation));
            }

            split.query = await TracingProcess.StartAsync(["query", "--clickhouse", split.Engine.ToString(), "--query", "127.0.0.1:0"], cancellation);
            return split;
        }
        catch
        {
            await split.DisposeAsync();
            throw;
        }
    }

    public async Task ControlAsync(string action, CancellationToken cancellation)
    {
        using var client = new HttpClient { BaseAddress = Engine };
        using HttpResponseMessage answer = await client.PostAsync(new Uri("/control/" + action, UriKind.Relative), null, cancellation);
        answer.EnsureSuccessStatusCode();
    }

    public async Task RestartCollectorAsync(int index, CancellationToken cancellation)
    {
        await collectors[index].DisposeAsync();
        collectors[index] = await CollectorAsync(index, cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (TracingProcess collector in collectors)
        {
            await collector.DisposeAsync();
        }

        if (query is not null)
        {
            await query.DisposeAsync();
        }

        if (host is not null)
        {
            await host.DisposeAsync();
        }

        data.Dispose();
    }

    private Task<TracingProcess> CollectorAsync(int index, CancellationToken cancellation)
    {
        string[] queue = moreArguments.Contains("--queue") ? [] : ["--queue", data[$"queue{index}"]];
        return TracingProcess.StartAsync(
            ["collector", "--clickhouse", Engine.ToString(), "--grpc", "127.0.0.1:0", "--http", "127.0.0.1:0", .. queue, .. moreArguments],
            cancellation);
    }
}
