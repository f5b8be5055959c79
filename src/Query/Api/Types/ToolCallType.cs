using GraphQL.Types;
using Tracing.Query.Api.Scalars;
using Tracing.Storage.Rows;

namespace Tracing.Query.Api.Types;

/// <summary>One use of a tool.</summary>
public sealed class ToolCallType : ObjectGraphType<ToolCallRow>
{
    /// <summary>Declares the fields.</summary>
    public ToolCallType()
    {
        Name = "ToolCall";
        Description = "One use of a tool by the agent. Null: not recorded.";
        Field<NonNullGraphType<IntGraphType>>("index").Description("Place in the run, from 0.").Resolve(c => (int)c.Source.Index);
        Field<NonNullGraphType<DateTimeScalar>>("timestamp").Description("Start of the call.").Resolve(c => c.Source.StartedAt);
        Field<NonNullGraphType<StringGraphType>>("name").Resolve(c => c.Source.Name);
        Field<StringGraphType>("callId").Description("Id of the call on the wire.").Resolve(c => c.Source.CallId);
        Field<FloatGraphType>("durationMs").Description("Milliseconds.").Resolve(c => c.Source.DurationMs);
        Field<StringGraphType>("arguments").Resolve(c => c.Source.Arguments);
        Field<StringGraphType>("result").Resolve(c => c.Source.Result);
        Field<IntGraphType>("exitCode").Resolve(c => c.Source.ExitCode);
        Field<BooleanGraphType>("success").Resolve(c => c.Source.Success);
        Field<StringGraphType>("errorType").Resolve(c => c.Source.ErrorType);
        Field<NonNullGraphType<StringGraphType>>("source").Description("Who told: proxy, agent, log or stdout.").Resolve(c => c.Source.Source);
        Field<NonNullGraphType<StringGraphType>>("traceId").Description("Empty where the call has no span.").Resolve(c => c.Source.TraceId);
        Field<NonNullGraphType<StringGraphType>>("spanId").Description("Empty where the call has no span.").Resolve(c => c.Source.SpanId);
        WitnessFields.Add(this, call => call.FieldSources, call => call.Others);
    }
}
