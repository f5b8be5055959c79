using Microsoft.Playwright;
using Tracing.Adapters.ScriptedModel.Scripts;
using Tracing.Adapters.ScriptedModel.Serving;
using Tracing.Browser.Tests.Stage;
using Tracing.EndToEnd.Tests.Runs;
using Tracing.Processes;

namespace Tracing.Browser.Tests;

/// <summary>The page of a cell that still runs.</summary>
[Trait("weight", "heavy")]
public sealed class LivePageTests(PagesFixture pages) : IDisposable
{
    private const string Path = "/cell/command/scripted-model/mutations/add?sweep=followed";

    private readonly TemporaryFolder folder = new();
    private readonly CancellationTokenSource guard = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    public void Dispose()
    {
        folder.Dispose();
        guard.Dispose();
    }

    [Fact]
    public async Task It_follows_the_run_through_a_restart_of_the_service_and_to_its_end_without_a_reload()
    {
        guard.CancelAfter(TimeSpan.FromMinutes(5));
        TracingProcess service = await TracingProcess.UpAsync(folder["data"], [], guard.Token);
        try
        {
            await using ScriptedModelServer model = await ScriptedModelServer.StartAsync(Stepped, "127.0.0.1:0", logPath: null, TimeProvider.System, guard.Token);
            await using ChildProcess run = Run(model.Address, service.Http);
            await PagesFixture.UntilThereAsync(service.Query, Path, ["Model calls (1)", "prepare:"], guard.Token);
            await using OpenPage open = await OpenPage.OfAsync(pages.Browser, service.Query, Path);
            await LiveSaysAsync(open, "Follows the run.");
            await open.Page.EvaluateAsync("window.neverLoadedAgain = true");
            await open.Page.Locator(".replay-scrubber").FocusAsync();
            await open.Page.Keyboard.PressAsync("End");
            double before = await open.ClockAsync();

            await File.WriteAllTextAsync(folder["one"], "", guard.Token);
            await open.UntilAsync("document.querySelector('#model-calls h2').textContent === 'Model calls (2)'");
            await open.UntilAsync($"tracingPage.clock.ms > {before} && tracingPage.clock.ms === tracingPage.clock.duration");
            Assert.Equal("running", await open.Page.Locator("th:text-is('state') + td").TextContentAsync());
            await open.Page.ScreenshotAsync(new PageScreenshotOptions { Path = System.IO.Path.Join(RepositoryPaths.Root, "TestResults/screens/live-light.png"), FullPage = true });

            // Whoever is in a section keeps it, and has the newest when they leave it: also when the run has ended meanwhile.
            await open.Page.Locator("#model-calls button.sort").First.FocusAsync();
            service = await AgainAsync(service, () => LiveSaysAsync(open, "The connection is lost; it is tried again."));
            await LiveSaysAsync(open, "Follows the run.");
            await File.WriteAllTextAsync(folder["two"], "", guard.Token);
            await LiveSaysAsync(open, "The run has ended.");
            await open.ReadyAsync("playback");
            Assert.Equal("Model calls (2)", await open.Page.Locator("#model-calls h2").TextContentAsync());
            await open.Page.Locator("#replay .replay-play").FocusAsync();
            await open.UntilAsync("document.querySelector('#model-calls h2').textContent === 'Model calls (3)'");

            // What was told before the end may come after the word of it.
            await open.UntilAsync("['cleanup:', 'adapter_run'].every(name => document.querySelector('#spans').textContent.includes(name))");
            await open.UntilAsync("document.querySelector('#scores .tile').textContent.includes('1.000')");
            string[] headings = [.. (await open.Page.Locator("h2").AllTextContentsAsync()).Select(heading => heading.Split(" (")[0])];
            Assert.Equal(headings.Distinct(), headings);
            Assert.Equal("finished", await open.Page.Locator("th:text-is('state') + td").TextContentAsync());
            Assert.True(await open.Page.EvaluateAsync<bool>("window.neverLoadedAgain"));
            Assert.True(await run.WaitForExitAsync(guard.Token) == 0, run.Transcript);

            // That a server which is gone cannot be reached, the browser itself writes on the console.
            Assert.All(open.Faults, fault => Assert.Contains("net::ERR_", fault, StringComparison.Ordinal));
        }
        finally
        {
            await service.DisposeAsync();
        }
    }

    // Two of its commands wait for a file.
    private Script Stepped => new()
    {
        Turns =
        [
            new ScriptTurn { Text = "I look.", Calls = [new ScriptCall { Shell = Wait("one") + "cat calc.py" }], Usage = new ScriptUsage { Prompt = 1200, Completion = 40 } },
            new ScriptTurn { Calls = [new ScriptCall { Shell = Wait("two") + "sed -i 's/a - b/a + b/' calc.py" }], Usage = new ScriptUsage { Prompt = 1600, Completion = 50 } },
            new ScriptTurn { Text = "It adds now.", Usage = new ScriptUsage { Prompt = 2000, Completion = 20 } },
        ],
    };

    private string Wait(string file) => $"while [ ! -e '{folder[file]}' ]; do sleep 0.05; done; ";

    private ChildProcess Run(Uri model, Uri collector) => TracingProcess.Run(
    [
        "run", "--agent", "command", "--model", "scripted-model", "--task", PlainTask.Write(folder), "--sweep", "followed", "--endpoint", model.ToString(),
        "--collector", collector.ToString(), "--data", folder["runs"], "--sandbox", "none", "--", .. PlainTask.Command,
    ]);

    private static Task LiveSaysAsync(OpenPage open, string text) => open.UntilAsync($"document.getElementById('live').textContent === '{text}'");

    // The same data at the same addresses, by another process.
    private async Task<TracingProcess> AgainAsync(TracingProcess service, Func<Task> meanwhile)
    {
        string[] faces = ["--grpc", service.Grpc.Authority, "--http", service.Http.Authority, "--query", service.Query.Authority, "--engine", service.Engine.Authority];
        await service.DisposeAsync();
        await meanwhile();
        return await TracingProcess.StartAsync(["up", "--data", folder["data"], .. faces], guard.Token);
    }
}
