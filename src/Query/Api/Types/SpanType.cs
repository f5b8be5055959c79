using System.Globalization;
using GraphQL.Types;
using Tracing.Query.Api.Scalars;
using Tracing.Query.Loading;
using Tracing.Storage.Rows;

namespace Tracing.Query.Api.Types;

/// <summary>A span as it came.</summary>
public sealed class SpanType : ObjectGraphType<SpanRow>
{
    /// <summary>Declares the fields.</summary>
    public SpanType()
    {
        Name = "Span";
        Description = "A span as it came. Ids are lowercase hex.";
        Field<NonNullGraphType<StringGraphType>>("traceId").Resolve(c => c.Source.TraceId);
        Field<NonNullGraphType<StringGraphType>>("spanId").Resolve(c => c.Source.SpanId);
        Field<StringGraphType>("parentSpanId").Description("Null for a root.").Resolve(c => c.Source.ParentSpanId.Length == 0 ? null : c.Source.ParentSpanId);
        Field<NonNullGraphType<StringGraphType>>("name").Resolve(c => c.Source.Name);
        Field<NonNullGraphType<StringGraphType>>("kind").Description("Unspecified, Internal, Server, Client, Producer or Consumer.").Resolve(c => c.Source.Kind);
        Field<SpanKindNameType>("benchKind").Description("What it is in its run: its own word, else what the agent's dialect reads in it; null for a span that is neither.")
            .Resolve(c => RequestLoaders.Of(c).BenchKind(c.Source));
        Field<NonNullGraphType<StringGraphType>>("serviceName").Resolve(c => c.Source.ServiceName);
        Field<NonNullGraphType<DateTimeScalar>>("startTime").Resolve(c => c.Source.StartUnixNano);
        Field<NonNullGraphType<StringGraphType>>("startTimeUnixNano").Description("Nanoseconds since 1970, as text: they pass what a JavaScript number holds.")
            .Resolve(c => c.Source.StartUnixNano.ToString(CultureInfo.InvariantCulture));
        Field<NonNullGraphType<StringGraphType>>("durationNano").Description("Nanoseconds, as text.")
            .Resolve(c => c.Source.DurationNano.ToString(CultureInfo.InvariantCulture));
        Field<NonNullGraphType<StringGraphType>>("statusCode").Description("Unset, Ok or Error.").Resolve(c => c.Source.StatusCode);
        Field<NonNullGraphType<StringGraphType>>("statusMessage").Resolve(c => c.Source.StatusMessage);
        Field<NonNullGraphType<StringGraphType>>("traceState").Resolve(c => c.Source.TraceState);
        Field<NonNullGraphType<StringGraphType>>("scopeName").Resolve(c => c.Source.ScopeName);
        Field<NonNullGraphType<StringGraphType>>("scopeVersion").Resolve(c => c.Source.ScopeVersion);
        Field<IdGraphType>("runId").Description("The run it belongs to.").Resolve(c => c.Source.RunId.Length == 0 ? null : c.Source.RunId);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<AttributeValueType>>>>("attributes").Items(10).Resolve(c => c.Source.Attributes);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<AttributeValueType>>>>("resourceAttributes").Items(10).Resolve(c => c.Source.ResourceAttributes);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<SpanEventType>>>>("events").Items(2).Resolve(c => c.Source.Events);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<SpanLinkType>>>>("links").Items(2).Resolve(c => c.Source.Links);
    }
}
