using System.Globalization;
using GraphQL.Types;
using Tracing.Query.Api.Scalars;
using Tracing.Query.Loading;
using Tracing.Storage.Rows;

namespace Tracing.Query.Api.Types;

/// <summary>A trace and its spans.</summary>
/// <param name="Id">Lowercase hex.</param>
/// <param name="Spans">By start; at least one.</param>
/// <param name="Runs">The runs that it belongs to.</param>
public sealed record TraceView(string Id, IReadOnlyList<SpanView> Spans, IReadOnlyList<RunRow> Runs)
{
    /// <summary>Earliest start, nanoseconds since 1970.</summary>
    public long Start => Spans.Min(span => span.Row.StartUnixNano);

    /// <summary>From the earliest start to the latest end, nanoseconds.</summary>
    public ulong Duration => (ulong)(Spans.Max(span => (Int128)span.Row.StartUnixNano + span.Row.DurationNano) - Start);
}

/// <summary>A trace.</summary>
public sealed class TraceType : ObjectGraphType<TraceView>
{
    /// <summary>Declares the fields.</summary>
    public TraceType()
    {
        Name = "Trace";
        Description = "A trace and its spans.";
        Field<NonNullGraphType<IdGraphType>>("id").Description("Lowercase hex.").Resolve(c => c.Source.Id);
        Field<NonNullGraphType<DateTimeScalar>>("startTime").Resolve(c => c.Source.Start);
        Field<NonNullGraphType<StringGraphType>>("durationNano").Description("From the earliest start to the latest end; nanoseconds, as text.")
            .Resolve(c => c.Source.Duration.ToString(CultureInfo.InvariantCulture));
        Field<NonNullGraphType<LongGraphType>>("spanCount").Resolve(c => (long)c.Source.Spans.Count);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<StringGraphType>>>>("services").Items(5)
            .Resolve(c => c.Source.Spans.Select(span => span.Row.ServiceName).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<RunType>>>>("runs").Items(2).Description("The runs that it belongs to.")
            .Resolve(c => c.Source.Runs);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<SpanType>>>>("spans").Items(100).Description("By start.").Resolve(c => c.Source.Spans);
    }
}
