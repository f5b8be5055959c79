using Tracing.Storage.Connection;
using Tracing.Storage.Rows;

namespace Tracing.Storage.Reads;

/// <summary>The traces of runs, by run and trace.</summary>
/// <param name="RunIds">The runs.</param>
/// <param name="Limit">Most rows.</param>
public sealed record TracesOfRuns(IReadOnlyCollection<string> RunIds, int Limit = 10_000) : Question<RunTraceRow>
{
    private const string Sql = """
        SELECT TraceId, RunId, any(Source)
        FROM run_traces
        WHERE RunId IN {runs:Array(String)}
        GROUP BY TraceId, RunId
        ORDER BY RunId, TraceId
        LIMIT {limit:UInt32}
        """;

    internal override QueryText<RunTraceRow> ToQuery() => new(
        Sql,
        new Parameters().Strings("runs", RunIds).UInt32("limit", (uint)Limit),
        row => new RunTraceRow(row.Text(), row.Text(), row.Text()));
}
