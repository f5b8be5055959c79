using Tracing.Storage.Connection;
using Tracing.Storage.Reads.Mapping;

namespace Tracing.Storage.Reads;

/// <summary>An operation of a service.</summary>
/// <param name="Service">The service.</param>
/// <param name="Name">Name of its spans.</param>
/// <param name="Kind">Kind of its spans, as stored.</param>
public sealed record OperationRow(string Service, string Name, string Kind);

/// <summary>The operations of a service, or of all, by service, name and kind.</summary>
/// <param name="Service">The service; null: all.</param>
/// <param name="Kind">The kind as stored; null: any.</param>
/// <param name="FromUnixNano">Earliest start of a span, nanoseconds since 1970; null: any.</param>
/// <param name="ToUnixNano">Latest start, exclusive; null: any.</param>
/// <param name="Limit">Most operations.</param>
public sealed record Operations(
    string? Service = null, string? Kind = null, long? FromUnixNano = null, long? ToUnixNano = null, int Limit = 1_000)
    : Question<OperationRow>
{
    internal override QueryText<OperationRow> ToQuery()
    {
        Conditions conditions = new Conditions()
            .Equal("ServiceName", "service", Service)
            .Equal("SpanKind", "kind", Kind)
            .Time("Timestamp >= ", "from", FromUnixNano)
            .Time("Timestamp < ", "to", ToUnixNano);
        string where = conditions.Text.Length == 0 ? "" : "WHERE " + conditions.Text + "\n";
        conditions.Values.UInt32("limit", (uint)Limit);
        return new QueryText<OperationRow>(
            $"SELECT ServiceName, SpanName, SpanKind\nFROM otel_traces\n{where}GROUP BY ServiceName, SpanName, SpanKind\nORDER BY ServiceName, SpanName, SpanKind\nLIMIT {{limit:UInt32}}",
            conditions.Values,
            row => new OperationRow(row.Text(), row.Text(), row.Text()));
    }
}
