SELECT
  if(LogAttributes['bench.sweep.id'] != '', LogAttributes['bench.sweep.id'], ResourceAttributes['bench.sweep.id']) AS Sweep,
  toUnixTimestamp64Nano(Timestamp), Body
FROM otel_logs
WHERE EventName = 'bench.sweep.declared' AND Sweep IN {sweeps:Array(String)}
ORDER BY Sweep, Timestamp DESC, RowId DESC
LIMIT 1 BY Sweep
