-- Readers of the de-facto schema ask here when a trace starts and ends. A view: nothing to fill, nothing to disagree with.
CREATE VIEW IF NOT EXISTS otel_traces_trace_id_ts
(
  `TraceId` String,
  `Start` DateTime64(9),
  `End` DateTime64(9)
)
AS SELECT
  TraceId,
  min(Timestamp) AS Start,
  max(Timestamp) AS End
FROM otel_traces
GROUP BY TraceId
