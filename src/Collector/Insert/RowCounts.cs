using Tracing.Storage.Columns;

namespace Tracing.Collector.Insert;

/// <summary>Rows a range brings to each table.</summary>
/// <param name="Spans">To <c>otel_traces</c>.</param>
/// <param name="Logs">To <c>otel_logs</c>.</param>
/// <param name="ArtifactChunks">To <c>artifact_chunks</c>.</param>
public readonly record struct RowCounts(long Spans, long Logs, long ArtifactChunks)
{
    /// <summary>Of all tables.</summary>
    public long Total => Spans + Logs + ArtifactChunks;

    internal static IReadOnlyList<TableTag> Tables { get; } = [TableTag.Spans, TableTag.Logs, TableTag.ArtifactChunks];

    internal long this[TableTag table] => table switch
    {
        TableTag.Spans => Spans,
        TableTag.Logs => Logs,
        TableTag.ArtifactChunks => ArtifactChunks,
        _ => throw new ArgumentOutOfRangeException(nameof(table), table, "no such table"),
    };

    internal static RowCounts Of(IEnumerable<LoadedFrame> frames)
    {
        var sum = default(RowCounts);
        foreach (var block in frames.SelectMany(static frame => frame.Blocks))
        {
            sum = block.Tag switch
            {
                TableTag.Spans => sum with { Spans = sum.Spans + block.Rows },
                TableTag.Logs => sum with { Logs = sum.Logs + block.Rows },
                _ => sum with { ArtifactChunks = sum.ArtifactChunks + block.Rows },
            };
        }

        return sum;
    }
}
