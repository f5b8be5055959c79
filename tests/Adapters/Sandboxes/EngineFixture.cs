using Tracing.Processes;

namespace Tracing.Adapters.Tests.Sandboxes;

/// <summary>The tests that share an engine.</summary>
[CollectionDefinition("containers")]
public sealed class ContainerTests : ICollectionFixture<EngineFixture>;

/// <summary>An engine with a plain image, for all tests of a collection. This process's Docker client leads to it.</summary>
public sealed class EngineFixture : IAsyncLifetime
{
    /// <summary>The image's name.</summary>
    public const string Image = "plain:1";

    public ContainerEngineProcess Engine { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Engine = await ContainerEngineProcess.StartAsync(TestContext.Current.CancellationToken);
        await Engine.MakePlainImageAsync(Image, TestContext.Current.CancellationToken);
        Environment.SetEnvironmentVariable("DOCKER_HOST", Engine.Address);
    }

    public async ValueTask DisposeAsync()
    {
        Environment.SetEnvironmentVariable("DOCKER_HOST", null);
        await Engine.DisposeAsync();
    }
}
