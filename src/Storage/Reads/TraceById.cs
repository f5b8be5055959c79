using Tracing.Storage.Connection;
using Tracing.Storage.Reads.Mapping;
using Tracing.Storage.Rows;

namespace Tracing.Storage.Reads;

/// <summary>The spans of a trace, by start. A span that was stored twice comes once.</summary>
/// <param name="TraceId">The trace, lowercase hex.</param>
/// <param name="Limit">Most spans.</param>
public sealed record TraceById(string TraceId, int Limit = 10_000) : Question<SpanRow>
{
    private const string Sql = $$"""
        SELECT
          {{SpanMapping.Columns}}
        FROM otel_traces
        WHERE TraceId = {trace:String}
        ORDER BY Timestamp, SpanId
        LIMIT 1 BY SpanId
        LIMIT {limit:UInt32}
        """;

    internal override QueryText<SpanRow> ToQuery() =>
        new(Sql, new Parameters().String("trace", TraceId).UInt32("limit", (uint)Limit), SpanMapping.Read);
}
