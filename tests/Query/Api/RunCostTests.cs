using System.Text.Json;
using Tracing.Query.Tests.Support;
using Tracing.Storage.Rows;
using Tracing.Storage.Writes;
using Tracing.Vocabulary;

namespace Tracing.Query.Tests.Api;

/// <summary>What single runs and cells cost.</summary>
public sealed class RunCostTests(EngineFixture.EngineFixture engine) : IDisposable
{
    private const string OfRun = "cost{amount currency priceVersion modelCalls coverage missing}";

    private const string OfCell = "cost{priceVersion currency n coverage tokenCoverage unpriced total perRun perSolvedTask tokensPerSolvedTask tokens}";

    private readonly string _prices = Path.GetTempFileName();

    public void Dispose() => File.Delete(_prices);

    [Fact]
    public async Task A_run_is_priced_with_its_caches_and_its_cell_by_the_runs_that_count()
    {
        await using QueryHost host = await StartAsync("""{"model":"v/m","input":2,"cachedInput":0.5,"cacheCreation":2.5,"output":10}""");
        RunRow partly = Runs.Run("s/a/v/m/c/t", "partly", 3) with { PromptTokens = 900_000, CachedTokens = 0, CacheCreationTokens = 0, CompletionTokens = 9, ModelCallCount = 2, ModelCallsWithTokens = 1 };
        await host.Store.Derived.WriteAsync(
            new DerivedRows
            {
                Runs =
                [
                    Told("s/a/v/m/c/t", "passed", 1, 1_000_000, 400_000, 100_000, 50_000), Told("s/a/v/m/c/t", "failed", 2, 500_000, 0, 0, 20_000), partly,
                    Told("s/a/v/m/c/t", "older", 1, 1_000_000, 0, 0, 0) with { StartedAt = Runs.Epoch - 1 }, Told("s/a/v/m/c/other", "other", 1, 1_000_000, 0, 0, 0),
                    Told("s/a/v/m/d/t", "elsewhere", 1, 2_000_000, 0, 0, 0),
                ],
                AxisScores = [Runs.Score("passed", AxisNames.PassRate, 1), Runs.Score("failed", AxisNames.PassRate, 0), Runs.Score("partly", AxisNames.PassRate, 1)],
            },
            QueryHost.Cancellation);

        JsonElement data = (await host.AskAsync($"{{cells(orderBy:ID){{nodes{{id {OfCell} runs{{id {OfRun}}}}}}} costs(groupBy:[CATEGORY,TASK]){{groups{{{OfCell}}}}}}}")).Data;
        JsonElement[] cells = [.. data.GetProperty("cells").GetProperty("nodes").EnumerateArray()];
        Dictionary<string, string> runs = cells[1].GetProperty("runs").EnumerateArray().ToDictionary(run => run.GetProperty("id").GetString()!, run => run.GetProperty("cost").GetRawText());

        // Half a million read at 2, 400,000 from a cache at 0.5, 100,000 into one at 2.5, 50,000 written at 10: 1 + 0.2 + 0.25 + 0.5.
        Assert.Equal("""{"amount":1.95,"currency":"USD","priceVersion":"1","modelCalls":3,"coverage":3,"missing":[]}""", runs["passed"]);
        Assert.Equal("""{"amount":1.2,"currency":"USD","priceVersion":"1","modelCalls":3,"coverage":3,"missing":[]}""", runs["failed"]);
        Assert.Equal("""{"amount":null,"currency":"USD","priceVersion":"1","modelCalls":2,"coverage":1,"missing":["TOKENS"]}""", runs["partly"]);

        // Three count; two are known, of which one passed. The older run of the first trial has a cost of its own and is in no sum.
        JsonElement cell = cells[1].GetProperty("cost");
        Assert.Equal(("s/a/v/m/c/t", "1", "USD"), (cells[1].GetProperty("id").GetString(), cell.GetProperty("priceVersion").GetString(), cell.GetProperty("currency").GetString()));
        double[] numbers = [.. cell.EnumerateObject().Skip(2).Select(field => field.Value.GetDouble())];
        Assert.All(numbers.Zip([3, 2, 2, 0, 3.15, 1.575, 3.15, 1_570_000, 1_570_000]), pair => Assert.Equal(pair.Second, pair.First, 9));
        Assert.StartsWith("""{"amount":2,""", runs["older"], StringComparison.Ordinal);
        Assert.Equal(
            data.GetProperty("costs").GetProperty("groups").EnumerateArray().Select(group => group.GetProperty("cost").GetRawText()),
            cells.Select(one => one.GetProperty("cost").GetRawText()));
    }

    [Theory]
    [InlineData("", 5, null, 0, "PRICE_TABLE")]
    [InlineData("""{"model":"v/other","input":2,"output":10}""", 5, null, 0, "PRICE")]
    [InlineData("""{"model":"v/m","input":2,"output":10,"cachedInput":1}""", 5, null, 0, "CACHE_TOKENS")]
    [InlineData("""{"model":"v/m","input":2,"output":10}""", null, null, 0, "TOKENS")]
    [InlineData("""{"model":"v/other","input":2,"output":10}""", null, null, 0, "PRICE,TOKENS")]
    [InlineData("""{"model":"v/m","input":2,"output":10,"cachedInput":1}""", 5, 6, 0, "TOKENS")]
    public async Task A_cost_that_is_not_known_tells_what_was_missing(string price, int? completion, int? cached, int coverage, string missing)
    {
        await using QueryHost host = await StartAsync(price);
        RunRow run = Runs.Run("s/a/v/m/c/t", "r") with { PromptTokens = 5, CachedTokens = (ulong?)cached, CompletionTokens = (ulong?)completion, ModelCallCount = 2, ModelCallsWithTokens = 2 };
        await host.Store.Derived.WriteAsync(new DerivedRows { Runs = [run] }, QueryHost.Cancellation);

        JsonElement data = (await host.AskAsync($"{{run(id:\"r\"){{{OfRun}}} cell(id:\"s/a/v/m/c/t\"){{cost{{n coverage perRun}}}}}}")).Data;
        JsonElement cost = data.GetProperty("run").GetProperty("cost");

        Assert.Equal(JsonValueKind.Null, cost.GetProperty("amount").ValueKind);
        Assert.Equal((2, coverage, missing), (cost.GetProperty("modelCalls").GetInt32(), cost.GetProperty("coverage").GetInt32(), string.Join(',', cost.GetProperty("missing").EnumerateArray())));
        Assert.Equal(price.Length == 0 ? null : "1", cost.GetProperty("priceVersion").GetString());
        Assert.Equal("""{"n":1,"coverage":0,"perRun":null}""", data.GetProperty("cell").GetProperty("cost").GetRawText());
    }

    [Fact]
    public async Task The_seed_told_no_model_call_and_has_no_cost_instead_of_none()
    {
        await using QueryHost host = await StartAsync("""{"model":"*","input":2,"output":10}""");
        await SeedRun.StoreAsync(host);

        JsonElement cell = (await host.AskAsync($"query($id:ID!){{cell(id:$id){{{OfCell} runs{{{OfRun}}}}}}}", new { id = SeedRun.Cell })).Data.GetProperty("cell");

        Assert.Equal("""{"amount":null,"currency":"USD","priceVersion":"1","modelCalls":0,"coverage":0,"missing":["TOKENS"]}""", cell.GetProperty("runs")[0].GetProperty("cost").GetRawText());
        Assert.Equal(
            """{"priceVersion":"1","currency":"USD","n":1,"coverage":0,"tokenCoverage":0,"unpriced":0,"total":null,"perRun":null,"perSolvedTask":null,"tokensPerSolvedTask":null,"tokens":null}""",
            cell.GetProperty("cost").GetRawText());
    }

    [Fact]
    public async Task A_run_is_priced_by_its_day_and_one_without_a_start_by_none_that_changed()
    {
        await using QueryHost host = await StartAsync(
            """{"model":"*","validFrom":"2026-06-01","input":1,"output":0},{"model":"*","validFrom":"2026-06-18","input":100,"output":0}""");
        await host.Store.Derived.WriteAsync(
            new DerivedRows { Runs = [Told("s/a/v/m/c/t", "dated", 1, 1_000_000, 0, 0, 0), Told("s/a/v/m/c/t", "undated", 2, 1_000_000, 0, 0, 0) with { StartedAt = null }] }, QueryHost.Cancellation);

        JsonElement data = (await host.AskAsync($"{{dated:run(id:\"dated\"){{{OfRun}}} undated:run(id:\"undated\"){{{OfRun}}}}}")).Data;

        Assert.Equal(1.0, data.GetProperty("dated").GetProperty("cost").GetProperty("amount").GetDouble(), 12);
        Assert.Equal("PRICE", Assert.Single(data.GetProperty("undated").GetProperty("cost").GetProperty("missing").EnumerateArray()).GetString());
    }

    private static RunRow Told(string cell, string run, uint trial, ulong prompt, ulong cached, ulong created, ulong completion) => Runs.Run(cell, run, trial) with
    {
        PromptTokens = prompt, CachedTokens = cached, CacheCreationTokens = created, CompletionTokens = completion, ModelCallCount = 3, ModelCallsWithTokens = 3,
    };

    private async Task<QueryHost> StartAsync(string prices)
    {
        await File.WriteAllTextAsync(_prices, $$"""{"version":"1","currency":"USD","prices":[{{prices}}]}""", QueryHost.Cancellation);
        return await QueryHost.StartAsync(engine, new QueryOptions { Prices = prices.Length == 0 ? null : _prices });
    }
}
