using System.Text.Json;
using Tracing.Query.Tests.Support;
using Tracing.Storage.Rows;
using Tracing.Storage.Writes;
using Tracing.Vocabulary;

namespace Tracing.Query.Tests.Api;

public sealed class CellsTests(EngineFixture.EngineFixture engine)
{
    private const string PageQuery =
        "query($filter:CellFilter,$order:CellOrder!,$first:Int,$after:String,$last:Int,$before:String){cells(filter:$filter,orderBy:$order,first:$first,after:$after,last:$last,before:$before){nodes{id} totalCount pageInfo{hasNextPage hasPreviousPage startCursor endCursor}}}";

    [Theory]
    [InlineData("ID")]
    [InlineData("NEWEST")]
    public async Task Pages_hold_every_cell_once_while_others_arrive(string order)
    {
        await using QueryHost host = await QueryHost.StartAsync(engine);
        await StoreAsync(host, Enumerable.Range(10, 20).Select(i => Runs.Run($"s/a/m/c/t{i}", $"run{i}", startedAt: Runs.Epoch + (i / 2 * Runs.Second))));
        List<string> seen = [];
        string? after = null;
        int arrived = 0;
        do
        {
            JsonElement page = await PageAsync(host, new { order, first = 3, after });
            seen.AddRange(Ids(page));
            after = page.GetProperty("pageInfo").GetProperty("endCursor").GetString();
            await StoreAsync(host, [Runs.Run($"s/a/m/c/s{arrived}", $"late{arrived}", startedAt: Runs.Epoch + ((100 + arrived) * Runs.Second))]);
            arrived++;
            if (!page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean())
            {
                break;
            }
        }
        while (seen.Count < 100);

        string[] first = [.. Enumerable.Range(10, 20).Select(i => $"s/a/m/c/t{i}")];
        Assert.Equal(first, seen.Where(id => id.Contains("/t", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(seen.Count, seen.Distinct().Count());
    }

    [Fact]
    public async Task A_page_backwards_is_the_page_before()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine);
        await StoreAsync(host, Enumerable.Range(10, 10).Select(i => Runs.Run($"s/a/m/c/t{i}", $"run{i}")));

        JsonElement first = await PageAsync(host, new { order = "ID", first = 4 });
        JsonElement second = await PageAsync(host, new { order = "ID", first = 4, after = End(first) });
        JsonElement back = await PageAsync(host, new { order = "ID", last = 4, before = second.GetProperty("pageInfo").GetProperty("startCursor").GetString() });
        JsonElement last = await PageAsync(host, new { order = "ID", last = 3 });

        Assert.Equal(Ids(first), Ids(back));
        Assert.False(back.GetProperty("pageInfo").GetProperty("hasPreviousPage").GetBoolean());
        Assert.True(back.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean());
        Assert.Equal(["s/a/m/c/t17", "s/a/m/c/t18", "s/a/m/c/t19"], Ids(last));
        Assert.Equal(10, first.GetProperty("totalCount").GetInt64());
    }

    [Fact]
    public async Task Filters_choose_by_every_part_and_the_newest_sweep_is_the_first()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine);
        await StoreAsync(host,
        [
            Runs.Run("old/codex/open/ai/one/c/t", "r1"),
            Runs.Run("new/codex/open/ai/one/c/t", "r2", startedAt: Runs.Epoch + Runs.Second),
            Runs.Run("new/goose/open/ai/one/c/t", "r3", startedAt: Runs.Epoch + Runs.Second),
            Runs.Run("new/codex/two/c/u", "r4"),
        ]);

        JsonElement newest = await PageAsync(host, new { order = "NEWEST", first = 1, filter = new { agents = new[] { "codex" }, models = new[] { "open/ai/one" }, categories = new[] { "c" }, tasks = new[] { "t" } } });
        JsonElement sweep = await PageAsync(host, new { order = "ID", filter = new { sweeps = new[] { "new", "absent" } } });

        Assert.Equal(["new/codex/open/ai/one/c/t"], Ids(newest));
        Assert.Equal(2, newest.GetProperty("totalCount").GetInt64());
        Assert.Equal(["new/codex/open/ai/one/c/t", "new/codex/two/c/u", "new/goose/open/ai/one/c/t"], Ids(sweep));
    }

    [Theory]
    [InlineData("{cells(after:\"AAAA\"){nodes{id}}}", "BAD_CURSOR", null)]
    [InlineData("{cells(first:2147483647){pageInfo{endCursor}}}", "LIMIT", null)]
    [InlineData("{cells(first:-1){nodes{id}}}", "BAD_FILTER", "first")]
    [InlineData("{cells(first:0){nodes{id}}}", "BAD_FILTER", "first")]
    [InlineData("{cells(first:1,last:1){nodes{id}}}", "BAD_FILTER", "last")]
    [InlineData("{cells(filter:{agents:[]}){nodes{id}}}", "BAD_FILTER", "agents")]
    [InlineData("{cells(filter:{tasks:[\"c/t\"]}){nodes{id}}}", "BAD_FILTER", "tasks")]
    [InlineData("{spans(filter:{traceId:\"xyz\"}){nodes{name}}}", "BAD_FILTER", "traceId")]
    [InlineData("{spans(filter:{kind:\"Client' OR 1=1\"}){nodes{name}}}", "BAD_FILTER", "kind")]
    [InlineData("{spans(filter:{minDurationNano:\"-1\"}){nodes{name}}}", "BAD_FILTER", "minDurationNano")]
    [InlineData("{spans(filter:{from:\"2026-01-02T00:00:00Z\",to:\"2026-01-01T00:00:00Z\"}){nodes{name}}}", "BAD_FILTER", "to")]
    [InlineData("{axis(name:\"pass\",groupBy:[AGENT,AGENT]){groups{estimate{n}}}}", "BAD_FILTER", "groupBy")]
    [InlineData("{cell(id:\"nonsense\"){id}}", "NOT_FOUND", null)]
    public async Task Attack_48_what_cannot_be_met_is_refused_by_name_before_the_store_is_asked(string query, string code, string? field)
    {
        await using QueryHost host = await QueryHost.StartWithoutEngineAsync();

        GraphQlAnswer answer = await host.AskAsync(query);

        Assert.Equal(code, answer.Code);
        if (field is not null)
        {
            Assert.Equal(field, answer.Error.GetProperty("extensions").GetProperty("field").GetString());
        }
    }

    [Fact]
    public async Task What_was_never_recorded_is_not_found()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine);

        foreach (string query in new[] { "{cell(id:\"no/such/cell/is/here\"){id}}", "{run(id:\"absent\"){id}}", "{trace(id:\"0af7651916cd43dd8448eb211c80319c\"){id}}" })
        {
            GraphQlAnswer answer = await host.AskAsync(query);
            Assert.Equal("NOT_FOUND", answer.Code);
            Assert.Equal(JsonValueKind.Null, answer.Json.GetProperty("data").EnumerateObject().Single().Value.ValueKind);
        }
    }

    [Fact]
    public async Task Attack_48_a_filter_of_many_thousand_values_is_refused()
    {
        await using QueryHost host = await QueryHost.StartWithoutEngineAsync();

        GraphQlAnswer answer = await host.AskAsync("query($f:CellFilter){cells(filter:$f){nodes{id}}}", new { f = new { tasks = Enumerable.Range(0, 50_000).Select(i => "t" + i) } });

        Assert.Equal("LIMIT", answer.Code);
    }

    [Theory]
    [InlineData("' OR 1=1 --")]
    [InlineData("{agent:String}")]
    [InlineData("%")]
    [InlineData("\\")]
    [InlineData("x') UNION ALL SELECT name FROM system.tables --")]
    public async Task Attack_51_a_value_is_only_ever_a_value(string value)
    {
        await using QueryHost host = await QueryHost.StartAsync(engine);
        await StoreAsync(host, [Runs.Run("s/codex/m/c/t", "r1"), Runs.Run($"s/{value}/m/c/t", "r2")]);

        Assert.Equal(new[] { $"s/{value}/m/c/t" }, Ids(await PageAsync(host, new { order = "ID", filter = new { agents = new[] { value } } })));
        Assert.Equal($"s/{value}/m/c/t", (await host.AskAsync("query($id:ID!){cell(id:$id){id}}", new { id = $"s/{value}/m/c/t" })).Data.GetProperty("cell").GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_cursor_of_another_filter_or_order_is_refused()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine);
        await StoreAsync(host, Enumerable.Range(10, 4).Select(i => Runs.Run($"s/a/m/c/t{i}", $"run{i}")));
        string? cursor = End(await PageAsync(host, new { order = "ID", first = 1 }));

        Assert.Equal("BAD_CURSOR", (await host.AskAsync(PageQuery, new { order = "NEWEST", first = 1, after = cursor })).Code);
        Assert.Equal("BAD_CURSOR", (await host.AskAsync(PageQuery, new { order = "ID", first = 1, after = cursor, filter = new { agents = new[] { "a" } } })).Code);
    }

    [Fact]
    public async Task An_axis_tells_coverage_beside_its_mean_and_an_interval_for_pass()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine);
        await host.Store.Derived.WriteAsync(
            new DerivedRows
            {
                Runs =
                [
                    .. Enumerable.Range(0, 10).Select(i => Runs.Run("s/codex/m/c/t", $"c{i}", (uint)i + 1)),
                    Runs.Run("s/goose/m/c/t", "g"), Runs.Run("s/goose/m/c/t", "broken", 2, state: RunStates.InfrastructureFailed),
                ],
                AxisScores = [.. Enumerable.Range(0, 8).Select(i => Runs.Score($"c{i}", AxisNames.PassRate, i < 6 ? 1 : 0)), Runs.Score("g", AxisNames.PassRate, null), Runs.Score("broken", AxisNames.PassRate, 1)],
            },
            QueryHost.Cancellation);

        JsonElement[] groups = [.. (await host.AskAsync("{axis(name:\"pass\",groupBy:[AGENT]){axis groups{key{dimension value} estimate{n coverage notApplicable mean interval{low high method}}}}}")).Data.GetProperty("axis").GetProperty("groups").EnumerateArray()];
        JsonElement cell = (await host.AskAsync("{cell(id:\"s/codex/m/c/t\"){axes{axis n coverage mean interval{low high}}}}")).Data.GetProperty("cell").GetProperty("axes")[0];

        Assert.Equal(["codex", "goose"], groups.Select(group => group.GetProperty("key")[0].GetProperty("value").GetString()));
        JsonElement codex = groups[0].GetProperty("estimate");
        Assert.Equal((10, 8, 0.75), (codex.GetProperty("n").GetInt64(), codex.GetProperty("coverage").GetInt64(), codex.GetProperty("mean").GetDouble()));
        Assert.Equal(Query.Statistics.WilsonInterval.Of(6, 8)!.Low, codex.GetProperty("interval").GetProperty("low").GetDouble(), 12);
        JsonElement goose = groups[1].GetProperty("estimate");
        Assert.Equal((1, 0, JsonValueKind.Null, JsonValueKind.Null), (goose.GetProperty("n").GetInt64(), goose.GetProperty("coverage").GetInt64(), goose.GetProperty("mean").ValueKind, goose.GetProperty("interval").ValueKind));
        Assert.Equal(codex.GetProperty("interval").GetProperty("high").GetDouble(), cell.GetProperty("interval").GetProperty("high").GetDouble(), 12);
        Assert.Equal("pass_rate", cell.GetProperty("axis").GetString());
    }

    [Fact]
    public async Task Lists_below_lists_cost_one_read_a_level()
    {
        CountingHandler? counter = null;
        await using QueryHost host = await QueryHost.StartAsync(engine, between: inner => counter = new CountingHandler(inner));
        await StoreAsync(host, Enumerable.Range(10, 30).Select(i => Runs.Run($"s/a/m/c/t{i}", $"run{i}")));
        int before = counter!.Count;

        JsonElement cells = (await host.AskAsync("{cells(first:30){nodes{agent{version} axes{axis} cost{total} runs{cost{amount} scores{axis} modelCalls{index} toolCalls{index} artifacts{kind}}}}}")).Data.GetProperty("cells");

        Assert.Equal(30, cells.GetProperty("nodes").GetArrayLength());
        // The page itself takes two: the places of its cells, then their runs. Axes and runs share the scores.
        Assert.Equal(7, counter.Count - before);
    }

    [Fact]
    public async Task Everything_below_a_page_of_cells_costs_one_read_a_level()
    {
        CountingHandler? counter = null;
        await using QueryHost host = await QueryHost.StartAsync(engine, between: inner => counter = new CountingHandler(inner));
        await StoreAsync(host, Enumerable.Range(10, 30).Select(i => Runs.Run($"s{i % 3}/a/m/c/t{i}", $"run{i}")));
        int before = counter!.Count;

        JsonElement cells = (await host.AskAsync(
            "{cells(first:30){nodes{sweep{runs cells completeness{present}} otherTasks{id} reproduce{title} runs{changes{path} logs(first:1){nodes{body}} coverage{sources{source}} recording{made}}}}}")).Data.GetProperty("cells");

        // Places of cells, and cells with their runs; sweeps, their declarations and trials; related cells; runs and commands of recipes; sources, artifacts; changes and logs,
        // and for each of the two whether a session bound any.
        Assert.Equal(30, cells.GetProperty("nodes").GetArrayLength());
        Assert.Equal(14, counter.Count - before);
    }

    [Fact]
    public async Task A_cell_with_its_runs_scores_and_axes_costs_one_read()
    {
        CountingHandler? counter = null;
        await using QueryHost host = await QueryHost.StartAsync(engine, between: inner => counter = new CountingHandler(inner));
        RunRow[] runs = [.. Enumerable.Range(1, 3).Select(i => Runs.Run("s/a/m/c/t", $"run{i}") with { Trial = (uint)i })];
        await host.Store.Derived.WriteAsync(
            new DerivedRows { Runs = runs, AxisScores = [.. runs.Select(run => Runs.Score(run.RunId, AxisNames.PassRate, run.Trial == 1 ? 0 : 1))] }, QueryHost.Cancellation);
        int before = counter!.Count;

        JsonElement cell = (await host.AskAsync(
            """{cell(id:"s/a/m/c/t"){countingRunIds axes{axis mean} agent{name} badge{message} runs{id scores{axis value}}}}""")).Data.GetProperty("cell");

        Assert.Equal(1, counter.Count - before);
        Assert.Equal(3, cell.GetProperty("runs").GetArrayLength());
        Assert.Equal([0, 1, 1], cell.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("scores")[0].GetProperty("value").GetDouble()));
        Assert.Equal(2 / 3d, cell.GetProperty("axes").EnumerateArray().First(axis => axis.GetProperty("axis").GetString() == AxisNames.PassRate).GetProperty("mean").GetDouble());
    }

    [Fact]
    public async Task A_cell_with_more_runs_than_a_list_may_have_tells_its_axes_and_refuses_the_list()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine, new QueryOptions { Limits = new RequestLimits { MaxListItems = 3 } });
        await StoreAsync(host, Enumerable.Range(1, 4).Select(i => Runs.Run("s/a/m/c/t", $"run{i}")));

        JsonElement cell = (await host.AskAsync("""{cell(id:"s/a/m/c/t"){countingRunIds axes{n}}}""")).Data.GetProperty("cell");
        GraphQlAnswer refused = await host.AskAsync("""{cell(id:"s/a/m/c/t"){runs{id}}}""");

        Assert.Equal(1, cell.GetProperty("countingRunIds").GetArrayLength());
        Assert.All(cell.GetProperty("axes").EnumerateArray(), axis => Assert.Equal(1, axis.GetProperty("n").GetInt32()));
        Assert.Contains("maxListItems", refused.Text, StringComparison.Ordinal);
    }

    private static async Task StoreAsync(QueryHost host, IEnumerable<RunRow> runs) =>
        await host.Store.Derived.WriteAsync(new DerivedRows { Runs = [.. runs] }, QueryHost.Cancellation);

    private static async Task<JsonElement> PageAsync(QueryHost host, object variables) => (await host.AskAsync(PageQuery, variables)).Data.GetProperty("cells");

    private static string[] Ids(JsonElement page) => [.. page.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("id").GetString()!)];

    private static string? End(JsonElement page) => page.GetProperty("pageInfo").GetProperty("endCursor").GetString();

    /// <summary>Counts what goes to the engine.</summary>
    private sealed class CountingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _count);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
