SELECT Batch
FROM run_touches
WHERE RunId = '' AND StoredAt >= fromUnixTimestamp64Nano({since:Int64})
  AND Batch NOT IN (SELECT Batch FROM loose_records WHERE SessionId = '' AND StoredAt >= fromUnixTimestamp64Nano({since:Int64}))
GROUP BY Batch
ORDER BY max(StoredAt) DESC, Batch DESC
LIMIT {limit:UInt32}
