using System.Text.Json;
using Tracing.Query.Statistics;
using Tracing.Query.Tests.Support;

namespace Tracing.Query.Tests.Api;

/// <summary>Reports, matrices and leaderboards over <see cref="SmallSweep"/>, whose numbers are reckoned by hand there.</summary>
public sealed class StatisticsTests(EngineFixture.EngineFixture engine)
{
    private const string Estimate = "axis n coverage notApplicable mean clusters standardError interval{low high level method}";
    private const string Tally = "runs{counting superseded infrastructureFailed cancelled running}";

    [Fact]
    public async Task A_report_tells_what_counts_what_was_recorded_and_what_broke()
    {
        await using QueryHost host = await SmallSweep.StartAsync(engine);

        JsonElement groups = (await host.AskAsync(
            $"{{axis(name:\"pass\",groupBy:[AGENT]){{axis groups{{key{{dimension value}} {Tally} estimate{{{Estimate} passAtK(k:2){{k value cells tooFew}} passHatK(k:2){{value cells tooFew}}}}}}}}}}"))
            .Data.GetProperty("axis").GetProperty("groups");

        JsonElement first = groups[0];
        Assert.Equal("AGENT", first.GetProperty("key")[0].GetProperty("dimension").GetString());
        Assert.Equal([10, 1, 1, 1, 0], Numbers(first.GetProperty("runs")));
        JsonElement estimate = first.GetProperty("estimate");
        Assert.Equal(("pass_rate", 10, 10, 0, 4), (estimate.GetProperty("axis").GetString(), Int(estimate, "n"), Int(estimate, "coverage"), Int(estimate, "notApplicable"), Int(estimate, "clusters")));
        Near(0.6, estimate, "mean");

        // Tasks are away from 0.6 by 1.2, 0.2, -1.8 and 0.4 together: sqrt(4/3 x 4.88) / 10.
        Near(Math.Sqrt(4.0 / 3 * 4.88) / 10, estimate, "standardError");
        Assert.Equal("wilson-clustered", estimate.GetProperty("interval").GetProperty("method").GetString());
        Near(2.0 / 3, estimate.GetProperty("passAtK"), "value");
        Near(4.0 / 9, estimate.GetProperty("passHatK"), "value");
        Assert.Equal((3, 1), (Int(estimate.GetProperty("passAtK"), "cells"), Int(estimate.GetProperty("passAtK"), "tooFew")));
        JsonElement second = groups[1];
        Assert.Equal([11, 0, 0, 0, 1], Numbers(second.GetProperty("runs")));
        Assert.Equal((11, 10, 1), (Int(second.GetProperty("estimate"), "n"), Int(second.GetProperty("estimate"), "coverage"), Int(second.GetProperty("estimate"), "notApplicable")));
        Near(0.3, second.GetProperty("estimate"), "mean");
        Assert.Equal(2, groups.GetArrayLength());
    }

    [Fact]
    public async Task An_axis_that_nobody_scored_is_a_report_without_values()
    {
        await using QueryHost host = await SmallSweep.StartAsync(engine);

        JsonElement report = (await host.AskAsync($"{{axis(name:\"never heard of\",groupBy:[]){{scorers{{name}} groups{{key{{value}} {Tally} estimate{{{Estimate} passAtK(k:1){{value}}}}}}}}}}")).Data.GetProperty("axis");
        JsonElement group = Assert.Single(report.GetProperty("groups").EnumerateArray());
        JsonElement estimate = group.GetProperty("estimate");

        Assert.Equal((21, 0, 0), (Int(estimate, "n"), Int(estimate, "coverage"), Int(estimate, "clusters")));
        Assert.All((string[])["mean", "standardError", "interval", "passAtK"], field => Assert.Equal(JsonValueKind.Null, estimate.GetProperty(field).ValueKind));
        Assert.Empty(report.GetProperty("scorers").EnumerateArray());
        Assert.Empty(group.GetProperty("key").EnumerateArray());
    }

    [Fact]
    public async Task A_cell_of_the_matrix_is_the_cell_itself()
    {
        await using QueryHost host = await SmallSweep.StartAsync(engine);

        JsonElement data = (await host.AskAsync(
            $"{{matrix(axis:\"pass_rate\",rows:AGENT,columns:TASK){{rows columns rowValues columnValues cells{{row column {Tally} estimate{{{Estimate} passHatK(k:3){{value}}}}}}}} cell(id:\"s/a1/v/m/c/t2\"){{axes{{{Estimate} passHatK(k:3){{value}}}}}}}}")).Data;
        JsonElement matrix = data.GetProperty("matrix");
        JsonElement[] cells = [.. matrix.GetProperty("cells").EnumerateArray()];
        JsonElement cell = Assert.Single(cells, one => one.GetProperty("row").GetString() == "a1" && one.GetProperty("column").GetString() == "c/t2");

        Assert.Equal(["a1", "a2"], matrix.GetProperty("rowValues").EnumerateArray().Select(one => one.GetString()));
        Assert.Equal(["c/t1", "c/t2", "c/t3", "c/t4", "c/t5"], matrix.GetProperty("columnValues").EnumerateArray().Select(one => one.GetString()));
        Assert.Equal(9, cells.Length);
        Assert.Equal(data.GetProperty("cell").GetProperty("axes")[0].GetRawText(), cell.GetProperty("estimate").GetRawText());
        Interval wilson = WilsonInterval.Of(2, 3)!;
        Near(wilson.Low, cell.GetProperty("estimate").GetProperty("interval"), "low");
        Assert.Equal("wilson", cell.GetProperty("estimate").GetProperty("interval").GetProperty("method").GetString());
    }

    [Fact]
    public async Task A_leaderboard_ranks_by_the_axis_and_shows_all_of_them()
    {
        await using QueryHost host = await SmallSweep.StartAsync(engine);

        JsonElement rows = (await host.AskAsync($"{{leaderboard(by:AGENT){{rank onFrontier key{{value}} {Tally} estimate{{axis mean}} axes{{axis n mean}}}}}}")).Data.GetProperty("leaderboard");
        JsonElement byTokens = (await host.AskAsync("{leaderboard(by:[AGENT],axis:\"tokens\",axes:[\"own\"]){rank key{value} estimate{mean} axes{axis}}}")).Data.GetProperty("leaderboard");

        Assert.Equal([("a1", 1), ("a2", 2)], rows.EnumerateArray().Select(row => (row.GetProperty("key")[0].GetProperty("value").GetString()!, Int(row, "rank"))));
        Assert.Equal(
            ["pass_rate", "tokens", "latency", "blast_radius", "refusal", "integrity", "composite", "composite_recorded"],
            rows[0].GetProperty("axes").EnumerateArray().Select(axis => axis.GetProperty("axis").GetString()));
        Near(0.6, rows[0].GetProperty("axes")[0], "mean");
        Assert.All(rows[0].GetProperty("axes").EnumerateArray(), axis => Assert.Equal(10, Int(axis, "n")));

        // Only a1 has tokens as a score: it is first, and a2 has no rank.
        Assert.Equal(("a1", 1, "own"), (byTokens[0].GetProperty("key")[0].GetProperty("value").GetString(), Int(byTokens[0], "rank"), byTokens[0].GetProperty("axes")[0].GetProperty("axis").GetString()));
        Assert.Equal(JsonValueKind.Null, byTokens[1].GetProperty("rank").ValueKind);
    }

    [Fact]
    public async Task Another_version_of_a_scorer_is_shown_when_it_is_asked_for()
    {
        await using QueryHost host = await SmallSweep.StartAsync(engine);
        const string Groups = "groups{estimate{n coverage mean}}";

        JsonElement data = (await host.AskAsync(
            $"{{counting:axis(name:\"composite\",groupBy:[]){{scorers{{name version runs recorded}} {Groups}}} first:axis(name:\"composite\",groupBy:[],scorerVersion:\"published-1\"){{{Groups}}} none:axis(name:\"composite\",groupBy:[],scorerVersion:\"9\"){{{Groups}}}}}")).Data;

        Assert.Equal(
            ["tests|published-1|2|2", "tests|published-2|1|1"],
            data.GetProperty("counting").GetProperty("scorers").EnumerateArray().Select(one => string.Join('|', one.EnumerateObject().Select(field => field.Value.ToString()))));
        Near((0.9 + 0.4) / 2, EstimateOf(data, "counting"), "mean");
        Near((0.5565496484176503 + 0.4) / 2, EstimateOf(data, "first"), "mean");
        Assert.Equal((21, 0), (Int(EstimateOf(data, "none"), "n"), Int(EstimateOf(data, "none"), "coverage")));
    }

    [Theory]
    [InlineData("{axis(name:\"x\",groupBy:[AGENT,AGENT]){axis}}", "groupBy")]
    [InlineData("{axis(name:\"x\",groupBy:[],filter:{agents:[]}){axis}}", "agents")]
    [InlineData("{axis(name:\"x\",groupBy:[],filter:{tasks:[\"c/t\"]}){axis}}", "tasks")]
    [InlineData("{matrix(axis:\"x\",rows:AGENT,columns:AGENT){axis}}", "columns")]
    [InlineData("{leaderboard(by:[MODEL,MODEL]){rank}}", "by")]
    [InlineData("{leaderboard(axes:[]){rank}}", "axes")]
    [InlineData("{costs(groupBy:[TASK,TASK]){currency}}", "groupBy")]
    [InlineData("{compare(axis:\"x\",a:{agents:[\"a\"]},b:{models:[]}){pairs}}", "models")]
    [InlineData("{compare(axis:\"x\",a:{},b:{},pairBy:[]){pairs}}", "pairBy")]
    [InlineData("{comparisons(axis:\"x\",by:TASK){tests}}", "pairBy")]
    public async Task What_cannot_be_met_names_the_field(string query, string field)
    {
        await using QueryHost host = await QueryHost.StartWithoutEngineAsync();
        GraphQlAnswer answer = await host.AskAsync(query);

        Assert.Equal("BAD_FILTER", answer.Code);
        Assert.Equal(field, answer.Error.GetProperty("extensions").GetProperty("field").GetString());
    }

    [Theory]
    [InlineData("{axis(name:\"pass_rate\",groupBy:[]){groups{estimate{passAtK(k:0){value}}}}}", "k")]
    [InlineData("{axis(name:\"pass_rate\",groupBy:[]){groups{estimate{passHatK(k:1001){value}}}}}", "k")]
    [InlineData("{compare(axis:\"pass_rate\",a:{},b:{}){bootstrap(resamples:198){low}}}", "resamples")]
    [InlineData("{compare(axis:\"pass_rate\",a:{},b:{}){bootstrap(resamples:10000){low}}}", "resamples")]
    public async Task What_an_estimate_cannot_be_asked_names_the_argument(string query, string field)
    {
        await using QueryHost host = await SmallSweep.StartAsync(engine);
        GraphQlAnswer answer = await host.AskAsync(query);

        Assert.Equal("BAD_FILTER", answer.Code);
        Assert.Equal(field, answer.Error.GetProperty("extensions").GetProperty("field").GetString());
    }

    [Fact]
    public async Task More_groups_than_the_limit_are_refused_with_its_name()
    {
        await using QueryHost host = await SmallSweep.StartAsync(engine, new QueryOptions { Limits = new RequestLimits { MaxListItems = 3 } });

        Assert.Equal("LIMIT", (await host.AskAsync("{axis(name:\"pass_rate\",groupBy:[TASK]){axis}}")).Code);
        Assert.Equal(2, (await host.AskAsync("{axis(name:\"pass_rate\",groupBy:[AGENT]){groups{estimate{n}}}}")).Data.GetProperty("axis").GetProperty("groups").GetArrayLength());
    }

    private static JsonElement EstimateOf(JsonElement data, string alias) => Assert.Single(data.GetProperty(alias).GetProperty("groups").EnumerateArray()).GetProperty("estimate");

    private static int Int(JsonElement owner, string field) => owner.GetProperty(field).GetInt32();

    private static int[] Numbers(JsonElement owner) => [.. owner.EnumerateObject().Select(field => field.Value.GetInt32())];

    private static void Near(double expected, JsonElement owner, string field) => Assert.Equal(expected, owner.GetProperty(field).GetDouble(), 12);
}
