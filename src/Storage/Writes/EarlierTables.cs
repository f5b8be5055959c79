using Tracing.Storage.Rows;

namespace Tracing.Storage.Writes;

/// <summary>Tables of the readings that a later one replaced on request.</summary>
internal static class EarlierTables
{
    public static DerivedTable<EarlierReadingRow> Runs { get; } = new(
        "runs_earlier",
        new("RunId", "String", row => row.RunId),
        new("Version", "UInt64", row => row.Version),
        new("CellId", "String", row => row.CellId),
        new("State", "LowCardinality(String)", row => row.State),
        new("DurationNano", "Nullable(UInt64)", row => row.DurationNano),
        new("PromptTokens", "Nullable(UInt64)", row => row.PromptTokens),
        new("CompletionTokens", "Nullable(UInt64)", row => row.CompletionTokens),
        new("CachedTokens", "Nullable(UInt64)", row => row.CachedTokens),
        new("CacheCreationTokens", "Nullable(UInt64)", row => row.CacheCreationTokens),
        new("ReasoningTokens", "Nullable(UInt64)", row => row.ReasoningTokens),
        new("ModelCallCount", "UInt32", row => row.ModelCallCount),
        new("ToolCallCount", "UInt32", row => row.ToolCallCount),
        new("Dialect", "LowCardinality(String)", row => row.Dialect),
        new("DialectVersion", "String", row => row.DialectVersion),
        new("ScorerVersion", "LowCardinality(String)", row => row.ScorerVersion),
        new("InterpretedAt", "DateTime64(9)", row => row.InterpretedAt));

    public static DerivedTable<AxisScoreRow> AxisScores { get; } = new("axis_scores_earlier", [.. DerivedTables.AxisScores.Columns]);
}
