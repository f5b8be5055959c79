namespace Tracing.Storage.Columns;

/// <summary>Builds rows of <c>artifact_chunks</c>. Nothing is written before a row is accepted.</summary>
public sealed class ArtifactColumns : TableColumns
{
    /// <summary>Makes empty columns.</summary>
    public ArtifactColumns()
        : base(TableLayouts.ArtifactChunks)
    {
        RunId = Of("RunId");
        TraceId = Of("TraceId");
        SpanId = Of("SpanId");
        Timestamp = Of("Timestamp");
        Kind = Of("Kind");
        Format = Of("Format");
        Made = Of("Made");
        Encoding = Of("Encoding");
        Sha256 = Of("Sha256");
        Sequence = Of("Sequence");
        Last = Of("Last");
        Truncated = Of("Truncated");
        Body = Of("Body");
        RowId = Of("RowId");
    }

    /// <summary>The run that the chunks are bound to, or empty; per prefix.</summary>
    public ColumnBuffer RunId { get; }

    /// <summary>Trace id, 32 hex digits or empty.</summary>
    public ColumnBuffer TraceId { get; }

    /// <summary>Span id, 16 hex digits or empty.</summary>
    public ColumnBuffer SpanId { get; }

    /// <summary>Time of the record, Unix nanoseconds.</summary>
    public ColumnBuffer Timestamp { get; }

    /// <summary>Kind of the artifact.</summary>
    public ColumnBuffer Kind { get; }

    /// <summary>Format of the artifact.</summary>
    public ColumnBuffer Format { get; }

    /// <summary>How it was made.</summary>
    public ColumnBuffer Made { get; }

    /// <summary>Compression of the chunks, or empty.</summary>
    public ColumnBuffer Encoding { get; }

    /// <summary>Sha256 of the whole artifact, lowercase hex, or empty.</summary>
    public ColumnBuffer Sha256 { get; }

    /// <summary>Ordinal of the chunk, from 0.</summary>
    public ColumnBuffer Sequence { get; }

    /// <summary>Whether it is the last chunk.</summary>
    public ColumnBuffer Last { get; }

    /// <summary>Whether the artifact was cut.</summary>
    public ColumnBuffer Truncated { get; }

    /// <summary>The chunk's bytes.</summary>
    public ColumnBuffer Body { get; }

    /// <summary>Hash of the request plus the ordinal of the record in it.</summary>
    public ColumnBuffer RowId { get; }
}
