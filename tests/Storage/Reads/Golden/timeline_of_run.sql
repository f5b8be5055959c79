SELECT TraceId, SpanId, ParentSpanId, SpanName, toUnixTimestamp64Nano(Timestamp), Duration, StatusCode = 'Error', OwnKind, RecordingStart
FROM (
  SELECT
    RunId, TraceId, SpanId, ParentSpanId, SpanName, Timestamp, Duration, StatusCode, SpanAttributes['bench.span.kind'] AS OwnKind, toInt64OrZero(SpanAttributes['bench.recording.start_unix_nano']) AS RecordingStart
  FROM otel_traces
  WHERE RunId IN {runs:Array(String)}
  UNION ALL
  SELECT
    bound.RunId AS RunId, TraceId, SpanId, ParentSpanId, SpanName, Timestamp, Duration, StatusCode, SpanAttributes['bench.span.kind'] AS OwnKind, toInt64OrZero(SpanAttributes['bench.recording.start_unix_nano']) AS RecordingStart
  FROM (SELECT * FROM otel_traces WHERE RunId = '' AND TraceId IN (SELECT TraceId FROM run_traces WHERE RunId IN {runs:Array(String)})) AS loose
  INNER JOIN (SELECT DISTINCT TraceId AS BoundTraceId, RunId FROM run_traces WHERE RunId IN {runs:Array(String)}) AS bound
    ON loose.TraceId = bound.BoundTraceId
)
WHERE {first:UInt8} OR (toUnixTimestamp64Nano(Timestamp), TraceId, SpanId) > ({afterStart:Int64}, {afterTrace:String}, {afterSpan:String})
ORDER BY Timestamp, TraceId, SpanId
LIMIT 1 BY TraceId, SpanId
LIMIT {limit:UInt32}
