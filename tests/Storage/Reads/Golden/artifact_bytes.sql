SELECT Sequence, toUnixTimestamp64Nano(Timestamp), Last, Truncated, Body
FROM (
  SELECT
    RunId, Sequence, Timestamp, Last, Truncated, Body, RowId
  FROM artifact_chunks
  WHERE RunId IN {runs:Array(String)} AND Kind = {kind:String} AND Made = {made:String} AND Sha256 = {sha256:String} AND ({first:UInt8} OR Sequence > {after:UInt32})
  UNION ALL
  SELECT
    bound.RunId AS RunId, Sequence, Timestamp, Last, Truncated, Body, RowId
  FROM (SELECT * FROM artifact_chunks WHERE RunId = '' AND TraceId IN (SELECT TraceId FROM run_traces WHERE RunId IN {runs:Array(String)}) AND Kind = {kind:String} AND Made = {made:String} AND Sha256 = {sha256:String} AND ({first:UInt8} OR Sequence > {after:UInt32})) AS loose
  INNER JOIN (SELECT DISTINCT TraceId AS BoundTraceId, RunId FROM run_traces WHERE RunId IN {runs:Array(String)}) AS bound
    ON loose.TraceId = bound.BoundTraceId
)
ORDER BY Sequence, RowId
LIMIT 1 BY Sequence
LIMIT {limit:UInt32}
