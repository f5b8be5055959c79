-- By which session an insert's records without a run were bound to the run, afterwards; empty: not so. Part of the key, because the
-- same insert may have touched the run before, and such a binding is news of its own.
ALTER TABLE run_touches
  ADD COLUMN IF NOT EXISTS `SessionId` String,
  MODIFY ORDER BY (RunId, TraceId, Batch, SessionId)
