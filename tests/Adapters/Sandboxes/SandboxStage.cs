using Tracing.Adapters.Sandboxes;
using Tracing.Adapters.Trials;
using Tracing.Processes;

namespace Tracing.Adapters.Tests.Sandboxes;

/// <summary>The folder of a run, and commands of it in a sandbox.</summary>
internal sealed class SandboxStage : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);

    private readonly TemporaryFolder root = new();

    public SandboxStage(SandboxKind kind, bool namespaces = true)
    {
        Folder = RunFolder.Create(root.Path, new RunNote("r", "s/a/m/c/t", 1, Guid.CreateVersion7().ToString("N")));
        var nowhere = new SandboxAddresses(new Uri("http://127.0.0.1:1"), null);
        Sandbox = kind == SandboxKind.None
            ? new PlainSandbox(Folder.Folders, nowhere, namespaces)
            : new BubblewrapSandbox(Folder.Folders, collector: false);
    }

    public RunFolder Folder { get; }

    public ISandbox Sandbox { get; }

    public CommandExecution Execution => new(Folder, Sandbox, TimeProvider.System);

    public async Task<(CommandEnding Ending, string Output)> RunAsync(
        string script, Dictionary<string, string>? environment = null, TimeSpan? limit = null, CancellationToken? cancellation = null)
    {
        CommandResult result = await Execution
            .RunAsync("command", Shell(script) with { Environment = environment ?? [] }, limit ?? Long, null, cancellation ?? TestContext.Current.CancellationToken);
        return (result.Ending, result.Output.Tail(10_000));
    }

    /// <summary>Runs a command until a file is there; what asks it to end then is the user.</summary>
    public static async Task<CommandEnding> EndWhenThereAsync(CommandExecution execution, SandboxCommand command, string file)
    {
        using var user = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        Task<CommandResult> running = execution.RunAsync("command", command, Long, null, user.Token);
        while (!running.IsCompleted && !File.Exists(file))
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        await user.CancelAsync();
        return (await running).Ending;
    }

    public static SandboxCommand Shell(string script) => new() { Arguments = ["sh", "-c", script] };

    public void Dispose()
    {
        Folder.Dispose();
        root.Dispose();
    }
}
