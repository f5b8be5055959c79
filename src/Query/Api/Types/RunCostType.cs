using GraphQL.Types;
using Tracing.Query.Statistics.Prices;

namespace Tracing.Query.Api.Types;

/// <summary>What one run cost.</summary>
public sealed class RunCostType : ObjectGraphType<RunCost>
{
    /// <summary>Declares the fields.</summary>
    public RunCostType()
    {
        Name = "RunCost";
        Description = "What a run cost, by the price table that the service was given: all its model calls at the price of the model that it asked for, tokens of caches at their own. Known only where every call's is; of a run that goes on, so far.";
        Field<FloatGraphType>("amount").Description("In currency; null where anything is missing.").Resolve(c => c.Source.Amount);
        Field<StringGraphType>("currency").Description("Null where the service was given no price table.").Resolve(c => c.Source.Prices.KnownCurrency);
        Field<StringGraphType>("priceVersion").Description("Version of the price table; null where the service was given none.").Resolve(c => c.Source.Prices.KnownVersion);
        Field<NonNullGraphType<LongGraphType>>("modelCalls").Description("Model calls of the run.").Resolve(c => c.Source.ModelCalls);
        Field<NonNullGraphType<LongGraphType>>("coverage").Description("Of those, calls whose cost is known; one that was refused used nothing.").Resolve(c => c.Source.Coverage);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<CostGapType>>>>("missing").Items(1).Description("What was missing; empty where the cost is known.").Resolve(c => c.Source.Missing);
    }
}

/// <summary>What was missing to know a cost.</summary>
public sealed class CostGapType : EnumerationGraphType
{
    /// <summary>Declares the values.</summary>
    public CostGapType()
    {
        Name = "CostGap";
        Description = "What it takes to know the cost of a run, and was missing.";
        Add("PRICE_TABLE", CostGap.PriceTable, "The service was given no price table.");
        Add("PRICE", CostGap.Price, "No price fits the run's model; or the price changed on a day and the run's start was not recorded.");
        Add("TOKENS", CostGap.Tokens, "No model call was answered, one that was did not tell the tokens it read and wrote, or more was told of caches than was read.");
        Add("CACHE_TOKENS", CostGap.CacheTokens, "The price parts tokens of caches, and they were not told apart.");
    }
}
