using Tracing.Processes;

namespace Tracing.EndToEnd.Tests.Sdks;

/// <summary>
/// Two collectors and a query service on one ClickHouse server, each a process of its own. The collectors start at once, as they would
/// after a power cut; one takes gRPC and the other HTTP.
/// </summary>
public sealed class SeparateProcessesFixture : IDeployment, IAsyncLifetime
{
    private readonly TemporaryFolder data = new();
    private EngineHostProcess engine = null!;
    private TracingProcess[] collectors = [];
    private TracingProcess query = null!;

    public Uri Grpc => collectors[0].Grpc;

    public Uri Http => collectors[1].Http;

    public Uri Query => query.Query;

    public Uri Engine => engine.Address;

    public async ValueTask InitializeAsync()
    {
        using var guard = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        guard.CancelAfter(TimeSpan.FromMinutes(2));
        engine = await EngineHostProcess.StartAsync(data["engine"], guard.Token);
        string server = engine.Address.ToString();
        collectors = await Task.WhenAll(new[] { "one", "two" }.Select(name => TracingProcess.StartAsync(
            ["collector", "--clickhouse", server, "--queue", data["queue-" + name], "--grpc", "127.0.0.1:0", "--http", "127.0.0.1:0"], guard.Token)));
        query = await TracingProcess.StartAsync(["query", "--clickhouse", server, "--query", "127.0.0.1:0"], guard.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await query.DisposeAsync();
        foreach (TracingProcess collector in collectors)
        {
            await collector.DisposeAsync();
        }

        await engine.DisposeAsync();
        data.Dispose();
    }
}
