using Tracing.Processes;

namespace Tracing.EndToEnd.Tests.Sdks;

/// <summary>Everything in one process: <c>tracing up</c>. One for all tests of a class; each test has a run of its own.</summary>
public sealed class UpFixture : IDeployment, IAsyncLifetime
{
    private readonly TemporaryFolder data = new();
    private TracingProcess tracing = null!;

    public Uri Grpc => tracing.Grpc;

    public Uri Http => tracing.Http;

    public Uri Query => tracing.Query;

    public Uri Engine => tracing.Engine;

    public async ValueTask InitializeAsync()
    {
        using var guard = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        guard.CancelAfter(TimeSpan.FromMinutes(2));
        tracing = await TracingProcess.UpAsync(data.Path, [], guard.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await tracing.DisposeAsync();
        data.Dispose();
    }
}
