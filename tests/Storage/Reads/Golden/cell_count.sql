SELECT
  countIf(Moved = 0) + (
    SELECT uniqExact((Sweep, Agent, Model, Category, Task))
    FROM runs FINAL
    WHERE (Sweep, Agent, Model, Category, Task) IN (SELECT Sweep, Agent, Model, Category, Task FROM cells WHERE Moved = 1 AND Sweep != '' AND Sweep IN {sweeps:Array(String)} AND Agent IN {agents:Array(String)} AND Model IN {models:Array(String)} AND Category IN {categories:Array(String)} AND Task IN {tasks:Array(String)}))
FROM cells FINAL
WHERE Sweep != '' AND Sweep IN {sweeps:Array(String)} AND Agent IN {agents:Array(String)} AND Model IN {models:Array(String)} AND Category IN {categories:Array(String)} AND Task IN {tasks:Array(String)}
