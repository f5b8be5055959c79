using Tracing.Storage.Rows;

namespace Tracing.Query.Statistics.Prices;

/// <summary>What it takes to know the cost of a run, and was missing.</summary>
public enum CostGap
{
    /// <summary>The service was given no price table.</summary>
    PriceTable,

    /// <summary>No price fits the run's model, or it has changed and the run's start was not recorded.</summary>
    Price,

    /// <summary>No call of a model was answered, one that was did not tell its tokens, or caches gave more than was read.</summary>
    Tokens,

    /// <summary>The price parts tokens of caches, and they were not told apart.</summary>
    CacheTokens,
}

/// <summary>
/// What one run cost: all its calls at the price of the model that it asked for, as <see cref="CostSummary"/> sums them up. Known
/// only where every call's is: a sum over some would look like the whole.
/// </summary>
public sealed record RunCost
{
    /// <summary>The prices.</summary>
    public required PriceTable Prices { get; init; }

    /// <summary>Calls of a model.</summary>
    public required long ModelCalls { get; init; }

    /// <summary>Of those, calls whose cost is known.</summary>
    public required long Coverage { get; init; }

    /// <summary>In the currency of the prices; null where <see cref="Missing"/> holds anything.</summary>
    public required double? Amount { get; init; }

    /// <summary>What was missing; empty where the cost is known.</summary>
    public required IReadOnlyList<CostGap> Missing { get; init; }

    /// <summary>Prices a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="prices">The prices.</param>
    public static RunCost Of(RunRow run, PriceTable prices)
    {
        ModelPrice? price = prices.Of(run.Model, prices.PeriodOf(run.StartedAt));
        TokenSums? tokens = Tokens(run);
        bool cachesMissing = price is not null && ((price.CachedInput is not null && run.CachedTokens is null) || (price.CacheCreation is not null && run.CacheCreationTokens is null));
        List<CostGap> missing = [];
        Add(prices.KnownVersion is null, CostGap.PriceTable);
        Add(prices.KnownVersion is not null && price is null, CostGap.Price);
        Add(tokens is null, CostGap.Tokens);
        Add(tokens is not null && cachesMissing, CostGap.CacheTokens);
        return new RunCost
        {
            Prices = prices,
            ModelCalls = run.ModelCallCount,

            // Where no call is to blame and the sums are not to be had, no call's tokens are.
            Coverage = price is null || cachesMissing || (tokens is null && run.ModelCallsWithTokens == run.ModelCallCount) ? 0 : run.ModelCallsWithTokens,
            Amount = missing.Count == 0 ? PriceTable.Cost(price!, tokens!.Value) : null,
            Missing = missing,
        };

        void Add(bool absent, CostGap gap)
        {
            if (absent)
            {
                missing.Add(gap);
            }
        }
    }

    // The same runs as TokenUseRow.TokensTold.
    private static TokenSums? Tokens(RunRow run) =>
        run is { PromptTokens: { } prompt, CompletionTokens: { } completion } &&
        run.ModelCallsWithTokens == run.ModelCallCount &&
        prompt >= (run.CachedTokens ?? 0) + (run.CacheCreationTokens ?? 0)
            ? new TokenSums(prompt, run.CachedTokens, run.CacheCreationTokens, completion)
            : null;
}
