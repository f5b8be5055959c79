SELECT touched.RunId, touched.Inserts, touched.LastTouch
FROM (
  SELECT
    RunId,
    uniqExactIf(Batch, SessionId = '') + uniqExactIf((Batch, TraceId, SessionId), SessionId != '') AS Inserts,
    max(toUnixTimestamp64Nano(TouchedAt)) AS LastTouch
  FROM
  (
    SELECT RunId, Batch, TraceId, SessionId, TouchedAt FROM run_touches WHERE RunId != '' AND RunId > {after:String} AND RunId IN (
      SELECT RunId FROM run_touches WHERE RunId != '' AND StoredAt >= fromUnixTimestamp64Nano({since:Int64})
      UNION DISTINCT
      SELECT RunId FROM run_traces WHERE TraceId IN (SELECT TraceId FROM run_touches WHERE RunId = '' AND StoredAt >= fromUnixTimestamp64Nano({since:Int64})))
    UNION ALL
    SELECT bound.RunId AS RunId, loose.Batch AS Batch, '' AS TraceId, '' AS SessionId, loose.TouchedAt AS TouchedAt
    FROM (SELECT TraceId, Batch, TouchedAt FROM run_touches WHERE RunId = '' AND TraceId IN (SELECT TraceId FROM run_traces WHERE RunId > {after:String} AND RunId IN (
      SELECT RunId FROM run_touches WHERE RunId != '' AND StoredAt >= fromUnixTimestamp64Nano({since:Int64})
      UNION DISTINCT
      SELECT RunId FROM run_traces WHERE TraceId IN (SELECT TraceId FROM run_touches WHERE RunId = '' AND StoredAt >= fromUnixTimestamp64Nano({since:Int64}))))) AS loose
    INNER JOIN (SELECT DISTINCT TraceId, RunId FROM run_traces WHERE RunId > {after:String} AND RunId IN (
      SELECT RunId FROM run_touches WHERE RunId != '' AND StoredAt >= fromUnixTimestamp64Nano({since:Int64})
      UNION DISTINCT
      SELECT RunId FROM run_traces WHERE TraceId IN (SELECT TraceId FROM run_touches WHERE RunId = '' AND StoredAt >= fromUnixTimestamp64Nano({since:Int64})))) AS bound ON loose.TraceId = bound.TraceId
  )
  GROUP BY RunId
) AS touched
LEFT JOIN (SELECT RunId, max(Version) AS Version FROM run_keys WHERE RunId > {after:String} AND RunId IN (
      SELECT RunId FROM run_touches WHERE RunId != '' AND StoredAt >= fromUnixTimestamp64Nano({since:Int64})
      UNION DISTINCT
      SELECT RunId FROM run_traces WHERE TraceId IN (SELECT TraceId FROM run_touches WHERE RunId = '' AND StoredAt >= fromUnixTimestamp64Nano({since:Int64}))) GROUP BY RunId) AS run ON touched.RunId = run.RunId
WHERE bitOr(bitShiftLeft(touched.Inserts, 16), {reading:UInt64}) > run.Version
ORDER BY touched.RunId
LIMIT {limit:UInt32}
