namespace Tracing.Storage.Columns;

/// <summary>Which table a block of columns belongs to. The values are part of the frame format: never renumber.</summary>
public enum TableTag : byte
{
    /// <summary><c>otel_traces</c>.</summary>
    Spans = 1,

    /// <summary><c>otel_logs</c>.</summary>
    Logs = 2,

    /// <summary><c>artifact_chunks</c>.</summary>
    ArtifactChunks = 3,
}
