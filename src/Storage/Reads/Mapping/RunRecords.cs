namespace Tracing.Storage.Reads.Mapping;

/// <summary>
/// Rows of a raw table that belong to runs: those that carry the run, and those that carry none but lie in a trace that was
/// bound to it later. Two branches, because one condition joined by OR would use neither the key nor the trace index.
/// </summary>
internal static class RunRecords
{
    private const string BoundTouches = "FROM run_touches WHERE RunId IN {runs:Array(String)} AND TraceId = '' AND SessionId != ''";

    /// <summary>A subquery over <c>{runs:Array(String)}</c> whose column RunId is the run that a row belongs to.</summary>
    /// <param name="table">The raw table.</param>
    /// <param name="columns">Its columns, without RunId.</param>
    /// <param name="condition">A further condition on both branches, or empty.</param>
    public static string Of(string table, string columns, string condition = "")
    {
        string and = condition.Length == 0 ? "" : " AND " + condition;
        return $$"""
            (
              SELECT
                RunId, {{columns}}
              FROM {{table}}
              WHERE RunId IN {runs:Array(String)}{{and}}
              UNION ALL
              SELECT
                bound.RunId AS RunId, {{columns}}
              FROM (SELECT * FROM {{table}} WHERE RunId = '' AND TraceId IN (SELECT TraceId FROM run_traces WHERE RunId IN {runs:Array(String)}){{and}}) AS loose
              INNER JOIN (SELECT DISTINCT TraceId AS BoundTraceId, RunId FROM run_traces WHERE RunId IN {runs:Array(String)}) AS bound
                ON loose.TraceId = bound.BoundTraceId
            )
            """;
    }

    /// <summary>
    /// As <see cref="Of"/>, of log records, with a third branch where asked for: records without run and trace that were bound by a
    /// session that they name. One that names two of the same run comes twice.
    /// </summary>
    /// <param name="bound">Whether the third branch is asked for: see <see cref="BoundLogs"/>.</param>
    /// <param name="columns">The table's columns, without RunId.</param>
    /// <param name="condition">A further condition on all branches, or empty.</param>
    public static string OfLogs(bool bound, string columns, string condition = "")
    {
        if (!bound)
        {
            return Of("otel_logs", columns, condition);
        }

        string and = condition.Length == 0 ? "" : " AND " + condition;
        return $$"""
            (
              SELECT
                RunId, {{columns}}
              FROM {{Of("otel_logs", columns, condition)}}
              UNION ALL
              SELECT
                bound.RunId AS RunId, {{columns}}
              FROM
              (
                SELECT *, arrayJoin({{SessionIds.Of("LogAttributes")}}) AS LooseSession
                FROM otel_logs
                WHERE RunId = '' AND TraceId = '' AND Batch IN (SELECT Batch {{BoundTouches}}){{and}}
              ) AS loose
              INNER JOIN (SELECT DISTINCT RunId, Batch AS BoundBatch, SessionId AS BoundSession {{BoundTouches}}) AS bound
                ON loose.Batch = bound.BoundBatch AND loose.LooseSession = bound.BoundSession
            )
            """;
    }
}
