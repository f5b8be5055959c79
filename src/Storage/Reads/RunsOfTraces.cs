using Tracing.Storage.Connection;
using Tracing.Storage.Rows;

namespace Tracing.Storage.Reads;

/// <summary>Which runs traces belong to, by trace and run; traces that are bound to none are left out.</summary>
/// <param name="TraceIds">The traces, lowercase hex.</param>
public sealed record RunsOfTraces(IReadOnlyCollection<string> TraceIds) : Question<RunTraceRow>
{
    private const string Sql = """
        SELECT TraceId, RunId, any(Source)
        FROM run_traces
        WHERE TraceId IN {traces:Array(String)}
        GROUP BY TraceId, RunId
        ORDER BY TraceId, RunId
        """;

    internal override QueryText<RunTraceRow> ToQuery() => new(
        Sql,
        new Parameters().Strings("traces", TraceIds),
        row => new RunTraceRow(row.Text(), row.Text(), row.Text()));
}
