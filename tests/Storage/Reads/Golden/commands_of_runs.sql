SELECT RunId, argMin(Command, Timestamp)
FROM (SELECT RunId, Timestamp, if(mapContains(SpanAttributes, 'process.command_args'), SpanAttributes['process.command_args'], SpanAttributes['command']) AS Command FROM (
  SELECT
    RunId, Timestamp, TraceId, SpanId, SpanAttributes
  FROM otel_traces
  WHERE RunId IN {runs:Array(String)} AND (SpanAttributes['bench.span.kind'] = 'container' OR (TraceId, SpanId) IN (SELECT TraceId, SpanId FROM span_kinds FINAL WHERE Kind = 'container' AND RunId IN {runs:Array(String)}))
  UNION ALL
  SELECT
    bound.RunId AS RunId, Timestamp, TraceId, SpanId, SpanAttributes
  FROM (SELECT * FROM otel_traces WHERE RunId = '' AND TraceId IN (SELECT TraceId FROM run_traces WHERE RunId IN {runs:Array(String)}) AND (SpanAttributes['bench.span.kind'] = 'container' OR (TraceId, SpanId) IN (SELECT TraceId, SpanId FROM span_kinds FINAL WHERE Kind = 'container' AND RunId IN {runs:Array(String)}))) AS loose
  INNER JOIN (SELECT DISTINCT TraceId AS BoundTraceId, RunId FROM run_traces WHERE RunId IN {runs:Array(String)}) AS bound
    ON loose.TraceId = bound.BoundTraceId
))
WHERE startsWith(Command, '[')
GROUP BY RunId
ORDER BY RunId
