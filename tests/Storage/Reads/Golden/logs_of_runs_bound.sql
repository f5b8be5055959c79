SELECT
  toUnixTimestamp64Nano(Timestamp), toUnixTimestamp64Nano(ObservedTimestamp), TraceId, SpanId, TraceFlags, SeverityText,
  SeverityNumber, ServiceName, Body, BodyType, EventName, ScopeName, ScopeVersion, RunId, RowId,
  toUnixTimestamp64Nano(IngestedAt),
  mapKeys(ResourceAttributes), mapValues(ResourceAttributes), ResourceAttributeTypes,
  mapKeys(ScopeAttributes), mapValues(ScopeAttributes), ScopeAttributeTypes,
  mapKeys(LogAttributes), mapValues(LogAttributes), LogAttributeTypes
FROM (
  SELECT
    RunId, Timestamp, ObservedTimestamp, TraceId, SpanId, TraceFlags, SeverityText, SeverityNumber, ServiceName, Body, BodyType,
    EventName, ScopeName, ScopeVersion, RowId, IngestedAt, ResourceAttributes, ResourceAttributeTypes,
    ScopeAttributes, ScopeAttributeTypes, LogAttributes, LogAttributeTypes
  FROM (
  SELECT
    RunId, Timestamp, ObservedTimestamp, TraceId, SpanId, TraceFlags, SeverityText, SeverityNumber, ServiceName, Body, BodyType,
    EventName, ScopeName, ScopeVersion, RowId, IngestedAt, ResourceAttributes, ResourceAttributeTypes,
    ScopeAttributes, ScopeAttributeTypes, LogAttributes, LogAttributeTypes
  FROM otel_logs
  WHERE RunId IN {runs:Array(String)}
  UNION ALL
  SELECT
    bound.RunId AS RunId, Timestamp, ObservedTimestamp, TraceId, SpanId, TraceFlags, SeverityText, SeverityNumber, ServiceName, Body, BodyType,
    EventName, ScopeName, ScopeVersion, RowId, IngestedAt, ResourceAttributes, ResourceAttributeTypes,
    ScopeAttributes, ScopeAttributeTypes, LogAttributes, LogAttributeTypes
  FROM (SELECT * FROM otel_logs WHERE RunId = '' AND TraceId IN (SELECT TraceId FROM run_traces WHERE RunId IN {runs:Array(String)})) AS loose
  INNER JOIN (SELECT DISTINCT TraceId AS BoundTraceId, RunId FROM run_traces WHERE RunId IN {runs:Array(String)}) AS bound
    ON loose.TraceId = bound.BoundTraceId
)
  UNION ALL
  SELECT
    bound.RunId AS RunId, Timestamp, ObservedTimestamp, TraceId, SpanId, TraceFlags, SeverityText, SeverityNumber, ServiceName, Body, BodyType,
    EventName, ScopeName, ScopeVersion, RowId, IngestedAt, ResourceAttributes, ResourceAttributeTypes,
    ScopeAttributes, ScopeAttributeTypes, LogAttributes, LogAttributeTypes
  FROM
  (
    SELECT *, arrayJoin(arrayDistinct(arrayFilter(id -> id != '' AND length(id) <= 256, [LogAttributes['session.id'], LogAttributes['gen_ai.conversation.id'], LogAttributes['conversation.id'], ResourceAttributes['session.id'], ResourceAttributes['gen_ai.conversation.id'], ResourceAttributes['conversation.id']]))) AS LooseSession
    FROM otel_logs
    WHERE RunId = '' AND TraceId = '' AND Batch IN (SELECT Batch FROM run_touches WHERE RunId IN {runs:Array(String)} AND TraceId = '' AND SessionId != '')
  ) AS loose
  INNER JOIN (SELECT DISTINCT RunId, Batch AS BoundBatch, SessionId AS BoundSession FROM run_touches WHERE RunId IN {runs:Array(String)} AND TraceId = '' AND SessionId != '') AS bound
    ON loose.Batch = bound.BoundBatch AND loose.LooseSession = bound.BoundSession
)
WHERE {first:UInt8} OR (RunId, toUnixTimestamp64Nano(Timestamp), RowId) > ({afterRun:String}, {afterTime:Int64}, toUInt128({afterRow:String}))
ORDER BY RunId, Timestamp, RowId
LIMIT 1 BY RunId, RowId
LIMIT {limit:UInt32}
