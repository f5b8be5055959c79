using System.Globalization;
using GraphQL.Types;
using Tracing.Query.Api.Scalars;
using Tracing.Query.Loading;

namespace Tracing.Query.Api.Types;

/// <summary>A span as it came.</summary>
public sealed class SpanType : ObjectGraphType<SpanView>
{
    /// <summary>Declares the fields.</summary>
    public SpanType()
    {
        Name = "Span";
        Description = "A span as it came. Ids are lowercase hex.";
        Field<NonNullGraphType<StringGraphType>>("traceId").Resolve(c => c.Source.Row.TraceId);
        Field<NonNullGraphType<StringGraphType>>("spanId").Resolve(c => c.Source.Row.SpanId);
        Field<StringGraphType>("parentSpanId").Description("Null for a root.").Resolve(c => c.Source.Row.ParentSpanId.Length == 0 ? null : c.Source.Row.ParentSpanId);
        Field<NonNullGraphType<StringGraphType>>("name").Resolve(c => c.Source.Row.Name);
        Field<NonNullGraphType<StringGraphType>>("kind").Description("Unspecified, Internal, Server, Client, Producer or Consumer.").Resolve(c => c.Source.Row.Kind);
        Field<SpanKindNameType>("benchKind").Description("What it is in its run: its own word, else what the agent's dialect reads in it; null for a span that is neither.")
            .Resolve(c => c.Source.BenchKind);
        Field<NonNullGraphType<StringGraphType>>("serviceName").Resolve(c => c.Source.Row.ServiceName);
        Field<NonNullGraphType<DateTimeScalar>>("startTime").Resolve(c => c.Source.Row.StartUnixNano);
        Field<NonNullGraphType<StringGraphType>>("startTimeUnixNano").Description("Nanoseconds since 1970, as text: they pass what a JavaScript number holds.")
            .Resolve(c => c.Source.Row.StartUnixNano.ToString(CultureInfo.InvariantCulture));
        Field<NonNullGraphType<StringGraphType>>("durationNano").Description("Nanoseconds, as text.")
            .Resolve(c => c.Source.Row.DurationNano.ToString(CultureInfo.InvariantCulture));
        Field<NonNullGraphType<StringGraphType>>("statusCode").Description("Unset, Ok or Error.").Resolve(c => c.Source.Row.StatusCode);
        Field<NonNullGraphType<StringGraphType>>("statusMessage").Resolve(c => c.Source.Row.StatusMessage);
        Field<NonNullGraphType<StringGraphType>>("traceState").Resolve(c => c.Source.Row.TraceState);
        Field<NonNullGraphType<StringGraphType>>("scopeName").Resolve(c => c.Source.Row.ScopeName);
        Field<NonNullGraphType<StringGraphType>>("scopeVersion").Resolve(c => c.Source.Row.ScopeVersion);
        Field<IdGraphType>("runId").Description("The run it belongs to.").Resolve(c => c.Source.Row.RunId.Length == 0 ? null : c.Source.Row.RunId);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<AttributeValueType>>>>("attributes").Items(10).Resolve(c => c.Source.Row.Attributes);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<AttributeValueType>>>>("resourceAttributes").Items(10).Resolve(c => c.Source.Row.ResourceAttributes);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<SpanEventType>>>>("events").Items(2).Resolve(c => c.Source.Row.Events);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<SpanLinkType>>>>("links").Items(2).Resolve(c => c.Source.Row.Links);
    }
}
