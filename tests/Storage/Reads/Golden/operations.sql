SELECT ServiceName, SpanName, SpanKind
FROM otel_traces
WHERE ServiceName = {service:String} AND SpanKind = {kind:String} AND Timestamp >= fromUnixTimestamp64Nano({from:Int64}) AND Timestamp < fromUnixTimestamp64Nano({to:Int64})
GROUP BY ServiceName, SpanName, SpanKind
ORDER BY ServiceName, SpanName, SpanKind
LIMIT {limit:UInt32}
