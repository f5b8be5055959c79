using Tracing.Processes;

namespace Tracing.Adapters.Tests.Telemetry;

/// <summary>The shipped program as collector and query service. One for all tests of a class; each has a run of its own.</summary>
public sealed class CollectorFixture : IAsyncLifetime
{
    private readonly TemporaryFolder data = new();

    internal TracingProcess Tracing { get; private set; } = null!;

    /// <summary>Sends to the collector.</summary>
    internal HttpClient Client { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        using var guard = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        guard.CancelAfter(TimeSpan.FromMinutes(2));
        Tracing = await TracingProcess.UpAsync(data.Path, [], guard.Token);
        Client = new HttpClient { BaseAddress = Tracing.Http };
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Tracing.DisposeAsync();
        data.Dispose();
    }
}
