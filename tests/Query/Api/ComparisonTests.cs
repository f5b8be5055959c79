using System.Text.Json;
using Tracing.Query.Tests.Support;
using Tracing.Storage.Writes;
using Tracing.Vocabulary;

namespace Tracing.Query.Tests.Api;

public sealed class ComparisonTests(EngineFixture.EngineFixture engine)
{
    private const string Fields = "pairs onlyA onlyB notRecorded clusters meanA meanB difference standardError pValue interval{low high method} exactTest{aHigher bHigher equal pValue method} minimumDetectableEffect bootstrap(seed:7){low high method}";

    [Fact]
    public async Task Two_agents_are_compared_on_the_tasks_that_both_recorded()
    {
        await using QueryHost host = await SmallSweep.StartAsync(engine);

        JsonElement compared = (await host.AskAsync($"{{compare(axis:\"pass_rate\",a:{{agents:[\"a1\"]}},b:{{agents:[\"a2\"]}}){{a{{n mean}} b{{n coverage mean}} {Fields}}}}}")).Data.GetProperty("compare");

        // Pairs t1, t2, t3: 1 - 2/3, 2/3 - 0, 0 - 0. t4 was not recorded by a2, t5 is a2's alone.
        Assert.Equal((3, 0, 1, 1, 3), (Int(compared, "pairs"), Int(compared, "onlyA"), Int(compared, "onlyB"), Int(compared, "notRecorded"), Int(compared, "clusters")));
        Near(1.0 / 3, compared, "difference");
        Near(5.0 / 9, compared, "meanA");
        Near(2.0 / 9, compared, "meanB");
        Near(1 / (3 * Math.Sqrt(3)), compared, "standardError");
        JsonElement exact = compared.GetProperty("exactTest");
        Assert.Equal((2, 0, 1, "sign-exact"), (Int(exact, "aHigher"), Int(exact, "bHigher"), Int(exact, "equal"), exact.GetProperty("method").GetString()));
        Near(0.5, exact, "pValue");

        // t = sqrt(3) with 2 degrees of freedom, whose distribution is known in closed form: 1 - t / sqrt(t^2 + 2).
        Near(1 - (Math.Sqrt(3) / Math.Sqrt(5)), compared, "pValue");
        Assert.Equal((10, 0.6, 11, 10), (Int(compared.GetProperty("a"), "n"), Math.Round(compared.GetProperty("a").GetProperty("mean").GetDouble(), 12), Int(compared.GetProperty("b"), "n"), Int(compared.GetProperty("b"), "coverage")));
        Assert.InRange(compared.GetProperty("bootstrap").GetProperty("low").GetDouble(), 0, 1.0 / 3);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_interval_in_another_service()
    {
        const string Query = "{compare(axis:\"pass_rate\",a:{agents:[\"a1\"]},b:{agents:[\"a2\"]}){bootstrap(seed:99,resamples:500){low high}}}";
        await using QueryHost one = await SmallSweep.StartAsync(engine);
        await using QueryHost other = await SmallSweep.StartAsync(engine);

        Assert.Equal((await one.AskAsync(Query)).Text, (await other.AskAsync(Query)).Text);
    }

    [Fact]
    public async Task Pairs_by_model_and_task_cluster_by_task_and_swapped_sides_mirror()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine);
        Random random = new(5);
        await StoreAsync(host, from agent in (string[])["a", "b"] from model in (string[])["m1", "m2"] from task in Enumerable.Range(0, 10) select ($"s/{agent}/{model}/c/t{task}", random.NextDouble()));

        JsonElement data = (await host.AskAsync(
            $"{{forth:compare(axis:\"own\",a:{{agents:[\"a\"]}},b:{{agents:[\"b\"]}},pairBy:[MODEL,TASK]){{{Fields}}} back:compare(axis:\"own\",a:{{agents:[\"b\"]}},b:{{agents:[\"a\"]}},pairBy:[MODEL,TASK]){{{Fields}}} models:compare(axis:\"own\",a:{{agents:[\"a\"]}},b:{{agents:[\"b\"]}},pairBy:MODEL){{{Fields}}}}}")).Data;
        JsonElement forth = data.GetProperty("forth");
        JsonElement back = data.GetProperty("back");

        Assert.Equal((20, 10, 2, 2), (Int(forth, "pairs"), Int(forth, "clusters"), Int(data.GetProperty("models"), "pairs"), Int(data.GetProperty("models"), "clusters")));
        Near(-back.GetProperty("difference").GetDouble(), forth, "difference");
        Near(back.GetProperty("pValue").GetDouble(), forth, "pValue");
        Near(-back.GetProperty("interval").GetProperty("high").GetDouble(), forth.GetProperty("interval"), "low");
        Near(forth.GetProperty("difference").GetDouble(), data.GetProperty("models"), "difference");
        Assert.Equal("t-clustered", forth.GetProperty("interval").GetProperty("method").GetString());
    }

    [Fact]
    public async Task A_grid_adjusts_what_it_tests_by_holm()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine);

        // a passes all 8 tasks, b none, c the first 4: 8, 4 and 4 discordant pairs, all one way.
        await StoreAsync(host, from agent in (string[])["a", "b", "c"] from task in Enumerable.Range(0, 8) select ($"s/{agent}/m/c/t{task}", agent == "a" || (agent == "c" && task < 4) ? 1.0 : 0), AxisNames.PassRate);

        JsonElement grid = (await host.AskAsync("{comparisons(axis:\"pass_rate\",by:AGENT){axis by tests comparisons{a b pValue adjustedPValue comparison{difference exactTest{method}}}}}")).Data.GetProperty("comparisons");
        JsonElement[] rows = [.. grid.GetProperty("comparisons").EnumerateArray()];

        Assert.Equal(["a-b", "a-c", "b-c"], rows.Select(row => row.GetProperty("a").GetString() + "-" + row.GetProperty("b").GetString()));
        Assert.Equal(3, Int(grid, "tests"));
        Assert.Equal([2.0 / 256, 2.0 / 16, 2.0 / 16], rows.Select(row => Math.Round(row.GetProperty("pValue").GetDouble(), 12)));
        Assert.Equal([6.0 / 256, 4.0 / 16, 4.0 / 16], rows.Select(row => Math.Round(row.GetProperty("adjustedPValue").GetDouble(), 12)));
        Assert.Equal([1.0, 0.5, -0.5], rows.Select(row => row.GetProperty("comparison").GetProperty("difference").GetDouble()));
        Assert.All(rows, row => Assert.Equal("mcnemar-exact", row.GetProperty("comparison").GetProperty("exactTest").GetProperty("method").GetString()));
    }

    [Fact]
    public async Task Sides_without_a_common_task_are_a_comparison_without_pairs()
    {
        await using QueryHost host = await SmallSweep.StartAsync(engine);

        JsonElement compared = (await host.AskAsync($"{{compare(axis:\"pass_rate\",a:{{agents:[\"a1\"],tasks:[\"t1\"]}},b:{{agents:[\"nobody\"]}}){{{Fields}}}}}")).Data.GetProperty("compare");

        Assert.Equal((0, 1, 0), (Int(compared, "pairs"), Int(compared, "onlyA"), Int(compared, "onlyB")));
        Assert.All((string[])["difference", "interval", "exactTest", "bootstrap", "pValue"], field => Assert.Equal(JsonValueKind.Null, compared.GetProperty(field).ValueKind));
    }

    private static async Task StoreAsync(QueryHost host, IEnumerable<(string Cell, double Value)> cells, string axis = "own")
    {
        (string Cell, double Value)[] all = [.. cells];
        await host.Store.Derived.WriteAsync(
            new DerivedRows { Runs = [.. all.Select(one => Runs.Run(one.Cell, one.Cell.Replace('/', '.')))], AxisScores = [.. all.Select(one => Runs.Score(one.Cell.Replace('/', '.'), axis, one.Value))] },
            QueryHost.Cancellation);
    }

    private static int Int(JsonElement owner, string field) => owner.GetProperty(field).GetInt32();

    private static void Near(double expected, JsonElement owner, string field) => Assert.Equal(expected, owner.GetProperty(field).GetDouble(), 12);
}
