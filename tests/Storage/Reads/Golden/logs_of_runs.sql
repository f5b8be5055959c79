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
WHERE {first:UInt8} OR (RunId, toUnixTimestamp64Nano(Timestamp), RowId) > ({afterRun:String}, {afterTime:Int64}, toUInt128({afterRow:String}))
ORDER BY RunId, Timestamp, RowId
LIMIT 1 BY RunId, RowId
LIMIT {limit:UInt32}
