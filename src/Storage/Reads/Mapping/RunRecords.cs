namespace Tracing.Storage.Reads.Mapping;

/// <summary>
/// Rows of a raw table that belong to runs: those that carry the run, and those that carry none but lie in a trace that was
/// bound to it later. Two branches, because one condition joined by OR would use neither the key nor the trace index.
/// </summary>
internal static class RunRecords
{
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
}
