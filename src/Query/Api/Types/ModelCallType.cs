using GraphQL.Types;
using Tracing.Query.Api.Scalars;
using Tracing.Storage.Rows;

namespace Tracing.Query.Api.Types;

/// <summary>One call of a model.</summary>
public sealed class ModelCallType : ObjectGraphType<ModelCallRow>
{
    /// <summary>Declares the fields.</summary>
    public ModelCallType()
    {
        Name = "ModelCall";
        Description = "One call of a model by the agent. Null: not recorded.";
        Field<NonNullGraphType<IntGraphType>>("index").Description("Place in the run, from 0.").Resolve(c => (int)c.Source.Index);
        Field<NonNullGraphType<DateTimeScalar>>("timestamp").Description("Start of the call.").Resolve(c => c.Source.StartedAt);
        Field<NonNullGraphType<StringGraphType>>("model").Description("The model that answered, else the one asked for.").Resolve(c => c.Source.Model);
        Field<StringGraphType>("provider").Resolve(c => c.Source.Provider);
        Field<StringGraphType>("requestHash").Description("Sha256 of the agent's own request body, lowercase hex.").Resolve(c => c.Source.RequestHash);
        Field<LongGraphType>("promptTokens").Resolve(c => Counts.Long(c.Source.PromptTokens));
        Field<LongGraphType>("cachedTokens").Description("Prompt tokens read from a cache.").Resolve(c => Counts.Long(c.Source.CachedTokens));
        Field<LongGraphType>("cacheCreationTokens").Description("Prompt tokens written to a cache.").Resolve(c => Counts.Long(c.Source.CacheCreationTokens));
        Field<LongGraphType>("completionTokens").Resolve(c => Counts.Long(c.Source.CompletionTokens));
        Field<LongGraphType>("reasoningTokens").Description("Completion tokens spent on reasoning.").Resolve(c => Counts.Long(c.Source.ReasoningTokens));
        Field<FloatGraphType>("latencyMs").Description("Milliseconds to the end of the answer.").Resolve(c => c.Source.LatencyMs);
        Field<FloatGraphType>("firstTokenMs").Description("Milliseconds to the first token.").Resolve(c => c.Source.FirstTokenMs);
        Field<StringGraphType>("finishReason").Resolve(c => c.Source.FinishReason);
        Field<NonNullGraphType<StringGraphType>>("status").Description("ok or error.").Resolve(c => c.Source.Status);
        Field<IntGraphType>("statusCode").Description("HTTP status of the answer.").Resolve(c => (int?)c.Source.StatusCode);
        Field<StringGraphType>("errorType").Resolve(c => c.Source.ErrorType);
        Field<NonNullGraphType<IntGraphType>>("attempt").Description("1 for the first try.").Resolve(c => (int)c.Source.Attempt);
        Field<StringGraphType>("responseId").Resolve(c => c.Source.ResponseId);
        Field<NonNullGraphType<StringGraphType>>("source").Description("Who told: proxy, agent, log or stdout.").Resolve(c => c.Source.Source);
        Field<NonNullGraphType<StringGraphType>>("traceId").Description("Empty where the call has no span.").Resolve(c => c.Source.TraceId);
        Field<NonNullGraphType<StringGraphType>>("spanId").Description("Empty where the call has no span.").Resolve(c => c.Source.SpanId);
        WitnessFields.Add(this, call => call.FieldSources, call => call.Others);
    }
}
