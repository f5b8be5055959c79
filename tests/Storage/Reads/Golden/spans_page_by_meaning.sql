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
FROM otel_traces
WHERE (mapContains(SpanAttributes, {key0:String}) AND SpanAttributes[{key0:String}] = {value0:String}) AND (SpanAttributes['bench.span.kind'] IN {kinds:Array(String)} OR (TraceId, SpanId) IN (SELECT TraceId, SpanId FROM span_kinds FINAL WHERE Kind IN {kinds:Array(String)}))
ORDER BY Timestamp DESC, TraceId DESC, SpanId DESC
LIMIT 1 BY TraceId, SpanId
LIMIT {limit:UInt32}
