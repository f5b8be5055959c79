using System.Text.Json;
using Tracing.Query.Tests.Support;

namespace Tracing.Query.Tests.Api;

public sealed class CostTests(EngineFixture.EngineFixture engine) : IDisposable
{
    private const string Cost = "cost{n coverage tokenCoverage unpriced total perRun perSolvedTask tokensPerSolvedTask tokens}";

    private readonly string _prices = Path.GetTempFileName();

    public void Dispose() => File.Delete(_prices);

    [Fact]
    public async Task What_a_solved_task_costs_counts_the_failed_runs_and_only_known_costs()
    {
        await File.WriteAllTextAsync(_prices, """{"version":"2026-06","currency":"EUR","prices":[{"model":"v/m","input":2,"cachedInput":1,"output":10}]}""", QueryHost.Cancellation);
        await using QueryHost host = await SmallSweep.StartAsync(engine, new QueryOptions { Prices = _prices });

        JsonElement data = (await host.AskAsync($"{{costs(groupBy:[AGENT]){{priceVersion currency groups{{key{{value}} {Cost}}}}} leaderboard(by:AGENT){{onFrontier {Cost}}}}}")).Data;
        JsonElement report = data.GetProperty("costs");
        JsonElement first = report.GetProperty("groups")[0].GetProperty("cost");
        JsonElement second = report.GetProperty("groups")[1].GetProperty("cost");

        // A run of a1 reads a million, half of it from a cache, and writes 100,000: 1 + 0.5 + 1. One of ten told no tokens; six passed.
        Assert.Equal(("2026-06", "EUR"), (report.GetProperty("priceVersion").GetString(), report.GetProperty("currency").GetString()));
        Assert.Equal([10, 9, 9, 0, 22.5, 2.5, 3.75, 1_650_000, 9_900_000], first.EnumerateObject().Select(field => field.Value.GetDouble()));
        Assert.Equal((11, 0, 0), (Int(second, "n"), Int(second, "coverage"), Int(second, "tokenCoverage")));
        Assert.All((string[])["total", "perRun", "perSolvedTask", "tokensPerSolvedTask", "tokens"], field => Assert.Equal(JsonValueKind.Null, second.GetProperty(field).ValueKind));
        JsonElement leader = data.GetProperty("leaderboard")[0];
        Assert.Equal(first.GetRawText(), leader.GetProperty("cost").GetRawText());
        Assert.True(leader.GetProperty("onFrontier").GetBoolean());
        Assert.Equal(JsonValueKind.Null, data.GetProperty("leaderboard")[1].GetProperty("onFrontier").ValueKind);
    }

    [Fact]
    public async Task Without_a_price_table_tokens_are_told_and_no_cost_is_made_up()
    {
        await using QueryHost host = await SmallSweep.StartAsync(engine);

        JsonElement report = (await host.AskAsync($"{{costs(groupBy:[]){{priceVersion currency groups{{{Cost}}}}}}}")).Data.GetProperty("costs");
        JsonElement cost = Assert.Single(report.GetProperty("groups").EnumerateArray()).GetProperty("cost");

        Assert.Equal(JsonValueKind.Null, report.GetProperty("priceVersion").ValueKind);
        Assert.Equal((21, 0, 9, 9), (Int(cost, "n"), Int(cost, "coverage"), Int(cost, "tokenCoverage"), Int(cost, "unpriced")));
        Assert.Equal(JsonValueKind.Null, cost.GetProperty("total").ValueKind);
        Assert.Equal(1_650_000, cost.GetProperty("tokensPerSolvedTask").GetDouble());
    }

    [Fact]
    public async Task A_price_holds_from_its_day_by_the_start_of_the_run()
    {
        // The runs of the sweep start on 2026-06-17.
        await File.WriteAllTextAsync(
            _prices,
            """{"version":"2","currency":"USD","prices":[{"model":"*","validFrom":"2026-06-17","input":1,"output":0},{"model":"*","validFrom":"2026-06-18","input":100,"output":0}]}""",
            QueryHost.Cancellation);
        await using QueryHost host = await SmallSweep.StartAsync(engine, new QueryOptions { Prices = _prices });

        JsonElement cost = (await host.AskAsync($"{{costs(groupBy:[],filter:{{agents:[\"a1\"]}}){{groups{{{Cost}}}}}}}")).Data.GetProperty("costs").GetProperty("groups")[0].GetProperty("cost");

        Assert.Equal(1.0, cost.GetProperty("perRun").GetDouble(), 12);
    }

    private static int Int(JsonElement owner, string field) => owner.GetProperty(field).GetInt32();
}
