using Tracing.Storage.Connection;
using Tracing.Storage.Reads.Mapping;
using Tracing.Storage.Rows;

namespace Tracing.Storage.Reads;

/// <summary>The kinds that dialects gave to spans of traces, by trace and span. Rows of an earlier reading are passed over.</summary>
/// <param name="TraceIds">The traces, lowercase hex.</param>
/// <param name="Limit">Most rows.</param>
public sealed record SpanKindsOfTraces(IReadOnlyCollection<string> TraceIds, int Limit = 100_000) : Question<SpanKindRow>
{
    private static readonly string Sql = $$"""
        SELECT kind.RunId, kind.Version, kind.TraceId, kind.SpanId, kind.Kind
        FROM span_kinds AS kind FINAL
        LEFT JOIN {{RunKeys.Versions("RunId IN (SELECT RunId FROM span_kinds WHERE TraceId IN {traces:Array(String)})")}} AS run
          ON kind.RunId = run.RunId
        WHERE kind.TraceId IN {traces:Array(String)} AND kind.Version >= run.Version
        ORDER BY kind.TraceId, kind.SpanId
        LIMIT {limit:UInt32}
        """;

    internal override QueryText<SpanKindRow> ToQuery() => new(
        Sql,
        new Parameters().Strings("traces", TraceIds).UInt32("limit", (uint)Limit),
        row => new SpanKindRow { RunId = row.Text(), Version = row.UInt64(), TraceId = row.Text(), SpanId = row.Text(), Kind = row.Text() });
}
