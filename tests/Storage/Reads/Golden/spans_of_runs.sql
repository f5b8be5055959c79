SELECT
  TraceId, SpanId, ParentSpanId, TraceState, SpanName, SpanKind, ServiceName,
  toUnixTimestamp64Nano(Timestamp), Duration, StatusCode, StatusMessage, ScopeName, ScopeVersion, RunId, Flags,
  toUnixTimestamp64Nano(IngestedAt),
  mapKeys(ResourceAttributes), mapValues(ResourceAttributes), ResourceAttributeTypes,
  mapKeys(SpanAttributes), mapValues(SpanAttributes), SpanAttributeTypes,
  arrayMap(time -> toUnixTimestamp64Nano(time), Events.Timestamp), Events.Name,
  arrayMap(map -> mapKeys(map), Events.Attributes), arrayMap(map -> mapValues(map), Events.Attributes), EventAttributeTypes,
  Links.TraceId, Links.SpanId, Links.TraceState,
  arrayMap(map -> mapKeys(map), Links.Attributes), arrayMap(map -> mapValues(map), Links.Attributes), LinkAttributeTypes
FROM (
  SELECT
    RunId, TraceId, SpanId, ParentSpanId, TraceState, SpanName, SpanKind, ServiceName, Timestamp, Duration, StatusCode,
    StatusMessage, ScopeName, ScopeVersion, Flags, IngestedAt, ResourceAttributes, ResourceAttributeTypes, SpanAttributes,
    SpanAttributeTypes, Events.Timestamp, Events.Name, Events.Attributes, EventAttributeTypes,
    Links.TraceId, Links.SpanId, Links.TraceState, Links.Attributes, LinkAttributeTypes
  FROM otel_traces
  WHERE RunId IN {runs:Array(String)}
  UNION ALL
  SELECT
    bound.RunId AS RunId, TraceId, SpanId, ParentSpanId, TraceState, SpanName, SpanKind, ServiceName, Timestamp, Duration, StatusCode,
    StatusMessage, ScopeName, ScopeVersion, Flags, IngestedAt, ResourceAttributes, ResourceAttributeTypes, SpanAttributes,
    SpanAttributeTypes, Events.Timestamp, Events.Name, Events.Attributes, EventAttributeTypes,
    Links.TraceId, Links.SpanId, Links.TraceState, Links.Attributes, LinkAttributeTypes
  FROM (SELECT * FROM otel_traces WHERE RunId = '' AND TraceId IN (SELECT TraceId FROM run_traces WHERE RunId IN {runs:Array(String)})) AS loose
  INNER JOIN (SELECT DISTINCT TraceId AS BoundTraceId, RunId FROM run_traces WHERE RunId IN {runs:Array(String)}) AS bound
    ON loose.TraceId = bound.BoundTraceId
)
WHERE {first:UInt8} OR (RunId, toUnixTimestamp64Nano(Timestamp), TraceId, SpanId) > ({afterRun:String}, {afterStart:Int64}, {afterTrace:String}, {afterSpan:String})
ORDER BY RunId, Timestamp, TraceId, SpanId
LIMIT 1 BY RunId, TraceId, SpanId
LIMIT {limit:UInt32}
