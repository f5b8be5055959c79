using Tracing.Storage.Connection;
using Tracing.Storage.Reads.Mapping;

namespace Tracing.Storage.Reads;

/// <summary>What is there of an artifact, without its bytes.</summary>
public sealed record ArtifactChunksRow
{
    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>Its kind.</summary>
    public required string Kind { get; init; }

    /// <summary>Its format.</summary>
    public required string Format { get; init; }

    /// <summary>How it was made.</summary>
    public required string Made { get; init; }

    /// <summary><c>gzip</c>, or empty.</summary>
    public required string Encoding { get; init; }

    /// <summary>Hash of the whole; empty where it was not told.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Distinct pieces.</summary>
    public required ulong Chunks { get; init; }

    /// <summary>Bytes of the distinct pieces.</summary>
    public required ulong Bytes { get; init; }

    /// <summary>Least sequence number.</summary>
    public required uint FirstSequence { get; init; }

    /// <summary>Greatest sequence number.</summary>
    public required uint GreatestSequence { get; init; }

    /// <summary>Whether the piece that is marked as the last is there.</summary>
    public required bool HasLast { get; init; }

    /// <summary>Whether the sender cut it.</summary>
    public required bool Truncated { get; init; }
}

/// <summary>What is there of the artifacts of runs, by run and kind, those of traces that were bound later included.</summary>
/// <param name="RunIds">The runs.</param>
/// <param name="Limit">Most artifacts.</param>
public sealed record ArtifactChunksOfRuns(IReadOnlyCollection<string> RunIds, int Limit = 10_000) : Question<ArtifactChunksRow>
{
    private static readonly string Sql = $$"""
        SELECT
          RunId, Kind, any(Format), Made, any(Encoding), Sha256, count(), sum(Size), min(Sequence), max(Sequence), max(IsLast), max(IsTruncated)
        FROM
        (
          SELECT
            RunId, Kind, Made, Sha256, Sequence, any(Format) AS Format, any(Encoding) AS Encoding, any(length(Body)) AS Size,
            max(Last) AS IsLast, max(Truncated) AS IsTruncated
          FROM {{RunRecords.Of("artifact_chunks", "Kind, Format, Made, Encoding, Sha256, Sequence, Last, Truncated, Body")}}
          GROUP BY RunId, Kind, Made, Sha256, Sequence
        )
        GROUP BY RunId, Kind, Made, Sha256
        ORDER BY RunId, Kind, Made, Sha256
        LIMIT {limit:UInt32}
        """;

    internal override QueryText<ArtifactChunksRow> ToQuery() =>
        new(Sql, new Parameters().Strings("runs", RunIds).UInt32("limit", (uint)Limit), Read);

    private static ArtifactChunksRow Read(RowReader row) => new()
    {
        RunId = row.Text(),
        Kind = row.Text(),
        Format = row.Text(),
        Made = row.Text(),
        Encoding = row.Text(),
        Sha256 = row.Text(),
        Chunks = row.UInt64(),
        Bytes = row.UInt64(),
        FirstSequence = row.UInt32(),
        GreatestSequence = row.UInt32(),
        HasLast = row.Bool(),
        Truncated = row.Bool(),
    };
}
