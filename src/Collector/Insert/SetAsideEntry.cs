namespace Tracing.Collector.Insert;

/// <summary>A frame that the store refuses for good, kept with the reason.</summary>
public sealed record SetAsideEntry
{
    /// <summary>Its sequence in the queue, 16 hex digits; the name of its files.</summary>
    public required string Id { get; init; }

    /// <summary>Why, without SQL, paths or values.</summary>
    public required string Reason { get; init; }

    /// <summary>The table that refused it; empty when the payload itself cannot be understood.</summary>
    public required string Table { get; init; }

    /// <summary>When it was set aside.</summary>
    public required DateTimeOffset SetAsideAt { get; init; }

    /// <summary>When it had been accepted.</summary>
    public required DateTimeOffset ArrivedAt { get; init; }

    /// <summary>The request hash, 32 hex digits.</summary>
    public required string RequestHash { get; init; }

    /// <summary>Rows in it.</summary>
    public required RowCounts Rows { get; init; }

    /// <summary>Bytes of the payload.</summary>
    public required int Bytes { get; init; }

    /// <summary>CRC-32C of the payload.</summary>
    public required uint Crc32C { get; init; }
}
