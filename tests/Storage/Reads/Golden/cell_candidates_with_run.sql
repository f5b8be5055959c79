SELECT -StartOrder, Sweep, Agent, Model, Category, Task
FROM cell_starts
WHERE Sweep != '' AND Sweep IN {sweeps:Array(String)} AND Agent IN {agents:Array(String)} AND Model IN {models:Array(String)} AND Category IN {categories:Array(String)} AND Task IN {tasks:Array(String)} AND (Sweep, Agent, Model, Category, Task) IN (SELECT Sweep, Agent, Model, Category, Task FROM runs FINAL WHERE Sweep != '' AND Sweep IN {sweeps:Array(String)} AND Agent IN {agents:Array(String)} AND Model IN {models:Array(String)} AND Category IN {categories:Array(String)} AND Task IN {tasks:Array(String)} AND State IN {states:Array(String)} AND StartedAt >= fromUnixTimestamp64Nano({startedFrom:Int64}) AND StartedAt < fromUnixTimestamp64Nano({startedTo:Int64}) AND mapContains(Scores, {axis0:String}) AND Scores[{axis0:String}] >= {min0:Float64} AND Scores[{axis0:String}] <= {max0:Float64})
ORDER BY StartOrder, Sweep, Agent, Model, Category, Task
LIMIT {limit:UInt32}
SETTINGS max_block_size = 32
