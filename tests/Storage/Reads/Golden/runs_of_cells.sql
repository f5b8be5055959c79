SELECT
  Run
FROM run_documents FINAL
WHERE CellId IN {cells:Array(String)}
ORDER BY CellId, Trial, Start DESC, RunId DESC
LIMIT {limit:UInt32}
