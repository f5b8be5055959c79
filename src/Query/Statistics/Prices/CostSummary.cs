using Tracing.Storage.Reads;

namespace Tracing.Query.Statistics.Prices;

/// <summary>What runs cost. Only the runs that count are in it; a run whose tokens or price are not known is in no sum.</summary>
public sealed record CostSummary
{
    /// <summary>The prices.</summary>
    public required PriceTable Prices { get; init; }

    /// <summary>Runs that count.</summary>
    public required long N { get; init; }

    /// <summary>Of those, runs whose cost is known.</summary>
    public required long Coverage { get; init; }

    /// <summary>Of those, runs whose tokens are known.</summary>
    public required long TokenCoverage { get; init; }

    /// <summary>Of those with tokens, runs whose cost is not known: no price fits the model and time, or it parts what was not told apart.</summary>
    public long Unpriced => TokenCoverage - Coverage;

    /// <summary>What the runs cost whose cost is known; null where none is.</summary>
    public required double? Total { get; init; }

    /// <summary>Mean of the runs whose cost is known.</summary>
    public double? PerRun => Total / Coverage;

    /// <summary>
    /// What a passed run costs, failed ones included: over the runs whose cost is known and that were scored, their cost over how
    /// many passed. Null where none did.
    /// </summary>
    public required double? PerSolvedTask { get; init; }

    /// <summary>As <see cref="PerSolvedTask"/>, in tokens read and written.</summary>
    public required double? TokensPerSolvedTask { get; init; }

    /// <summary>Tokens of the runs whose tokens are known; null where none are.</summary>
    public required double? Tokens { get; init; }

    /// <summary>Sums costs up.</summary>
    /// <param name="rows">Tokens, by model, period and what was told.</param>
    /// <param name="prices">The prices.</param>
    public static CostSummary Of(IEnumerable<TokenUseRow> rows, PriceTable prices)
    {
        TokenUseRow[] all = [.. rows];
        TokenUseRow[] told = [.. all.Where(row => row.TokensTold)];
        (TokenUseRow Row, double Cost)[] priced = [.. told.Select(row => (row, CostOf(row, prices))).Where(one => one.Item2 is not null).Select(one => (one.row, one.Item2!.Value))];
        return new CostSummary
        {
            Prices = prices,
            N = all.Sum(row => (long)row.Runs),
            Coverage = priced.Sum(one => (long)one.Row.Runs),
            TokenCoverage = told.Sum(row => (long)row.Runs),
            Total = priced.Length == 0 ? null : priced.Sum(one => one.Cost),
            PerSolvedTask = Each(priced.Where(one => one.Row.PassTold).Sum(one => one.Cost), priced.Select(one => one.Row)),
            TokensPerSolvedTask = Each(told.Where(row => row.PassTold).Sum(row => row.PromptTokens + row.CompletionTokens), told),
            Tokens = told.Length == 0 ? null : told.Sum(row => row.PromptTokens + row.CompletionTokens),
        };
    }

    private static double? CostOf(TokenUseRow row, PriceTable prices) => prices.Of(row.Model, row.Period) is { } price
        ? PriceTable.Cost(price, new TokenSums(row.PromptTokens, row.CachedTold ? row.CachedTokens : null, row.CreationTold ? row.CacheCreationTokens : null, row.CompletionTokens))
        : null;

    private static double? Each(double sum, IEnumerable<TokenUseRow> rows) => rows.Sum(row => (long)row.Passed) is > 0 and long solved ? sum / solved : null;
}
