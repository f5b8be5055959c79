using Tracing.Storage.Connection;
using Tracing.Storage.Reads.Mapping;

namespace Tracing.Storage.Reads;

/// <summary>Which artifact of a run.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Made">How it was made.</param>
/// <param name="Sha256">Hash of the whole; empty where it was not told.</param>
public sealed record ArtifactKey(string RunId, string Kind, string Made, string Sha256);

/// <summary>A piece of an artifact.</summary>
/// <param name="Sequence">Its place.</param>
/// <param name="TimeUnixNano">Its time, nanoseconds since 1970.</param>
/// <param name="Last">Whether it said that it is the last.</param>
/// <param name="Truncated">Whether it said that the artifact was cut.</param>
/// <param name="Body">Its bytes, as they came.</param>
public sealed record ArtifactChunkRow(uint Sequence, long TimeUnixNano, bool Last, bool Truncated, ReadOnlyMemory<byte> Body);

/// <summary>The pieces of an artifact, in order. A piece that was stored twice comes once. Read page by page: pieces are up to 256 KiB.</summary>
/// <param name="Artifact">Which.</param>
/// <param name="AfterSequence">Last piece of the page before; null starts.</param>
/// <param name="Limit">Most pieces.</param>
public sealed record ArtifactBytes(ArtifactKey Artifact, uint? AfterSequence = null, int Limit = 64) : Question<ArtifactChunkRow>
{
    private static readonly string Sql = $$"""
        SELECT Sequence, toUnixTimestamp64Nano(Timestamp), Last, Truncated, Body
        FROM {{RunRecords.Of("artifact_chunks", "Sequence, Timestamp, Last, Truncated, Body, RowId", "Kind = {kind:String} AND Made = {made:String} AND Sha256 = {sha256:String} AND ({first:UInt8} OR Sequence > {after:UInt32})")}}
        ORDER BY Sequence, RowId
        LIMIT 1 BY Sequence
        LIMIT {limit:UInt32}
        """;

    internal override QueryText<ArtifactChunkRow> ToQuery() => new(
        Sql,
        new Parameters()
            .Strings("runs", [Artifact.RunId])
            .String("kind", Artifact.Kind)
            .String("made", Artifact.Made)
            .String("sha256", Artifact.Sha256)
            .UInt8("first", AfterSequence is null)
            .UInt32("after", AfterSequence ?? 0)
            .UInt32("limit", (uint)Limit),
        row => new ArtifactChunkRow(row.UInt32(), row.Int64(), row.Bool(), row.Bool(), row.Bytes()),
        BinaryStrings: true);
}
