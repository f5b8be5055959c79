SELECT ServiceName
FROM otel_traces
WHERE Timestamp >= fromUnixTimestamp64Nano({from:Int64}) AND Timestamp < fromUnixTimestamp64Nano({to:Int64})
GROUP BY ServiceName
ORDER BY ServiceName
LIMIT {limit:UInt32}
