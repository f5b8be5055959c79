SELECT NULL::Nullable(Int64), Sweep, Agent, Model, Category, Task
FROM cells
WHERE Sweep != ''
ORDER BY Sweep, Agent, Model, Category, Task
LIMIT {limit:UInt32}
SETTINGS max_block_size = 32
