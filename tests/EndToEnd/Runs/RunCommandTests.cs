using System.Globalization;
using System.Text.Json;
using Tracing.EndToEnd.Tests.Sdks;
using Tracing.Processes;
using Tracing.Adapters.ScriptedModel.Scripts;
using Tracing.Adapters.ScriptedModel.Serving;

namespace Tracing.EndToEnd.Tests.Runs;

/// <summary><c>tracing run</c> as a user starts it, with an agent that knows nothing of us.</summary>
[Trait("weight", "heavy")]
public sealed class RunCommandTests(UpFixture up) : IClassFixture<UpFixture>, IDisposable
{
    private const string Question = """
        query($sweep: String!) { cells(filter: { sweeps: [$sweep] }, first: 10) { nodes { id runs {
          id trial state stateReason
          modelCalls { promptTokens cachedTokens completionTokens requestHash finishReason source status }
          toolCalls { name source } changes { path change expected } scores { axis value notApplicable scorer }
          recording { made format } spans { name benchKind } } } } }
        """;

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("bwrap")]
    [InlineData("none")]
    public async Task A_run_has_model_calls_tool_calls_recording_changes_and_all_axes(string sandbox)
    {
        await using ScriptedModelServer model = await ModelAsync(PlainTask.Script);
        await using ChildProcess run = Start("whole-" + sandbox, model.Address, up.Http, ["--sandbox", sandbox, "--json"]);

        Assert.True(await run.WaitForExitAsync(Cancellation) == 0, run.Transcript);

        JsonElement[] printed = [.. run.OutputLines.Select(line => JsonElement.Parse(line))];
        Assert.Equal(("trial", true, 4910L), (printed[0].GetProperty("type").GetString(), printed[0].GetProperty("passed").GetBoolean(), printed[0].GetProperty("promptTokens").GetInt64() + printed[0].GetProperty("completionTokens").GetInt64()));
        Assert.Equal(("sweep", 0), (printed[1].GetProperty("type").GetString(), printed[1].GetProperty("telemetryWaiting").GetInt32()));
        JsonElement stored = Assert.Single(await RunsAsync("whole-" + sandbox, runs => runs is [var only] && Text(only, "state") == "FINISHED" && IsWhole(only)));
        CallRecord[] truth = [.. model.Log.Records];
        Assert.Equal(3, truth.Length);
        Assert.Equal(truth.Select(call => ((long)call.Usage!.Prompt, (long)call.Usage.Completion, call.Finish!, "proxy")), stored.GetProperty("modelCalls").EnumerateArray().Select(call => (Long(call, "promptTokens"), Long(call, "completionTokens"), Text(call, "finishReason")!, Text(call, "source")!)));
        Assert.Equal(["bash", "bash"], stored.GetProperty("toolCalls").EnumerateArray().Select(call => Text(call, "name")));
        Assert.Equal([("calc.py", "modified", true)], stored.GetProperty("changes").EnumerateArray().Select(change => (Text(change, "path")!, Text(change, "change")!, change.GetProperty("expected").GetBoolean())));
        Assert.Equal(("pty", "asciicast-v3"), (Text(stored.GetProperty("recording"), "made"), Text(stored.GetProperty("recording"), "format")));
        JsonElement[] scores = [.. stored.GetProperty("scores").EnumerateArray()];
        Assert.Equal(["blast_radius", "composite", "integrity", "latency", "pass_rate", "refusal", "tokens"], scores.Select(score => Text(score, "axis")!).Where(axis => axis != "composite_recorded").Distinct().Order(StringComparer.Ordinal));
        Assert.Contains(scores, score => Text(score, "axis") == "pass_rate" && score.GetProperty("value").GetDouble() == 1);
        Assert.Equal(["adapter_run", "cleanup", "container", "task_setup", "verify"], Kinds(stored).Where(kind => kind is not ("model_call" or "tool_call")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_users_end_is_told_and_leaves_nothing()
    {
        await using ScriptedModelServer model = await ModelAsync(PlainTask.Held);
        await using ChildProcess run = Start("interrupted", model.Address, up.Http, []);
        await model.Held.WaitAsync(Cancellation);

        Assert.True(await run.InterruptAsync(Cancellation) == 130, run.Transcript);
        Assert.Empty(Directory.GetDirectories(folder["data/runs"]));
        Assert.Empty(MarkedProcesses());
        JsonElement stored = Assert.Single(await RunsAsync("interrupted", runs => runs is [var only] && Text(only, "state") == "CANCELLED" && Kinds(only).Contains("cleanup")));
        Assert.Single(Kinds(stored), kind => kind == "cleanup");
    }

    [Theory]
    [InlineData("bwrap")]
    [InlineData("none")]
    public async Task What_a_killed_process_left_is_ended_by_the_next_and_its_run_says_so(string sandbox)
    {
        await using ScriptedModelServer held = await ModelAsync(PlainTask.Held);
        string[] stubborn = ["--", "sh", "-c", "trap '' TERM HUP; python3 agent.py \"$@\"; setsid sleep 600 & sleep 600; : agent.py", "sh", "{openai}", "{model}", "{prompt}"];
        await using ChildProcess killed = TracingProcess.Run([.. Arguments("killed-" + sandbox, held.Address, up.Http), "--sandbox", sandbox, .. stubborn]);
        await held.Held.WaitAsync(Cancellation);
        await using ChildProcess kill = ChildProcess.Start("kill", ["-KILL", killed.Id.ToString(CultureInfo.InvariantCulture)]);
        await killed.WaitForExitAsync(Cancellation);
        Assert.Single(Directory.GetDirectories(folder["data/runs"]));

        await using ScriptedModelServer model = await ModelAsync(PlainTask.Script);
        await using ChildProcess next = Start("after-" + sandbox, model.Address, up.Http, ["--sandbox", sandbox]);

        Assert.True(await next.WaitForExitAsync(Cancellation) == 0, next.Transcript);
        Assert.Empty(MarkedProcesses());
        Assert.Empty(Directory.GetDirectories(folder["data/runs"]));
        await RunsAsync("killed-" + sandbox, runs => runs is [var only] && Text(only, "state") == "INFRASTRUCTURE_FAILED");
        await RunsAsync("after-" + sandbox, runs => runs is [var only] && Text(only, "state") == "FINISHED");
    }

    [Fact]
    public async Task While_the_collector_is_away_the_run_goes_on_and_the_next_one_delivers_it_once()
    {
        await using ScriptedModelServer first = await ModelAsync(PlainTask.Script);
        await using ChildProcess away = Start("away", first.Address, new Uri("http://127.0.0.1:1"), ["--set", "run.flushWithin=0s"]);
        Assert.True(await away.WaitForExitAsync(Cancellation) == 0, away.Transcript);
        Assert.Contains("wait on disk", away.Transcript, StringComparison.Ordinal);

        await using ScriptedModelServer second = await ModelAsync(PlainTask.Script);
        await using ChildProcess back = Start("away", second.Address, up.Http, ["--set", "run.flushWithin=5m"]);

        Assert.True(await back.WaitForExitAsync(Cancellation) == 0, back.Transcript);
        JsonElement[] runs = await RunsAsync("away", runs => runs.Length == 2 && runs.All(run => Text(run, "state") == "FINISHED" && HasSteps(run)));
        Assert.All(runs, run => Assert.Equal((3, 2, 1), (run.GetProperty("modelCalls").GetArrayLength(), run.GetProperty("toolCalls").GetArrayLength(), run.GetProperty("changes").GetArrayLength())));
    }

    [Fact]
    public async Task A_sweep_is_resumed_where_it_ended()
    {
        await using ScriptedModelServer model = await ModelAsync(new Script { Turns = [.. Enumerable.Repeat(PlainTask.Script.Turns, 3).SelectMany(turns => turns)] });
        await using (ChildProcess first = Start("resumed", model.Address, up.Http, ["--trials", "2", "--json"]))
        {
            Assert.True(await first.WaitForExitAsync(Cancellation) == 0, first.Transcript);
        }

        await using ChildProcess second = Start("resumed", model.Address, up.Http, ["--trials", "3", "--json", "--resume"]);

        Assert.True(await second.WaitForExitAsync(Cancellation) == 0, second.Transcript);
        Assert.Equal([3], second.OutputLines.Select(line => JsonElement.Parse(line)).Where(line => Text(line, "type") == "trial").Select(line => line.GetProperty("trial").GetInt32()));
        await RunsAsync("resumed", runs => runs.Select(run => run.GetProperty("trial").GetInt32()).Order().SequenceEqual([1, 2, 3]) && runs.All(run => Text(run, "state") == "FINISHED"));
    }

    [Theory]
    [InlineData(2, "Did you mean opencode?", "--agent", "opencod")]
    [InlineData(2, "Did you mean polyglot/go-http-handler-fix?", "--task", "polyglot/go-http-handler-fi")]
    [InlineData(2, "NO_SUCH_KEY", "--key-env", "NO_SUCH_KEY")]
    [InlineData(2, "run.sandbox", "--sandbox", "jail")]
    [InlineData(2, "Unrecognized", "--nonsense", "x")]
    [InlineData(3, "No model call of command was answered", "--endpoint", "http://127.0.0.1:1")]
    public async Task Wrong_use_is_answered_in_words(int exitCode, string words, string option, string value)
    {
        await using ScriptedModelServer model = await ModelAsync(PlainTask.Script);
        await using ChildProcess run = Start("wrong", model.Address, up.Http, [], (option, value));

        Assert.True(await run.WaitForExitAsync(Cancellation) == exitCode, run.Transcript);
        Assert.Contains(words, run.Transcript, StringComparison.Ordinal);
        Assert.DoesNotContain("   at Tracing.", run.Transcript, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, "was not found", "exit 127")]
    [InlineData(3, "without having called a model", "exit 5")]
    [InlineData(1, "timed out", "sleep 600")]
    [InlineData(1, "did not pass", "head -c 104857600 /dev/zero | tr '\\0' x")]
    public async Task An_agent_that_is_not_there_fails_hangs_or_floods_its_terminal(int exitCode, string words, string script)
    {
        await using ChildProcess run = TracingProcess.Run(
        [
            .. Arguments("odd", new Uri("http://127.0.0.1:1"), up.Http), "--timeout", script.StartsWith("sleep", StringComparison.Ordinal) ? "1s" : "5m", "--", "sh", "-c", script, "{model}",
        ]);

        Assert.True(await run.WaitForExitAsync(Cancellation) == exitCode, run.Transcript);
        Assert.Contains(words, run.Transcript, StringComparison.Ordinal);
        Assert.Empty(MarkedProcesses());
    }

    [Fact]
    public async Task Attack_57_what_an_agent_writes_neither_moves_the_terminal_nor_begins_a_line_of_ours()
    {
        string searchPath = StandInProgram.Install(folder, "codex", "#!/bin/sh\nprintf '\\033]0;title\\007\\033[2J\\r\\n2026-01-01T00:00:00.000Z error forged\\n' >&2\nexit 7\n");
        await using ChildProcess run = ChildProcess.Start(
            "dotnet",
            [
                RepositoryPaths.Built("src/Tracing", "tracing.dll"), "run", "--agent", "codex", "--model", "a\u001b[31mmodel", "--task", PlainTask.Write(folder), "--sweep", "two\r\nlines",
                "--endpoint", "http://127.0.0.1:1", "--collector", up.Http.ToString(), "--data", folder["data"], "--sandbox", "none",
            ],
            environment: new Dictionary<string, string?> { ["PATH"] = searchPath });

        Assert.True(await run.WaitForExitAsync(Cancellation) == 3, run.Transcript);
        Assert.Contains("error forged", run.Transcript, StringComparison.Ordinal);
        Assert.DoesNotContain(run.Transcript.Split('\n'), line => line.StartsWith("2026-01-01", StringComparison.Ordinal));
        Assert.DoesNotContain(run.Transcript, character => char.IsControl(character) && character != '\n');
    }

    // The model's name is in the command line of this test's agents, and of no other's.
    private string Model => "model-" + Path.GetFileName(folder.Path);

    public void Dispose() => folder.Dispose();

    private static Task<ScriptedModelServer> ModelAsync(Script script) =>
        ScriptedModelServer.StartAsync(script, "127.0.0.1:0", logPath: null, TimeProvider.System, Cancellation);

    private List<string> Arguments(string sweep, Uri endpoint, Uri collector) =>
    [
        "run", "--agent", "command", "--model", Model, "--task", PlainTask.Write(folder), "--sweep", sweep,
        "--endpoint", endpoint.ToString(), "--collector", collector.ToString(), "--data", folder["data"],
    ];

    private ChildProcess Start(string sweep, Uri endpoint, Uri collector, IEnumerable<string> more, (string Option, string Value)? instead = null)
    {
        List<string> arguments = [.. Arguments(sweep, endpoint, collector), .. more];
        if (instead is { } other)
        {
            int at = arguments.IndexOf(other.Option);
            if (at >= 0)
            {
                arguments.RemoveRange(at, 2);
            }

            arguments.AddRange([other.Option, other.Value]);
        }

        string[] command = instead?.Option == "--agent" ? [] : ["--", .. PlainTask.Command];
        return TracingProcess.Run([.. arguments, .. command]);
    }

    private async Task<JsonElement[]> RunsAsync(string sweep, Func<JsonElement[], bool> until)
    {
        using var graphQl = new GraphQlClient(up.Query);
        return Runs(await graphQl.AskUntilAsync(Question, new { sweep }, answer => until(Runs(answer)), Cancellation));
    }

    private static JsonElement[] Runs(JsonElement answer) =>
        [.. answer.GetProperty("cells").GetProperty("nodes").EnumerateArray().SelectMany(cell => cell.GetProperty("runs").EnumerateArray())];

    // The state is a log record; spans are sent behind it and stored elsewhere: all that is asserted is awaited.
    private static bool IsWhole(JsonElement run) =>
        HasSteps(run) && run.GetProperty("recording").ValueKind == JsonValueKind.Object
        && Kinds(run).ToHashSet(StringComparer.Ordinal).IsSupersetOf(["adapter_run", "cleanup", "container", "task_setup", "verify"])
        && run.GetProperty("scores").EnumerateArray().Select(score => Text(score, "axis")!).ToHashSet(StringComparer.Ordinal).IsSupersetOf(["blast_radius", "composite", "integrity", "latency", "pass_rate", "refusal", "tokens"]);

    private static bool HasSteps(JsonElement run) =>
        run.GetProperty("modelCalls").GetArrayLength() >= 3 && run.GetProperty("toolCalls").GetArrayLength() >= 2 && run.GetProperty("changes").GetArrayLength() >= 1;

    private static IEnumerable<string> Kinds(JsonElement run) => run.GetProperty("spans").EnumerateArray().Select(span => Text(span, "benchKind")!.ToLowerInvariant());

    private string[] MarkedProcesses() =>
        [.. Directory.EnumerateDirectories("/proc").Where(process => char.IsAsciiDigit(Path.GetFileName(process)[0])).Where(process =>
        {
            try
            {
                string environment = File.ReadAllText(Path.Join(process, "environ"));
                return environment.Contains("TRACING_RUN_MARK=", StringComparison.Ordinal) && File.ReadAllText(Path.Join(process, "cmdline")).Contains(Model, StringComparison.Ordinal);
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                return false;
            }
        })];

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static long Long(JsonElement element, string name) => long.Parse(element.GetProperty(name).ToString(), CultureInfo.InvariantCulture);
}
