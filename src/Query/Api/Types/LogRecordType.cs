using System.Globalization;
using GraphQL.Types;
using Tracing.Query.Api.Scalars;
using Tracing.Storage.Rows;

namespace Tracing.Query.Api.Types;

/// <summary>A log record as it came.</summary>
public sealed class LogRecordType : ObjectGraphType<LogRow>
{
    /// <summary>Declares the fields.</summary>
    public LogRecordType()
    {
        Name = "LogRecord";
        Description = "A log record as it came. Ids are lowercase hex, empty where there is none.";
        Field<NonNullGraphType<DateTimeScalar>>("time").Description("Its time; the observed time where it has none.").Resolve(c => c.Source.TimeUnixNano);
        Field<NonNullGraphType<StringGraphType>>("timeUnixNano").Description("Nanoseconds since 1970, as text.").Resolve(c => c.Source.TimeUnixNano.ToString(CultureInfo.InvariantCulture));
        Field<DateTimeScalar>("observedTime").Description("Null: not told.").Resolve(c => c.Source.ObservedUnixNano == 0 ? null : c.Source.ObservedUnixNano);
        Field<NonNullGraphType<StringGraphType>>("severityText").Description("As the source calls it.").Resolve(c => c.Source.SeverityText);
        Field<IntGraphType>("severityNumber").Description("1 (trace) to 24 (fatal); null: not told.").Resolve(c => c.Source.SeverityNumber == 0 ? null : (int)c.Source.SeverityNumber);
        Field<StringGraphType>("eventName").Description("Null for a plain record.").Resolve(c => c.Source.EventName.Length == 0 ? null : c.Source.EventName);
        Field<NonNullGraphType<StringGraphType>>("body").Description("Text as it is, everything else as text by its type.").Resolve(c => c.Source.Body);
        Field<NonNullGraphType<AttributeTypeType>>("bodyType").Resolve(c => c.Source.BodyType);
        Field<NonNullGraphType<StringGraphType>>("serviceName").Resolve(c => c.Source.ServiceName);
        Field<NonNullGraphType<StringGraphType>>("scopeName").Resolve(c => c.Source.ScopeName);
        Field<NonNullGraphType<StringGraphType>>("scopeVersion").Resolve(c => c.Source.ScopeVersion);
        Field<NonNullGraphType<StringGraphType>>("traceId").Resolve(c => c.Source.TraceId);
        Field<NonNullGraphType<StringGraphType>>("spanId").Resolve(c => c.Source.SpanId);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<AttributeValueType>>>>("attributes").Items(10).Resolve(c => c.Source.Attributes);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<AttributeValueType>>>>("resourceAttributes").Items(10).Resolve(c => c.Source.ResourceAttributes);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<AttributeValueType>>>>("scopeAttributes").Items(2).Resolve(c => c.Source.ScopeAttributes);
    }
}

/// <summary>A page of log records.</summary>
public sealed class LogConnectionType : ConnectionOf<LogRow, LogRecordType, LogEdgeType>
{
    /// <summary>Declares the fields.</summary>
    public LogConnectionType()
        : base("LogConnection")
    {
    }
}

/// <summary>A log record of a page.</summary>
public sealed class LogEdgeType : EdgeOf<LogRow, LogRecordType>
{
    /// <summary>Declares the fields.</summary>
    public LogEdgeType()
        : base("LogEdge")
    {
    }
}
