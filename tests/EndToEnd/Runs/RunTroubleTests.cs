using System.Text.Json;
using Tracing.Processes;

namespace Tracing.EndToEnd.Tests.Runs;

/// <summary><c>tracing run</c> where its folder, its journal, an agent's files or its account of tokens are not as they should be.</summary>
[Trait("weight", "heavy")]
public sealed class RunTroubleTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("bwrap")]
    [InlineData("none")]
    public async Task A_data_folder_of_any_length_and_names_that_are_no_text_leave_nothing(string sandbox)
    {
        string data = folder["data/" + new string('d', 200)];
        await using ChildProcess run = Start(data, "odd", ["--sandbox", sandbox, "--", "sh", "-c", "mkdir d; touch d/$(printf 'a\\377') $(printf 'b\\376'); sed -i 's/a - b/a + b/' calc.py", "{model}"]);

        Assert.True(await run.WaitForExitAsync(Cancellation) == 0, run.Transcript);
        Assert.Contains("1 of 1 trials passed", run.Transcript, StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(Path.Join(data, "run/runs")));
    }

    [Fact]
    public async Task A_resumed_sweep_ends_with_the_exit_code_of_all_its_trials()
    {
        string[] agent = ["--trials", "2", "--sandbox", "none", "--", "sh", "-c", "exit 0", "{model}"];
        await using ChildProcess first = Start(folder["data"], new string('s', 200), agent);
        Assert.True(await first.WaitForExitAsync(Cancellation) == 1, first.Transcript);

        await using ChildProcess again = Start(folder["data"], new string('s', 200), ["--resume", .. agent]);

        Assert.True(await again.WaitForExitAsync(Cancellation) == 1, again.Transcript);
        Assert.Contains("Left out, because they had ended before: 2 trials, of which 0 passed.", again.Transcript, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("runs", "The run's folder could not be made", "0 of 2 trials passed")]
    [InlineData("sweeps", "Nothing can be measured", "cannot be used")]
    [InlineData("spool", "Nothing can be measured", "cannot be used")]
    public async Task A_folder_that_cannot_be_written_is_told_in_words(string name, string words, string more)
    {
        string data = folder["data"];
        Directory.CreateDirectory(Path.Join(data, "run"));
        await File.WriteAllTextAsync(Path.Join(data, "run", name), "This is no folder.", Cancellation);

        await using ChildProcess run = Start(data, "full", ["--trials", "2", "--sandbox", "none", "--", "sh", "-c", "exit 0", "{model}"]);

        Assert.True(await run.WaitForExitAsync(Cancellation) == 3, run.Transcript);
        Assert.Contains(words, run.Transcript, StringComparison.Ordinal);
        Assert.Contains(more, run.Transcript, StringComparison.Ordinal);
        Assert.DoesNotContain("   at Tracing.", run.Transcript, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("goose", "{\"type\":\"complete\",\"input_tokens\":10,\"output_tokens\":5}", 15L)]
    [InlineData("goose", "{\"type\":\"complete\",\"input_tokens\":10}", null)]
    [InlineData("claude-code", "", null)]
    public async Task Tokens_that_no_proxy_saw_are_those_that_the_agent_told_or_unknown(string agent, string line, long? tokens)
    {
        string program = agent == "goose" ? "goose" : "claude";
        string path = StandInProgram.Install(folder, program, $"#!/bin/sh\necho '{line}'\n");

        await using ChildProcess run = Start(folder["data"], "told", ["--sandbox", "none", "--json"], agent, path);

        Assert.True(await run.WaitForExitAsync(Cancellation) == 1, run.Transcript);
        JsonElement[] printed = [.. run.OutputLines.Select(text => JsonElement.Parse(text))];
        Assert.Equal(tokens, printed[^1].GetProperty("tokens") is { ValueKind: JsonValueKind.Number } sum ? sum.GetInt64() : null);
        Assert.Equal(tokens, printed[0].GetProperty("scores").GetProperty("tokens") is { ValueKind: JsonValueKind.Number } score ? score.GetInt64() : null);
    }

    [Theory]
    [InlineData("goose", "goose", "INT")]
    [InlineData("openhands-v0", "python3", "INT")]
    [InlineData("claude-code", "claude", "TERM")]
    public async Task An_agent_is_asked_to_end_by_what_lets_it_write_down_what_it_did(string agent, string program, string signal)
    {
        string path = StandInProgram.Install(
            folder, program, $"#!/bin/sh\n[ \"$1\" = --version ] && exit\nfor one in INT TERM; do trap \"echo $one >> '{folder["told"]}'; exit\" $one; done\ntouch '{folder["begun"]}'\nwhile :; do sleep 0.05; done\n");
        await using ChildProcess run = Start(folder["data"], "asked", ["--sandbox", "none"], agent, path);
        while (!run.HasExited && !File.Exists(folder["begun"]))
        {
            await Task.Delay(20, Cancellation);
        }

        Assert.True(await run.InterruptAsync(Cancellation) == 130, run.Transcript);
        Assert.Equal(signal + "\n", await File.ReadAllTextAsync(folder["told"], Cancellation));
    }

    private ChildProcess Start(string data, string sweep, string[] more, string agent = "command", string? path = null) => ChildProcess.Start(
        "dotnet",
        [
            RepositoryPaths.Built("src/Tracing", "tracing.dll"), "run", "--agent", agent, "--model", "m", "--task", WriteTask(), "--sweep", sweep,
            "--endpoint", "http://127.0.0.1:1", "--collector", "http://127.0.0.1:1", "--data", Path.Join(data, "run"), "--set", "run.flushWithin=0s", .. more,
        ],
        environment: path is null ? null : new Dictionary<string, string?> { ["PATH"] = path });

    private string WriteTask()
    {
        string task = folder["task"];
        Directory.CreateDirectory(Path.Join(task, "work"));
        File.WriteAllText(Path.Join(task, "task.toml"), "id = \"mutations/add\"\nprompt = \"Add.\"\nverify = \"grep -q '[+]' calc.py\"\nexpected_changes = [\"calc.py\"]\n");
        File.WriteAllText(Path.Join(task, "work/calc.py"), "a - b\n");
        return task;
    }
}
