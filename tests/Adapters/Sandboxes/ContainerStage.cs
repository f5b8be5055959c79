using Tracing.Adapters.Sandboxes;
using Tracing.Adapters.Sandboxes.Containers;
using Tracing.Adapters.Trials;
using Tracing.Processes;

namespace Tracing.Adapters.Tests.Sandboxes;

/// <summary>The folder of a run, and commands of it in containers.</summary>
internal sealed class ContainerStage(EngineFixture fixture) : IAsyncLifetime
{
    public static readonly TimeSpan Long = TimeSpan.FromMinutes(5);

    public TemporaryFolder Root { get; } = new();

    public RunFolder Folder { get; private set; } = null!;

    public ContainerImage Image { get; private set; } = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Folder = RunFolder.Create(Root.Path, new RunNote("r", "s/a/m/c/t", 1, Guid.CreateVersion7().ToString("N"), ContainerEngine.Address));
        Image = (await ContainerEngine.FindImageAsync(EngineFixture.Image, Cancellation))!;
    }

    public ValueTask DisposeAsync()
    {
        Folder.Dispose();
        Root.Dispose();
        return ValueTask.CompletedTask;
    }

    public async Task<string[]> ContainersAsync() =>
        (await fixture.Engine.DockerAsync(Cancellation, "ps", "--all", "--quiet", "--filter", $"label={ContainerEngine.Label}={Folder.Mark!.Value}")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public DockerSandbox Sandbox(DockerOptions? options = null) =>
        new(Folder.Folders, Image, new ContainerSetting(options ?? new DockerOptions(), Rootless: false), Folder.Mark!, collector: true);

    public CommandExecution Execution(DockerOptions? options = null) => new(Folder, Sandbox(options), TimeProvider.System);

    public async Task<(CommandEnding Ending, string Output)> RunAsync(
        string script, Dictionary<string, string>? environment = null, DockerOptions? options = null, bool network = false, TimeSpan? limit = null, CancellationToken? cancellation = null)
    {
        SandboxCommand command = SandboxStage.Shell(script) with { Environment = environment ?? [], Network = network };
        CommandResult result = await Execution(options).RunAsync("command", command, limit ?? Long, null, cancellation ?? Cancellation);
        return (result.Ending, result.Output.Tail(10_000));
    }
}
