SELECT RunId, Inserts, LastTouch
FROM (
  SELECT
    RunId,
    uniqExactIf(Batch, SessionId = '') + uniqExactIf((Batch, TraceId, SessionId), SessionId != '') AS Inserts,
    max(toUnixTimestamp64Nano(TouchedAt)) AS LastTouch
  FROM
  (
    SELECT RunId, Batch, TraceId, SessionId, TouchedAt FROM run_touches WHERE RunId != '' AND RunId IN {runs:Array(String)}
    UNION ALL
    SELECT bound.RunId AS RunId, loose.Batch AS Batch, '' AS TraceId, '' AS SessionId, loose.TouchedAt AS TouchedAt
    FROM (SELECT TraceId, Batch, TouchedAt FROM run_touches WHERE RunId = '' AND TraceId IN (SELECT TraceId FROM run_traces WHERE RunId IN {runs:Array(String)})) AS loose
    INNER JOIN (SELECT DISTINCT TraceId, RunId FROM run_traces WHERE RunId IN {runs:Array(String)}) AS bound ON loose.TraceId = bound.TraceId
  )
  GROUP BY RunId
)
ORDER BY RunId
