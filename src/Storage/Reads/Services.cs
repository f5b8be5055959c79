using Tracing.Storage.Connection;
using Tracing.Storage.Reads.Mapping;

namespace Tracing.Storage.Reads;

/// <summary>Names of the services that sent spans, by name.</summary>
/// <param name="FromUnixNano">Earliest start of a span, nanoseconds since 1970; null: any.</param>
/// <param name="ToUnixNano">Latest start, exclusive; null: any.</param>
/// <param name="Limit">Most names.</param>
public sealed record Services(long? FromUnixNano = null, long? ToUnixNano = null, int Limit = 1_000) : Question<string>
{
    internal override QueryText<string> ToQuery()
    {
        Conditions conditions = new Conditions().Time("Timestamp >= ", "from", FromUnixNano).Time("Timestamp < ", "to", ToUnixNano);
        string where = conditions.Text.Length == 0 ? "" : "WHERE " + conditions.Text + "\n";
        conditions.Values.UInt32("limit", (uint)Limit);
        return new QueryText<string>(
            $"SELECT ServiceName\nFROM otel_traces\n{where}GROUP BY ServiceName\nORDER BY ServiceName\nLIMIT {{limit:UInt32}}",
            conditions.Values,
            row => row.Text());
    }
}
