SELECT DISTINCT SessionId, TraceId, Batch
FROM
(
  SELECT arrayJoin(arrayDistinct(arrayFilter(id -> id != '' AND length(id) <= 256, [SpanAttributes['session.id'], SpanAttributes['gen_ai.conversation.id'], SpanAttributes['conversation.id'], ResourceAttributes['session.id'], ResourceAttributes['gen_ai.conversation.id'], ResourceAttributes['conversation.id']]))) AS SessionId, TraceId, Batch
  FROM otel_traces
  WHERE RunId = '' AND Batch IN {batches:Array(UInt64)}
  UNION ALL
  SELECT arrayJoin(arrayDistinct(arrayFilter(id -> id != '' AND length(id) <= 256, [LogAttributes['session.id'], LogAttributes['gen_ai.conversation.id'], LogAttributes['conversation.id'], ResourceAttributes['session.id'], ResourceAttributes['gen_ai.conversation.id'], ResourceAttributes['conversation.id']]))) AS SessionId, TraceId, Batch
  FROM otel_logs
  WHERE RunId = '' AND Batch IN {batches:Array(UInt64)}
)
WHERE (SessionId, TraceId, Batch) > ({afterSession:String}, {afterTrace:String}, {afterBatch:UInt64})
ORDER BY SessionId, TraceId, Batch
LIMIT {limit:UInt32}
SETTINGS max_threads = 1
