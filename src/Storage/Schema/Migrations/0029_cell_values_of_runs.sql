CREATE MATERIALIZED VIEW IF NOT EXISTS cell_values_of_runs TO cell_values AS
SELECT DISTINCT
  pair.1 AS Dimension, pair.2 AS Value
FROM runs
ARRAY JOIN
  CAST([('agent', Agent), ('model', Model), ('category', Category), ('task', concat(Category, '/', Task))], 'Array(Tuple(String, String))') AS pair
WHERE Retired = 0
