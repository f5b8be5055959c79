SELECT RunId, Time, Facts['file.path'], Facts['bench.change.from'], Facts['bench.change'],
  Facts['bench.change.expected'], Facts['bench.change.sha256_before'], Facts['bench.change.sha256_after'], Diff
FROM
(
  SELECT RunId, toUnixTimestamp64Nano(Timestamp) AS Time, CAST(LogAttributes, 'Map(String, String)') AS Facts, Body AS Diff
  FROM (
  SELECT
    RunId, Timestamp, RowId, LogAttributes, Body
  FROM (
  SELECT
    RunId, Timestamp, RowId, LogAttributes, Body
  FROM otel_logs
  WHERE RunId IN {runs:Array(String)} AND EventName = {event:String}
  UNION ALL
  SELECT
    bound.RunId AS RunId, Timestamp, RowId, LogAttributes, Body
  FROM (SELECT * FROM otel_logs WHERE RunId = '' AND TraceId IN (SELECT TraceId FROM run_traces WHERE RunId IN {runs:Array(String)}) AND EventName = {event:String}) AS loose
  INNER JOIN (SELECT DISTINCT TraceId AS BoundTraceId, RunId FROM run_traces WHERE RunId IN {runs:Array(String)}) AS bound
    ON loose.TraceId = bound.BoundTraceId
)
  UNION ALL
  SELECT
    bound.RunId AS RunId, Timestamp, RowId, LogAttributes, Body
  FROM
  (
    SELECT *, arrayJoin(arrayDistinct(arrayFilter(id -> id != '' AND length(id) <= 256, [LogAttributes['session.id'], LogAttributes['gen_ai.conversation.id'], LogAttributes['conversation.id'], ResourceAttributes['session.id'], ResourceAttributes['gen_ai.conversation.id'], ResourceAttributes['conversation.id']]))) AS LooseSession
    FROM otel_logs
    WHERE RunId = '' AND TraceId = '' AND Batch IN (SELECT Batch FROM run_touches WHERE RunId IN {runs:Array(String)} AND TraceId = '' AND SessionId != '') AND EventName = {event:String}
  ) AS loose
  INNER JOIN (SELECT DISTINCT RunId, Batch AS BoundBatch, SessionId AS BoundSession FROM run_touches WHERE RunId IN {runs:Array(String)} AND TraceId = '' AND SessionId != '') AS bound
    ON loose.Batch = bound.BoundBatch AND loose.LooseSession = bound.BoundSession
)
  UNION ALL
  SELECT RunId, toUnixTimestamp64Nano(Happened.1) AS Time, CAST(Happened.3, 'Map(String, String)') AS Facts, '' AS Diff
  FROM
  (
    SELECT RunId, arrayJoin(arrayFilter(one -> one.2 = {event:String}, arrayZip(Events.Timestamp, Events.Name, Events.Attributes))) AS Happened
    FROM (
  SELECT
    RunId, Events.Timestamp, Events.Name, Events.Attributes
  FROM otel_traces
  WHERE RunId IN {runs:Array(String)} AND has(Events.Name, {event:String})
  UNION ALL
  SELECT
    bound.RunId AS RunId, Events.Timestamp, Events.Name, Events.Attributes
  FROM (SELECT * FROM otel_traces WHERE RunId = '' AND TraceId IN (SELECT TraceId FROM run_traces WHERE RunId IN {runs:Array(String)}) AND has(Events.Name, {event:String})) AS loose
  INNER JOIN (SELECT DISTINCT TraceId AS BoundTraceId, RunId FROM run_traces WHERE RunId IN {runs:Array(String)}) AS bound
    ON loose.TraceId = bound.BoundTraceId
)
  )
)
ORDER BY RunId, Facts['file.path'], Time
LIMIT 1 BY RunId, Time, Facts['file.path'], Facts['bench.change']
LIMIT {limit:UInt32}
