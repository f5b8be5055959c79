using GraphQL.Types;
using Tracing.Query.Statistics.Prices;

namespace Tracing.Query.Api.Types;

/// <summary>What groups of cells cost.</summary>
/// <param name="Prices">The prices.</param>
/// <param name="Groups">The groups.</param>
public sealed record CostReportView(PriceTable Prices, IReadOnlyList<CostGroupView> Groups);

/// <summary>What a group of cells cost.</summary>
/// <param name="Key">One value for each dimension.</param>
/// <param name="Cost">Its cost.</param>
public sealed record CostGroupView(IReadOnlyList<DimensionValue> Key, CostSummary Cost);

/// <summary>What runs cost.</summary>
public sealed class CostType : ObjectGraphType<CostSummary>
{
    /// <summary>Declares the fields.</summary>
    public CostType()
    {
        Name = "Cost";
        Description = "What the runs that count cost, by the price table that the service was given. A run whose tokens or price are not known is in no sum; of its model calls every answered one must have told its tokens.";
        Field<StringGraphType>("priceVersion").Description("Version of the price table; null where the service was given none.").Resolve(c => c.Source.Prices.KnownVersion);
        Field<StringGraphType>("currency").Description("Null where the service was given no price table.").Resolve(c => c.Source.Prices.KnownCurrency);
        Field<NonNullGraphType<LongGraphType>>("n").Description("Runs that count.").Resolve(c => c.Source.N);
        Field<NonNullGraphType<LongGraphType>>("coverage").Description("Of those, runs whose cost is known.").Resolve(c => c.Source.Coverage);
        Field<NonNullGraphType<LongGraphType>>("tokenCoverage").Description("Of n, runs whose tokens read and written are known.").Resolve(c => c.Source.TokenCoverage);
        Field<NonNullGraphType<LongGraphType>>("unpriced").Description("Runs whose tokens are known and whose cost is not: no price fits, or it parts what was not told apart.").Resolve(c => c.Source.Unpriced);
        Field<FloatGraphType>("total").Description("Of the runs whose cost is known.").Resolve(c => c.Source.Total);
        Field<FloatGraphType>("perRun").Description("Mean of the runs whose cost is known.").Resolve(c => c.Source.PerRun);
        Field<FloatGraphType>("perSolvedTask").Description("Over the runs whose cost and pass_rate are known: their cost, failed ones included, over how many passed; null where none did.")
            .Resolve(c => c.Source.PerSolvedTask);
        Field<FloatGraphType>("tokensPerSolvedTask").Description("As perSolvedTask, in tokens read and written.").Resolve(c => c.Source.TokensPerSolvedTask);
        Field<FloatGraphType>("tokens").Description("Tokens read and written of the runs whose tokens are known.").Resolve(c => c.Source.Tokens);
    }
}

/// <summary>What groups of cells cost.</summary>
public sealed class CostReportType : ObjectGraphType<CostReportView>
{
    /// <summary>Declares the fields.</summary>
    public CostReportType()
    {
        Name = "CostReport";
        Description = "What groups of cells cost.";
        Field<StringGraphType>("priceVersion").Description("Version of the price table; null where the service was given none.").Resolve(c => c.Source.Prices.KnownVersion);
        Field<StringGraphType>("currency").Description("Currency of every cost; null where the service was given no price table.").Resolve(c => c.Source.Prices.KnownCurrency);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<CostGroupType>>>>("groups").Items(50).Resolve(c => c.Source.Groups);
    }
}

/// <summary>What a group of cells cost.</summary>
public sealed class CostGroupType : ObjectGraphType<CostGroupView>
{
    /// <summary>Declares the fields.</summary>
    public CostGroupType()
    {
        Name = "CostGroup";
        Description = "What a group of cells cost.";
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<DimensionValueType>>>>("key").Items(2).Resolve(c => c.Source.Key);
        Field<NonNullGraphType<CostType>>("cost").Resolve(c => c.Source.Cost);
    }
}
