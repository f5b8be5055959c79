using Tracing.Query.Statistics.Prices;
using Tracing.Storage.Reads;

namespace Tracing.Query.Tests.Statistics;

public sealed class PriceTableTests
{
    private const long Day = 86_400_000_000_000;

    private static readonly DateOnly s_first = new(2026, 1, 1);
    private static readonly DateOnly s_second = new(2026, 3, 1);

    [Fact]
    public void The_most_literal_name_holds_and_of_its_prices_the_last_before_the_run()
    {
        PriceTable table = new("1", "USD",
        [
            Price("*", 1), Price("vendor/*", 2), Price("vendor/model", 3, s_first), Price("vendor/model", 4, s_second),
        ]);
        long january = UnixNano(s_first);
        long march = UnixNano(s_second);

        Assert.Equal([january, march], table.Changes);
        Assert.Equal(4, table.Of("vendor/model", table.PeriodOf(march))!.Input);
        Assert.Equal(3, table.Of("vendor/model", table.PeriodOf(march - 1))!.Input);
        Assert.Equal(3, table.Of("vendor/model", table.PeriodOf(january))!.Input);
        Assert.Null(table.Of("vendor/model", table.PeriodOf(january - 1)));
        Assert.Equal(2, table.Of("vendor/model-mini", 0)!.Input);
        Assert.Equal(1, table.Of("vendor", 2)!.Input);
    }

    [Fact]
    public void Without_a_start_only_a_price_that_never_changed_is_known()
    {
        PriceTable table = new("1", "USD", [Price("steady", 1), Price("moved", 1), Price("moved", 2, s_first)]);

        Assert.NotNull(table.Of("steady", table.PeriodOf(null)));
        Assert.Null(table.Of("moved", table.PeriodOf(null)));
        Assert.Null(table.Of("other", 1));
        Assert.Null(PriceTable.None.Of("steady", 0));
    }

    /// <summary>1,000,000 read, of them 400,000 from a cache and 100,000 into one, 200,000 written: 500,000 at 3, 400,000 at 0.3, 100,000 at 3.75, 200,000 at 15.</summary>
    [Fact]
    public void Tokens_of_caches_are_parts_of_those_read_and_cost_by_themselves()
    {
        ModelPrice price = Price("m", 3) with { CachedInput = 0.3, CacheCreation = 3.75, Output = 15 };

        Assert.Equal(1.5 + 0.12 + 0.375 + 3, PriceTable.Cost(price, new TokenSums(1e6, 4e5, 1e5, 2e5))!.Value, 12);
        Assert.Equal(3.0 + 3, PriceTable.Cost(Price("m", 3) with { Output = 15 }, new TokenSums(1e6, 4e5, 1e5, 2e5))!.Value, 12);
        Assert.Null(PriceTable.Cost(price, new TokenSums(1e6, null, 1e5, 2e5)));
        Assert.Null(PriceTable.Cost(price, new TokenSums(1e6, 4e5, null, 2e5)));
        Assert.Equal(6.0, PriceTable.Cost(Price("m", 3) with { Output = 15 }, new TokenSums(1e6, null, null, 2e5))!.Value, 12);
    }

    [Fact]
    public void A_run_whose_tokens_price_or_score_is_not_known_is_in_no_sum_that_needs_it()
    {
        PriceTable table = new("1", "USD", [Price("m", 2) with { Output = 10 }]);
        CostSummary cost = CostSummary.Of(
        [
            Use("m", runs: 3, passed: 2, prompt: 3e6, completion: 3e5),
            Use("m", runs: 1, passed: 0, prompt: 1e6, completion: 0) with { PassTold = false },
            Use("unpriced", runs: 2, passed: 1, prompt: 5e6, completion: 5e5),
            Use("m", runs: 4, passed: 4, prompt: 0, completion: 0) with { TokensTold = false },
        ],
        table);

        Assert.Equal((10, 4, 6, 2), (cost.N, cost.Coverage, cost.TokenCoverage, cost.Unpriced));
        Assert.Equal((11.0, 2.75), (cost.Total, cost.PerRun));
        Assert.Equal(4.5, cost.PerSolvedTask);
        Assert.Equal((3.3e6 + 5.5e6) / 3, cost.TokensPerSolvedTask);
        Assert.Equal(3.3e6 + 1e6 + 5.5e6, cost.Tokens);
    }

    [Fact]
    public void Where_nothing_passed_or_nothing_is_known_there_is_no_cost_of_a_solved_task()
    {
        CostSummary failed = CostSummary.Of([Use("m", 3, 0, 3e6, 0)], new PriceTable("1", "USD", [Price("m", 2)]));
        CostSummary unknown = CostSummary.Of([Use("m", 3, 3, 3e6, 0)], PriceTable.None);

        Assert.Equal((6.0, null, null), (failed.Total, failed.PerSolvedTask, failed.TokensPerSolvedTask));
        Assert.Equal((null, null, null, 1e6), (unknown.Total, unknown.PerRun, unknown.PerSolvedTask, unknown.TokensPerSolvedTask));
        Assert.Equal((0, null), (CostSummary.Of([], PriceTable.None).N, CostSummary.Of([], PriceTable.None).Tokens));
    }

    private static TokenUseRow Use(string model, ulong runs, ulong passed, double prompt, double completion) => new()
    {
        Group = [], Model = model, Period = 0, TokensTold = true, CachedTold = true, CreationTold = true, PassTold = true,
        Runs = runs, Passed = passed, PromptTokens = prompt, CachedTokens = 0, CacheCreationTokens = 0, CompletionTokens = completion,
    };

    private static ModelPrice Price(string model, double input, DateOnly? from = null) => new() { Model = model, Input = input, Output = 0, ValidFrom = from };

    private static long UnixNano(DateOnly day) => (day.DayNumber - new DateOnly(1970, 1, 1).DayNumber) * Day;
}
