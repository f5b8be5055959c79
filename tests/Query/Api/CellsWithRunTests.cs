using System.Text.Json;
using Tracing.Query.Tests.Support;
using Tracing.Storage.Rows;
using Tracing.Storage.Writes;
using Tracing.Vocabulary;

namespace Tracing.Query.Tests.Api;

/// <summary>Cells by what one of their runs met.</summary>
public sealed class CellsWithRunTests(EngineFixture.EngineFixture engine)
{
    private const string PageQuery =
        "query($filter:CellFilter,$withRun:RunConditions,$order:CellOrder!,$first:Int,$after:String,$last:Int,$before:String){cells(filter:$filter,withRun:$withRun,orderBy:$order,first:$first,after:$after,last:$last,before:$before){nodes{id runs{id}} totalCount pageInfo{hasNextPage startCursor endCursor}}}";

    [Fact]
    public async Task A_cell_is_found_where_one_run_meets_everything_and_shows_all_its_runs()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine);
        await host.Store.Derived.WriteAsync(
            new DerivedRows
            {
                Runs =
                [
                    Runs.Run("s/a/m/c/t", "a1"), Runs.Run("s/a/m/c/t", "a2", 2, Runs.Epoch + Runs.Second, RunStates.TimedOut),
                    Runs.Run("s/b/m/c/t", "b1", state: RunStates.Cancelled), Runs.Run("s/b/m/c/t", "b2", 2, Runs.Epoch + (2 * Runs.Second)),
                    Runs.Run("r/a/m/c/t", "r1", state: RunStates.TimedOut),
                ],
                AxisScores =
                [
                    Runs.Score("a1", "pass_rate", 0.9), Runs.Score("a2", "pass_rate", 0), Runs.Score("b2", "pass_rate", 1), Runs.Score("b2", "blast_radius", 0.5),
                    Runs.Score("r1", "pass_rate", null),
                ],
            },
            QueryHost.Cancellation);

        Assert.Equal(["r/a/m/c/t", "s/a/m/c/t"], await IdsAsync(host, new { states = new[] { "TIMED_OUT" } }));
        Assert.Equal(["s/a/m/c/t"], await IdsAsync(host, new { states = new[] { "TIMED_OUT" } }, new { sweeps = new[] { "s" } }));
        Assert.Equal(["s/b/m/c/t"], await IdsAsync(host, new { states = new[] { "CANCELLED", "QUEUED" } }));
        Assert.Equal(["s/a/m/c/t", "s/b/m/c/t"], await IdsAsync(host, new { from = "2026-06-17T07:00:01Z" }));
        Assert.Equal(["s/a/m/c/t"], await IdsAsync(host, new { from = "2026-06-17T07:00:01Z", to = "2026-06-17T07:00:02Z" }));
        Assert.Equal(["s/a/m/c/t", "s/b/m/c/t"], await IdsAsync(host, new { scores = new[] { new { axis = "pass", min = 0.5 } } }));
        Assert.Equal(["s/b/m/c/t"], await IdsAsync(host, new { scores = new object[] { new { axis = "pass", min = 0.5 }, new { axis = "blast_radius", max = 0.5 } } }));

        // a1 passed and a2 was timed out: no single run did both.
        Assert.Empty(await IdsAsync(host, new { states = new[] { "TIMED_OUT" }, scores = new[] { new { axis = "pass_rate", min = 0.5 } } }));
        JsonElement cell = (await PageAsync(host, new { order = "ID", withRun = new { scores = new[] { new { axis = "pass_rate", max = 0 } } } })).GetProperty("nodes")[0];
        Assert.Equal(["a1", "a2"], cell.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("id").GetString()));
    }

    [Theory]
    [InlineData("ID")]
    [InlineData("NEWEST")]
    public async Task Pages_hold_every_cell_that_is_found_once_while_others_arrive(string order)
    {
        await using QueryHost host = await QueryHost.StartAsync(engine);

        // Every third cell has a run that was timed out; each has six runs, so that its place is not among the first starts that are read.
        await StoreAsync(host, Enumerable.Range(10, 30).SelectMany(i => Enumerable.Range(0, 6).Select(trial => Runs.Run(
            $"s/a/m/c/t{i}", $"run{i}-{trial}", (uint)trial + 1, Runs.Epoch + ((i + (50 * trial)) * Runs.Second), trial == 2 && i % 3 == 0 ? RunStates.TimedOut : RunStates.Finished))));
        object withRun = new { states = new[] { "TIMED_OUT" } };
        List<string> seen = [];
        string? after = null;
        for (int page = 0; page < 50; page++)
        {
            JsonElement cells = await PageAsync(host, new { order, first = 3, after, withRun });
            seen.AddRange(Ids(cells));
            after = cells.GetProperty("pageInfo").GetProperty("endCursor").GetString();
            await StoreAsync(host, [Runs.Run($"s/a/m/c/s{page}", $"late{page}", startedAt: Runs.Epoch + ((1000 + page) * Runs.Second), state: RunStates.TimedOut)]);
            if (!cells.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean())
            {
                break;
            }
        }

        Assert.Equal(Enumerable.Range(10, 30).Where(i => i % 3 == 0).Select(i => $"s/a/m/c/t{i}"), seen.Where(id => id.Contains("/t", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(seen.Count, seen.Distinct().Count());
    }

    [Theory]
    [InlineData("ID")]
    [InlineData("NEWEST")]
    public async Task A_page_backwards_is_the_page_before_and_a_cursor_of_other_conditions_is_refused(string order)
    {
        await using QueryHost host = await QueryHost.StartAsync(engine);
        await StoreAsync(host, Enumerable.Range(10, 20).Select(i => Runs.Run($"s/a/m/c/t{i}", $"run{i}", startedAt: Runs.Epoch + (i * Runs.Second), state: i % 2 == 0 ? RunStates.Finished : RunStates.Running)));
        object withRun = new { states = new[] { "FINISHED" } };

        JsonElement first = await PageAsync(host, new { order, first = 4, withRun });
        JsonElement second = await PageAsync(host, new { order, first = 4, after = End(first), withRun });
        JsonElement back = await PageAsync(host, new { order, last = 4, before = second.GetProperty("pageInfo").GetProperty("startCursor").GetString(), withRun });

        Assert.Equal(Ids(first), Ids(back));
        Assert.Equal(8, Ids(first).Union(Ids(second)).Count());
        Assert.Equal(10, first.GetProperty("totalCount").GetInt64());
        Assert.Equal("BAD_CURSOR", (await host.AskAsync(PageQuery, new { order, first = 4, after = End(first), withRun = new { states = new[] { "RUNNING" } } })).Code);
    }

    [Fact]
    public async Task A_cell_that_a_run_has_left_is_found_by_the_runs_that_it_still_has()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine);
        RunRow moved = Runs.Run("s/a/m/c/old", "r", state: RunStates.TimedOut);
        await StoreAsync(host, [moved, Runs.Run("s/a/m/c/old", "stays")]);
        await StoreAsync(host, [Runs.Run("s/a/m/c/new", "r", state: RunStates.TimedOut) with { Version = 2 }, moved with { Version = 2, Retired = true }]);

        Assert.Equal(["s/a/m/c/new"], await IdsAsync(host, new { states = new[] { "TIMED_OUT" } }));
    }

    [Theory]
    [InlineData("{states:[]}", "states")]
    [InlineData("{from:\"2026-01-02T00:00:00Z\",to:\"2026-01-01T00:00:00Z\"}", "to")]
    [InlineData("{scores:[]}", "scores")]
    [InlineData("{scores:[{axis:\"a\"}]}", "scores")]
    [InlineData("{scores:[{axis:\"a\",min:2,max:1}]}", "scores")]
    [InlineData("{scores:[{axis:\"a\\u0000\",min:2}]}", "scores")]
    public async Task A_condition_that_cannot_be_met_names_its_field(string withRun, string field)
    {
        await using QueryHost host = await QueryHost.StartWithoutEngineAsync();

        GraphQlAnswer answer = await host.AskAsync($"{{cells(withRun:{withRun}){{nodes{{id}}}}}}");

        Assert.Equal(("BAD_FILTER", field), (answer.Code, answer.Error.GetProperty("extensions").GetProperty("field").GetString()));
    }

    private static Task StoreAsync(QueryHost host, IEnumerable<RunRow> runs) => host.Store.Derived.WriteAsync(new DerivedRows { Runs = [.. runs] }, QueryHost.Cancellation);

    private static async Task<string[]> IdsAsync(QueryHost host, object withRun, object? filter = null)
    {
        JsonElement byId = await PageAsync(host, new { order = "ID", withRun, filter });
        JsonElement newest = await PageAsync(host, new { order = "NEWEST", withRun, filter });
        Assert.Equal(Ids(byId), Ids(newest).Order(StringComparer.Ordinal));
        Assert.Equal(Ids(byId).Length, byId.GetProperty("totalCount").GetInt32());
        return Ids(byId);
    }

    private static async Task<JsonElement> PageAsync(QueryHost host, object variables) => (await host.AskAsync(PageQuery, variables)).Data.GetProperty("cells");

    private static string[] Ids(JsonElement page) => [.. page.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("id").GetString()!)];

    private static string? End(JsonElement page) => page.GetProperty("pageInfo").GetProperty("endCursor").GetString();
}
