using System.Text.Json;
using Tracing.Query.Tests.Support;
using Tracing.Storage.Rows;
using Tracing.Storage.Writes;
using Tracing.Vocabulary;

namespace Tracing.Query.Tests.Api;

/// <summary>Runs by filter, related cells, search, and how a cell is shown and run again.</summary>
public sealed class RunsTests(EngineFixture.EngineFixture engine)
{
    private const string PageQuery = "query($filter:RunFilter,$first:Int,$after:String){runs(filter:$filter,first:$first,after:$after){nodes{id} totalCount pageInfo{hasNextPage endCursor}}}";

    [Fact]
    public async Task Pages_hold_every_run_once_while_others_arrive()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine);
        await StoreAsync(host, [.. Enumerable.Range(10, 20).Select(i => Runs.Run("s/a/m/c/t", $"run{i}", startedAt: Runs.Epoch + (i / 2 * Runs.Second)))]);
        List<string> seen = [];
        string? after = null;
        for (int page = 0; page < 50; page++)
        {
            JsonElement runs = await PageAsync(host, new { first = 3, after });
            seen.AddRange(Ids(runs));
            after = runs.GetProperty("pageInfo").GetProperty("endCursor").GetString();
            await StoreAsync(host, Runs.Run("s/a/m/c/t", $"late{page}", startedAt: Runs.Epoch + ((100 + page) * Runs.Second)));
            if (!runs.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean())
            {
                break;
            }
        }

        Assert.Equal(Enumerable.Range(10, 20).Select(i => $"run{i}"), seen.Where(id => id.StartsWith("run", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(seen.Count, seen.Distinct().Count());
    }

    [Fact]
    public async Task Runs_are_filtered_by_parts_state_time_and_scores()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine);
        await host.Store.Derived.WriteAsync(
            new DerivedRows
            {
                Runs =
                [
                    Runs.Run("s/a/m/c/t", "early"), Runs.Run("s/a/m/c/t", "late", startedAt: Runs.Epoch + Runs.Second),
                    Runs.Run("s/b/m/c/t", "broken", state: RunStates.InfrastructureFailed), Runs.Run("r/a/m/c/t", "other"),
                ],
                AxisScores = [Runs.Score("early", "pass_rate", 0), Runs.Score("late", "pass_rate", 1), Runs.Score("other", "pass_rate", null), Runs.Score("late", "blast_radius", 0.5)],
            },
            QueryHost.Cancellation);

        Assert.Equal(["late", "early"], await IdsAsync(host, new { sweeps = new[] { "s" }, agents = new[] { "a" } }));
        Assert.Equal(["broken"], await IdsAsync(host, new { states = new[] { "INFRASTRUCTURE_FAILED", "CANCELLED" } }));
        Assert.Equal(["late"], await IdsAsync(host, new { from = "2026-06-17T07:00:01Z" }));
        Assert.Equal(["broken", "early"], await IdsAsync(host, new { sweeps = new[] { "s" }, to = "2026-06-17T07:00:01Z" }));
        Assert.Equal(["late"], await IdsAsync(host, new { scores = new[] { new { axis = "pass", min = 0.5 } } }));
        Assert.Equal(["early"], await IdsAsync(host, new { scores = new[] { new { axis = "pass_rate", max = 0.5 } } }));
        Assert.Equal(["late"], await IdsAsync(host, new { scores = new object[] { new { axis = "pass_rate", min = 1 }, new { axis = "blast_radius", min = 0.5, max = 0.5 } } }));
    }

    [Theory]
    [InlineData("{runs(filter:{states:[]}){totalCount}}", "states")]
    [InlineData("{runs(filter:{scores:[{axis:\"a\"}]}){totalCount}}", "scores")]
    [InlineData("{runs(filter:{scores:[{axis:\"a\",min:2,max:1}]}){totalCount}}", "scores")]
    [InlineData("{runs(filter:{from:\"2026-01-02T00:00:00Z\",to:\"2026-01-01T00:00:00Z\"}){totalCount}}", "to")]
    [InlineData("{search(text:\" \",filter:{sweeps:[\"s\"]}){runId}}", "text")]
    [InlineData("{search(text:\"x\",filter:{agents:[\"a\"]}){runId}}", "sweeps")]
    [InlineData("{spans(filter:{attributes:[]}){nodes{name}}}", "attributes")]
    public async Task A_bad_filter_names_its_field(string query, string field)
    {
        await using QueryHost host = await QueryHost.StartWithoutEngineAsync();

        GraphQlAnswer answer = await host.AskAsync(query);

        Assert.Equal(("BAD_FILTER", field), (answer.Code, answer.Error.GetProperty("extensions").GetProperty("field").GetString()));
    }

    [Fact]
    public async Task Related_cells_differ_in_one_part_alone()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine);
        string[] cells = ["s/a/x/m/c/t", "s/b/x/m/c/t", "s/a/n/c/t", "s/a/x/m/c/u", "s/a/x/m/d/t", "r/b/x/m/c/t", "s/b/n/c/t"];
        await StoreAsync(host, [.. cells.Select((cell, i) => Runs.Run(cell, $"r{i}"))]);

        JsonElement cell = (await host.AskAsync("{cell(id:\"s/a/x/m/c/t\"){otherAgents{id} otherModels{id} otherTasks{id agent{name}}}}")).Data.GetProperty("cell");

        Assert.Equal(["s/b/x/m/c/t"], Nodes(cell.GetProperty("otherAgents")));
        Assert.Equal(["s/a/n/c/t"], Nodes(cell.GetProperty("otherModels")));
        Assert.Equal(["s/a/x/m/c/u"], Nodes(cell.GetProperty("otherTasks")));
    }

    [Fact]
    public async Task Attack_51_and_52_a_text_is_found_in_spans_tools_and_logs_and_is_never_a_pattern()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine);
        await host.Store.Derived.WriteAsync(
            new DerivedRows
            {
                Runs = [Runs.Run("s/a/m/c/t", "r"), Runs.Run("other/a/m/c/t", "q")],
                ToolCalls = [new ToolCallRow { RunId = "r", Version = 1, Index = 0, TraceId = "", SpanId = "", StartedAt = Runs.Epoch, Name = "shell", Arguments = "cat 50%_OFF.txt", Result = new string('x', 500) + "50%_off" + new string('y', 500), Source = "agent" }],
            },
            QueryHost.Cancellation);
        await RawSpans.InsertAsync(host.Database, RawSpans.Span("0af7651916cd43dd8448eb211c80319c", "00000000000000a1", Runs.Epoch, "50%_off span", runId: "r"));
        await RawLogs.InsertAsync(host.Database, new RawLog("r", Runs.Epoch, "nothing", 1), new RawLog("r", Runs.Epoch, "50%_off in a log", 2), new RawLog("q", Runs.Epoch, "50%_off elsewhere", 3));

        JsonElement[] hits = [.. (await host.AskAsync("{search(text:\"50%_Off\",filter:{sweeps:[\"s\"]}){runId kind field name excerpt}}")).Data.GetProperty("search").EnumerateArray()];
        JsonElement none = (await host.AskAsync("{search(text:\"50._off\",filter:{sweeps:[\"s\"]}){runId}}")).Data.GetProperty("search");

        Assert.Equal(["log body", "span name", "tool_call arguments", "tool_call result"], hits.Select(hit => hit.GetProperty("kind").GetString() + " " + hit.GetProperty("field").GetString()).Order(StringComparer.Ordinal));
        Assert.All(hits, hit => Assert.Equal("r", hit.GetProperty("runId").GetString()));
        Assert.All(hits, hit => Assert.Contains("50%_off", hit.GetProperty("excerpt").GetString()!, StringComparison.OrdinalIgnoreCase));
        Assert.All(hits, hit => Assert.True(hit.GetProperty("excerpt").GetString()!.Length <= 240));
        Assert.Equal(0, none.GetArrayLength());
    }

    [Fact]
    public async Task Spans_are_found_by_attribute_and_by_kind_whoever_told_it()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine);
        SpanRow own = RawSpans.Span("0af7651916cd43dd8448eb211c80319c", "00000000000000a1", Runs.Epoch, "own") with { Attributes = [new("bench.span.kind", "container", AttributeType.String), new("n", "3", AttributeType.Int)] };
        SpanRow read = RawSpans.Span("0af7651916cd43dd8448eb211c80319c", "00000000000000a2", Runs.Epoch, "read", runId: "r");
        await RawSpans.InsertAsync(host.Database, own, read, RawSpans.Span("0af7651916cd43dd8448eb211c80319c", "00000000000000a3", Runs.Epoch, "neither"));
        await host.Store.Derived.WriteAsync(new DerivedRows { Runs = [Runs.Run("s/a/m/c/t", "r")], SpanKinds = [new SpanKindRow { RunId = "r", Version = 1, TraceId = read.TraceId, SpanId = read.SpanId, Kind = "container" }] }, QueryHost.Cancellation);

        Assert.Equal(["own", "read"], await NamesAsync(host, "kinds:[container]"));
        Assert.Equal(["own"], await NamesAsync(host, "attributes:[{key:\"n\",value:\"3\"}]"));
        Assert.Empty(await NamesAsync(host, "attributes:[{key:\"absent\",value:\"\"}]"));
    }

    [Fact]
    public async Task The_seed_has_a_badge_and_the_recipe_of_its_exact_image()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine);
        await SeedRun.StoreAsync(host);
        await StoreAsync(host, Runs.Run("s/a/m/c/t", "bare"));

        JsonElement seed = (await host.AskAsync("query($id:ID!){cell(id:$id){badge{label message color value} pass:badge(axis:\"pass\"){message} refusal:badge(axis:\"absent\"){message value} reproduce{title language text}}}", new { id = SeedRun.Cell })).Data.GetProperty("cell");
        JsonElement bare = (await host.AskAsync("{cell(id:\"s/a/m/c/t\"){badge{message color} reproduce{text}}}")).Data.GetProperty("cell");

        Assert.Equal(("openhands × meta/llama-4-maverick-17b-128e-instruct", "56%", 0.5565496484176503), (seed.GetProperty("badge").GetProperty("label").GetString(), seed.GetProperty("badge").GetProperty("message").GetString(), seed.GetProperty("badge").GetProperty("value").GetDouble()));
        Assert.Equal(("0%", "not recorded"), (seed.GetProperty("pass").GetProperty("message").GetString(), seed.GetProperty("refusal").GetProperty("message").GetString()));
        string[] texts = [.. seed.GetProperty("reproduce").EnumerateArray().Select(one => one.GetProperty("text").GetString()!)];
        Assert.Equal("docker pull codingagentbench/openhands:1.7.0@sha256:7fcaf222644a5cb0afffe018f038d270130b5af3b8af366cd960f2d596a4342c", texts[0]);
        Assert.StartsWith("docker run --rm codingagentbench/openhands:1.7.0@sha256:7fcaf222644a5cb0afffe018f038d270130b5af3b8af366cd960f2d596a4342c /app/.venv/bin/python /opt/openhands_run.py -t 'HTTP handler writes body", texts[1], StringComparison.Ordinal);
        Assert.Equal(("not recorded", 0), (bare.GetProperty("badge").GetProperty("message").GetString(), bare.GetProperty("reproduce").GetArrayLength()));
    }

    private static async Task<string[]> NamesAsync(QueryHost host, string filter) =>
        [.. (await host.AskAsync($"{{spans(filter:{{{filter}}}){{nodes{{name}}}}}}")).Data.GetProperty("spans").GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("name").GetString()!).Order(StringComparer.Ordinal)];

    private static async Task StoreAsync(QueryHost host, params RunRow[] runs) =>
        await host.Store.Derived.WriteAsync(new DerivedRows { Runs = runs }, QueryHost.Cancellation);

    private static async Task<JsonElement> PageAsync(QueryHost host, object variables) => (await host.AskAsync(PageQuery, variables)).Data.GetProperty("runs");

    private static async Task<string[]> IdsAsync(QueryHost host, object filter)
    {
        JsonElement page = await PageAsync(host, new { filter });
        string[] ids = Ids(page);
        Assert.Equal(ids.Length, page.GetProperty("totalCount").GetInt64());
        return ids;
    }

    private static string[] Ids(JsonElement page) => Nodes(page.GetProperty("nodes"));

    private static string[] Nodes(JsonElement nodes) => [.. nodes.EnumerateArray().Select(node => node.GetProperty("id").GetString()!)];
}
