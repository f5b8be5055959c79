namespace Tracing.EmbeddedClickHouse.Pool;

/// <summary>What a pool opens.</summary>
/// <param name="Name">Begins the names of the connections; differs from pool to pool.</param>
/// <param name="Arguments">Command line of the engine.</param>
/// <param name="Size">How many requests run at once.</param>
/// <param name="Settings">Settings of every connection, applied in this order.</param>
internal sealed record PoolPlan(string Name, IReadOnlyList<string> Arguments, int Size, IReadOnlyList<KeyValuePair<string, string>> Settings);
