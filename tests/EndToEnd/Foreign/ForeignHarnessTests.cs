using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tracing.EndToEnd.Tests.Sdks;
using Tracing.Processes;

namespace Tracing.EndToEnd.Tests.Foreign;

/// <summary>
/// A harness that is not ours (<c>tests/ForeignHarness</c>: the OpenTelemetry SDK and <c>docs/vocabulary.md</c>, no project of this repository) becomes complete cells.
/// </summary>
[Trait("weight", "heavy")]
public sealed class ForeignHarnessTests(UpFixture up) : IClassFixture<UpFixture>
{
    private const string Sweep = "acme-nightly";
    private const string Task = "polyglot/fix";
    private const string Plain = $"{Sweep}/acme-agent/small/{Task}";
    private const string Slashes = $"{Sweep}/acme-agent/meta/llama-4/instruct/{Task}";

    // Spans and log records that one trial sends beside its three chunks of artifacts.
    private const int Spans = 10;
    private const int Logs = 7;

    private static readonly DateTimeOffset Start = new(2026, 6, 16, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Trials_of_two_models_become_two_complete_cells()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        await RunAsync("http", "passes", Start, "bench.model.name=small,bench.trial=1", cancellation);
        await RunAsync("grpc", "fails", Start.AddMinutes(1), "bench.model.name=small,bench.trial=2", cancellation);
        await RunAsync("http", "passes", Start.AddMinutes(2), "bench.model.name=meta/llama-4/instruct,bench.run.id=acme:llama.1", cancellation);

        JsonNode plain = await CellAsync(Plain, 2, cancellation);
        JsonNode slashes = await CellAsync(Slashes, 1, cancellation);

        Assert.Equal((Plain, "small", Task, Sweep, "acme-agent"), Identity(plain));
        Assert.Equal((Slashes, "meta/llama-4/instruct", Task, Sweep, "acme-agent"), Identity(slashes));
        JsonArray runs = plain["runs"]!.AsArray();
        AssertRun(runs.Single(run => (int)run!["trial"]! == 1)!, 1, passes: true, Start);
        AssertRun(runs.Single(run => (int)run!["trial"]! == 2)!, 2, passes: false, Start.AddMinutes(1));
        JsonNode only = slashes["runs"]!.AsArray().Single()!;
        Assert.Equal("acme:llama.1", (string?)only["id"]);
        AssertRun(only, 1, passes: true, Start.AddMinutes(2));
        JsonNode passRate = plain["axes"]!.AsArray().Single(axis => (string?)axis!["axis"] == "pass_rate")!;
        Assert.Equal((2, 0.5), ((int)passRate["n"]!, (double)passRate["mean"]!));
    }

    private async Task RunAsync(string protocol, string outcome, DateTimeOffset start, string identity, CancellationToken cancellation)
    {
        var environment = new Dictionary<string, string?>
        {
            ["OTEL_RESOURCE_ATTRIBUTES"] = $"service.name=acme-harness,bench.sweep.id={Sweep},bench.agent.name=acme-agent,bench.agent.version=3.1,bench.task.id={Task},"
                + $"bench.model.build_id=b7,bench.behavior_mode=factory,bench.methodology.version=2,{identity}",
        };
        Uri endpoint = protocol == "grpc" ? up.Grpc : up.Http;
        await using ChildProcess harness = ChildProcess.Start(
            "dotnet",
            [RepositoryPaths.Built("tests/ForeignHarness", "foreign-harness.dll"), endpoint.ToString(), protocol, outcome, start.ToString("O", CultureInfo.InvariantCulture)],
            environment: environment);
        Assert.True(await harness.WaitForExitAsync(cancellation) == 0, harness.Transcript);
    }

    private async Task<JsonNode> CellAsync(string id, int runs, CancellationToken cancellation)
    {
        string document = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Foreign", "cell.graphql"), cancellation);
        using var graphQl = new GraphQlClient(up.Query);
        JsonElement answer = await graphQl.AskUntilAsync(document, new { id }, told => IsWhole(told, runs), cancellation);
        return JsonNode.Parse(answer.GetProperty("cell").GetRawText())!;
    }

    private static bool IsWhole(JsonElement answer, int runs) => answer.GetProperty("cell") is { ValueKind: JsonValueKind.Object } cell
        && cell.GetProperty("runs").GetArrayLength() == runs
        && cell.GetProperty("runs").EnumerateArray().All(run => run.GetProperty("coverage").GetProperty("spans").GetInt32() == Spans
            && run.GetProperty("coverage").GetProperty("logs").GetInt32() == Logs && run.GetProperty("artifacts").GetArrayLength() == 2);

    private static (string?, string?, string?, string?, string?) Identity(JsonNode cell) =>
        ((string?)cell["id"], (string?)cell["model"]!["name"], (string?)cell["task"]!["id"], (string?)cell["sweep"]!["id"], (string?)cell["agent"]!["name"]);

    private static void AssertRun(JsonNode run, int trial, bool passes, DateTimeOffset start)
    {
        Same(ForeignRun.Facts(trial, passes, start), run, "id", "modelCalls", "toolCalls", "scores", "artifacts", "spans", "coverage");
        Same(ForeignRun.ModelCalls(start), run["modelCalls"]!);
        Same(ForeignRun.ToolCalls(start), run["toolCalls"]!);
        JsonNode?[] scores = [.. run["scores"]!.AsArray()];
        Same(ForeignRun.Scores(passes), new JsonArray([.. scores.Where(score => !IsDerived(score!)).Select(score => score!.DeepClone())]));
        Assert.Equal(["tokens", "latency", "composite", "composite_recorded"], scores.Where(score => IsDerived(score!)).Select(score => (string?)score!["axis"]));
        Same(ForeignRun.Artifacts(), run["artifacts"]!);
        Assert.Equal(
            ["adapter_run", "task_setup", "container", "model_call", "model_call", "tool_call", "tool_call", "model_call", "verify", "cleanup"],
            run["spans"]!.AsArray().Select(span => (string?)span!["benchKind"]));
    }

    // The product's own, from the others.
    private static bool IsDerived(JsonNode score) => (string?)score["source"] == "derived";

    private static void Same(JsonNode expected, JsonNode actual, params string[] but)
    {
        JsonNode left = actual.DeepClone();
        foreach (string name in but)
        {
            left.AsObject().Remove(name);
        }

        Assert.True(JsonNode.DeepEquals(expected, left), $"expected {expected.ToJsonString()}\nactual   {left.ToJsonString()}");
    }
}
