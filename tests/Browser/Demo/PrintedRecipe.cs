using Tracing.Adapters.ScriptedModel.Scripts;
using Tracing.Adapters.ScriptedModel.Serving;
using Tracing.EndToEnd.Tests.Runs;
using Tracing.Processes;

namespace Tracing.Browser.Tests.Demo;

/// <summary>Runs what a page prints under "Run it yourself", word for word, by a shell that has <c>tracing</c> and the demo's agents on its search path.</summary>
/// <param name="folder">The demo's folder.</param>
/// <param name="up">The service, which is told of the run.</param>
internal sealed class PrintedRecipe(TemporaryFolder folder, TracingProcess up)
{
    private static string Tracing => $"#!/bin/sh\nexec dotnet '{RepositoryPaths.Built("src/Tracing", "tracing.dll")}' \"$@\"\n";

    /// <summary>Runs it against the demo's scripted model: the task passes again, and the run is in the store.</summary>
    public async Task RunAsync(string recipe, CancellationToken cancellation)
    {
        string book = Path.Join(RepositoryPaths.Root, "src/Tracing/Demo/model.json");
        await using ScriptedModelServer model = await ScriptedModelServer.StartAsync(
            new BookPlayer(ScriptFile.ParseBook(await File.ReadAllTextAsync(book, cancellation))), "127.0.0.1:0", logPath: null, TimeProvider.System, cancellation);
        await using ChildProcess run = ChildProcess.Start("sh", ["-c", recipe], environment: new Dictionary<string, string?>
        {
            ["PATH"] = $"{folder["data/agents/bin"]}:{folder["data/agents/node_modules/.bin"]}:{StandInProgram.Install(folder, "tracing", Tracing)}",
            ["YOUR_ENDPOINT"] = model.Address.ToString(),
            ["YOUR_MODEL"] = "scripted-model",
            ["YOUR_KEY"] = "any-key-of-the-reader",
            ["TRACING_DATA"] = folder["again"],
            ["TRACING_RUN__COLLECTOR"] = up.Http.ToString(),
        });

        Assert.True(await run.WaitForExitAsync(cancellation) == 0, $"{recipe}\n{run.Transcript}");
        Assert.Contains("1 of 1 trials passed", run.Transcript, StringComparison.Ordinal);
    }
}
