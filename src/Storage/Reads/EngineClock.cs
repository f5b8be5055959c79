using Tracing.Storage.Connection;

namespace Tracing.Storage.Reads;

/// <summary>The engine's own clock, nanoseconds since 1970: one row. Processes on several hosts agree on no other.</summary>
public sealed record EngineClock : Question<long>
{
    internal override QueryText<long> ToQuery() => new("SELECT toUnixTimestamp64Nano(now64(9))", null, row => row.Int64());
}
