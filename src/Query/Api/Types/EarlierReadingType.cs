using System.Globalization;
using GraphQL.Types;
using Tracing.Query.Api.Scalars;
using Tracing.Query.Loading;

namespace Tracing.Query.Api.Types;

/// <summary>What a run was read as before it was read anew.</summary>
public sealed class EarlierReadingType : ObjectGraphType<EarlierReadingView>
{
    private const double NanosPerMilli = 1e6;

    /// <summary>Declares the fields.</summary>
    public EarlierReadingType()
    {
        Name = "EarlierReading";
        Description = "What a run was read as before it was read anew. It counts nowhere. Null: not recorded.";
        Field<NonNullGraphType<StringGraphType>>("version").Description("Version of the reading, as text; a later one is greater.")
            .Resolve(c => c.Source.Reading.Version.ToString(CultureInfo.InvariantCulture));
        Field<NonNullGraphType<DateTimeScalar>>("readAt").Resolve(c => c.Source.Reading.InterpretedAt);
        Field<NonNullGraphType<IdGraphType>>("cellId").Description("sweep/agent/model/category/task.").Resolve(c => c.Source.Reading.CellId);
        Field<NonNullGraphType<RunStateType>>("state").Resolve(c => c.Source.Reading.State);
        Field<FloatGraphType>("durationMs").Description("Milliseconds.").Resolve(c => c.Source.Reading.DurationNano / NanosPerMilli);
        Field<LongGraphType>("promptTokens").Resolve(c => Counts.Long(c.Source.Reading.PromptTokens));
        Field<LongGraphType>("completionTokens").Resolve(c => Counts.Long(c.Source.Reading.CompletionTokens));
        Field<LongGraphType>("cachedTokens").Resolve(c => Counts.Long(c.Source.Reading.CachedTokens));
        Field<NonNullGraphType<IntGraphType>>("modelCalls").Resolve(c => (int)c.Source.Reading.ModelCallCount);
        Field<NonNullGraphType<IntGraphType>>("toolCalls").Resolve(c => (int)c.Source.Reading.ToolCallCount);
        Field<NonNullGraphType<StringGraphType>>("dialect").Description("Which reading of the agent's records it was.").Resolve(c => c.Source.Reading.Dialect);
        Field<NonNullGraphType<StringGraphType>>("dialectVersion").Resolve(c => c.Source.Reading.DialectVersion);
        Field<StringGraphType>("scorerVersion").Description("Version of the composite with its weights.")
            .Resolve(c => c.Source.Reading.ScorerVersion is { Length: > 0 } version ? version : null);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<AxisScoreType>>>>("scores").Items(8).Resolve(c => ScoreOrder.Of(c.Source.Scores));
    }
}
