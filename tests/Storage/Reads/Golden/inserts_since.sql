SELECT RunId, Batch, toUnixTimestamp64Nano(min(StoredAt)) AS Stored, BySession
FROM
(
  SELECT RunId, Batch, StoredAt, SessionId != '' AS BySession
  FROM run_touches
  WHERE RunId IN {runs:Array(String)} AND StoredAt >= fromUnixTimestamp64Nano({since:Int64})
  UNION ALL
  SELECT bound.RunId AS RunId, loose.Batch AS Batch, loose.StoredAt AS StoredAt, 0 AS BySession
  FROM
  (
    SELECT TraceId, Batch, StoredAt
    FROM run_touches
    WHERE RunId = '' AND StoredAt >= fromUnixTimestamp64Nano({since:Int64})
      AND TraceId IN (SELECT TraceId FROM run_traces WHERE RunId IN {runs:Array(String)})
  ) AS loose
  INNER JOIN (SELECT DISTINCT TraceId, RunId FROM run_traces WHERE RunId IN {runs:Array(String)}) AS bound ON loose.TraceId = bound.TraceId
)
GROUP BY RunId, Batch, BySession
HAVING {first:UInt8} OR (Stored, RunId, Batch, BySession) > ({afterStored:Int64}, {afterRun:String}, {afterBatch:UInt64}, {afterBySession:UInt8})
ORDER BY Stored, RunId, Batch, BySession
LIMIT {limit:UInt32}
