using Tracing.Processes;
using Tracing.Adapters.ScriptedModel.Scripts;
using Tracing.Adapters.ScriptedModel.Serving;

namespace Tracing.ScriptedModel.Tests;

/// <summary>The command as a process of its own.</summary>
public sealed class ProgramTests
{
    [Fact]
    public async Task Program_plays_a_script_file_and_writes_the_log_of_truth()
    {
        using var guard = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        guard.CancelAfter(TimeSpan.FromMinutes(1));
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["script.json"], """{ "turns": [{ "text": "Good day." }] }""", guard.Token);

        await using ChildProcess program = Start("--script", folder["script.json"], "--log", folder["truth.jsonl"]);
        string line = await program.WaitForLineAsync(one => one.StartsWith("listening ", StringComparison.Ordinal), guard.Token);
        using (var client = new HttpClient { BaseAddress = new Uri(line["listening ".Length..]) })
        using (HttpResponseMessage answer = await Wire.PostAsync(client, "/v1/chat/completions", """{ "model": "m", "messages": [] }"""))
        {
            Assert.Contains("Good day.", await answer.Content.ReadAsStringAsync(guard.Token), StringComparison.Ordinal);
        }

        Assert.Equal(0, await program.TerminateAsync(guard.Token));
        CallRecord record = Assert.Single(TruthLog.Read(folder["truth.jsonl"]));
        Assert.Equal((CallKind.Main, "stop", 200), (record.Kind, record.Finish, record.Status));
    }

    [Fact]
    public async Task Program_without_a_script_explains_itself()
    {
        await using ChildProcess program = Start("--listen", "127.0.0.1:0");

        Assert.Equal(1, await program.WaitForExitAsync(TestContext.Current.CancellationToken));
        Assert.Contains("--script", program.Transcript, StringComparison.Ordinal);
    }

    private static ChildProcess Start(params string[] arguments) =>
        ChildProcess.Start("dotnet", [RepositoryPaths.Built("src/Tracing", "tracing.dll"), "scripted-model", .. arguments]);
}
