WITH searched AS (SELECT RunId FROM runs FINAL WHERE Sweep != '' AND Sweep IN {sweeps:Array(String)} AND Agent IN {agents:Array(String)} AND Model IN {models:Array(String)} AND Category IN {categories:Array(String)} AND Task IN {tasks:Array(String)} ORDER BY StartedAt DESC NULLS LAST, RunId LIMIT {maxRuns:UInt32})
SELECT RunId, Kind, Field, Name, Time, TraceId, SpanId, substringUTF8(Content, greatest(1, toInt64(positionCaseInsensitiveUTF8(Content, {text:String})) - 80), 240)
FROM
(
  SELECT RunId, 'span' AS Kind, Found.1 AS Field, toString(SpanName) AS Name, toUnixTimestamp64Nano(Timestamp) AS Time, TraceId, SpanId, Found.2 AS Content
  FROM (SELECT *, arrayJoin(arrayFilter(one -> positionCaseInsensitiveUTF8(one.2, {text:String}) > 0, [('name', toString(SpanName)), ('status', toString(StatusMessage))])) AS Found FROM otel_traces WHERE RunId IN (searched) AND (positionCaseInsensitiveUTF8(toString(SpanName), {text:String}) > 0 OR positionCaseInsensitiveUTF8(toString(StatusMessage), {text:String}) > 0))
  UNION ALL
  SELECT RunId, 'tool_call' AS Kind, Found.1 AS Field, toString(Name) AS Name, toUnixTimestamp64Nano(StartedAt) AS Time, TraceId, SpanId, Found.2 AS Content
  FROM (SELECT *, arrayJoin(arrayFilter(one -> positionCaseInsensitiveUTF8(one.2, {text:String}) > 0, [('name', toString(Name)), ('arguments', toString(ifNull(Arguments, ''))), ('result', toString(ifNull(Result, ''))), ('error', toString(ifNull(ErrorType, '')))])) AS Found FROM tool_calls FINAL WHERE RunId IN (searched) AND (positionCaseInsensitiveUTF8(toString(Name), {text:String}) > 0 OR positionCaseInsensitiveUTF8(toString(ifNull(Arguments, '')), {text:String}) > 0 OR positionCaseInsensitiveUTF8(toString(ifNull(Result, '')), {text:String}) > 0 OR positionCaseInsensitiveUTF8(toString(ifNull(ErrorType, '')), {text:String}) > 0))
  UNION ALL
  SELECT RunId, 'model_call' AS Kind, Found.1 AS Field, toString(Model) AS Name, toUnixTimestamp64Nano(StartedAt) AS Time, TraceId, SpanId, Found.2 AS Content
  FROM (SELECT *, arrayJoin(arrayFilter(one -> positionCaseInsensitiveUTF8(one.2, {text:String}) > 0, [('error', toString(ifNull(ErrorType, '')))])) AS Found FROM model_calls FINAL WHERE RunId IN (searched) AND (positionCaseInsensitiveUTF8(toString(ifNull(ErrorType, '')), {text:String}) > 0))
  UNION ALL
  SELECT RunId, 'log' AS Kind, Found.1 AS Field, toString(EventName) AS Name, toUnixTimestamp64Nano(Timestamp) AS Time, TraceId, SpanId, Found.2 AS Content
  FROM (SELECT *, arrayJoin(arrayFilter(one -> positionCaseInsensitiveUTF8(one.2, {text:String}) > 0, [('body', toString(Body))])) AS Found FROM otel_logs WHERE RunId IN (searched) AND (positionCaseInsensitiveUTF8(toString(Body), {text:String}) > 0))
)
ORDER BY Time DESC, RunId, Kind, Field, SpanId
LIMIT 1 BY RunId, Kind, Field, Time, SpanId, Content
LIMIT {limit:UInt32}
