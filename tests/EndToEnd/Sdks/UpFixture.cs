using Tracing.Processes;

namespace Tracing.EndToEnd.Tests.Sdks;

/// <summary>One <c>tracing up</c> for all tests of a class; each test has a run of its own.</summary>
public sealed class UpFixture : IAsyncLifetime
{
    private readonly TemporaryFolder data = new();

    /// <summary>The running program.</summary>
    public TracingProcess Tracing { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        using var guard = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        guard.CancelAfter(TimeSpan.FromMinutes(2));
        Tracing = await TracingProcess.UpAsync(data.Path, [], guard.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await Tracing.DisposeAsync();
        data.Dispose();
    }
}
