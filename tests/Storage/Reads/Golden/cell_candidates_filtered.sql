SELECT -StartOrder, Sweep, Agent, Model, Category, Task
FROM cell_starts
WHERE Sweep != '' AND Sweep IN {sweeps:Array(String)} AND Agent IN {agents:Array(String)} AND Model IN {models:Array(String)} AND Category IN {categories:Array(String)} AND Task IN {tasks:Array(String)} AND (StartOrder < {fromOrder:Int64} OR (StartOrder = {fromOrder:Int64} AND (Sweep < {fromSweep:String} OR (Sweep = {fromSweep:String} AND (Agent < {fromAgent:String} OR (Agent = {fromAgent:String} AND (Model < {fromModel:String} OR (Model = {fromModel:String} AND (Category < {fromCategory:String} OR (Category = {fromCategory:String} AND Task < {fromTask:String}))))))))))
ORDER BY StartOrder DESC, Sweep DESC, Agent DESC, Model DESC, Category DESC, Task DESC
LIMIT {limit:UInt32}
SETTINGS max_block_size = 32
