using System.Globalization;
using GraphQL.Types;
using Tracing.Query.Api.Scalars;
using Tracing.Storage.Rows;

namespace Tracing.Query.Api.Types;

/// <summary>When a run was, and what it used.</summary>
public sealed class TimingType : ObjectGraphType<RunRow>
{
    private const double NanosPerMilli = 1e6;

    /// <summary>Declares the fields.</summary>
    public TimingType()
    {
        Name = "Timing";
        Description = "When a run was, and what it used. Null: not recorded, which is never 0.";
        Field<DateTimeScalar>("startedAt").Resolve(c => c.Source.StartedAt);
        Field<DateTimeScalar>("endedAt").Resolve(c => c.Source.EndedAt);
        Field<StringGraphType>("durationNano").Description("Nanoseconds, as text: they pass what a JavaScript number holds.")
            .Resolve(c => c.Source.DurationNano?.ToString(CultureInfo.InvariantCulture));
        Field<FloatGraphType>("durationMs").Description("Milliseconds.").Resolve(c => c.Source.DurationNano / NanosPerMilli);
        Field<BooleanGraphType>("timedOut").Description("Whether the time limit ended it.").Resolve(c => c.Source.TimedOut);
        Field<LongGraphType>("promptTokens").Resolve(c => Counts.Long(c.Source.PromptTokens));
        Field<LongGraphType>("completionTokens").Resolve(c => Counts.Long(c.Source.CompletionTokens));
        Field<LongGraphType>("cachedTokens").Resolve(c => Counts.Long(c.Source.CachedTokens));
        Field<LongGraphType>("totalTokens").Description("Prompt and completion; null unless both are recorded.")
            .Resolve(c => Counts.Long(c.Source.PromptTokens + c.Source.CompletionTokens));
    }
}
