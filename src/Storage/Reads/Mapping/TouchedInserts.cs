namespace Tracing.Storage.Reads.Mapping;

/// <summary>
/// Inserts that touched runs, by the run itself or by a trace that was bound to it: repeated touches are counted once. What was bound
/// by a session counts apart: the insert may have touched the run before.
/// </summary>
internal static class TouchedInserts
{
    /// <summary>A subquery with one row a run.</summary>
    /// <param name="condition">Which runs, over RunId.</param>
    public static string Of(string condition) => $"""
        (
          SELECT
            RunId,
            uniqExactIf(Batch, SessionId = '') + uniqExactIf((Batch, TraceId, SessionId), SessionId != '') AS Inserts,
            max(toUnixTimestamp64Nano(TouchedAt)) AS LastTouch
          FROM
          (
            SELECT RunId, Batch, TraceId, SessionId, TouchedAt FROM run_touches WHERE RunId != '' AND {condition}
            UNION ALL
            SELECT bound.RunId AS RunId, loose.Batch AS Batch, '' AS TraceId, '' AS SessionId, loose.TouchedAt AS TouchedAt
            FROM (SELECT TraceId, Batch, TouchedAt FROM run_touches WHERE RunId = '' AND TraceId IN (SELECT TraceId FROM run_traces WHERE {condition})) AS loose
            INNER JOIN (SELECT DISTINCT TraceId, RunId FROM run_traces WHERE {condition}) AS bound ON loose.TraceId = bound.TraceId
          )
          GROUP BY RunId
        )
        """;
}
