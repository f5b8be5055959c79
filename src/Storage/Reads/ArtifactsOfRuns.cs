using Tracing.Storage.Connection;
using Tracing.Storage.Reads.Mapping;
using Tracing.Storage.Rows;

namespace Tracing.Storage.Reads;

/// <summary>Artifacts of runs, by run and kind; their bytes are asked for apart.</summary>
/// <param name="RunIds">The runs.</param>
/// <param name="Limit">Most rows.</param>
public sealed record ArtifactsOfRuns(IReadOnlyCollection<string> RunIds, int Limit = 100_000) : Question<ArtifactRow>
{
    private static readonly string Sql = $$"""
        SELECT
          RunId, Version, Kind, Format, Made, Sha256, Size, Chunks, Complete, Truncated, Encoding
        FROM {{RunChildren.Of("artifacts")}}
        ORDER BY RunId, Kind, Made, Sha256
        LIMIT {limit:UInt32}
        """;

    internal override QueryText<ArtifactRow> ToQuery() =>
        new(Sql, new Parameters().Strings("runs", RunIds).UInt32("limit", (uint)Limit), Read);

    private static ArtifactRow Read(RowReader row) => new()
    {
        RunId = row.Text(),
        Version = row.UInt64(),
        Kind = row.Text(),
        Format = row.Text(),
        Made = row.Text(),
        Sha256 = row.Text(),
        Size = row.UInt64(),
        Chunks = row.UInt32(),
        Complete = row.Bool(),
        Truncated = row.Bool(),
        Encoding = row.Text(),
    };
}
