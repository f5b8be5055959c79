using Tracing.Storage.Connection;
using Tracing.Storage.Rows;

namespace Tracing.Storage.Reads;

/// <summary>Readings of runs that a later one replaced on request, by run, newest first. One that still counts is not yet earlier.</summary>
/// <param name="RunIds">The runs.</param>
/// <param name="Limit">Most rows.</param>
public sealed record EarlierReadings(IReadOnlyCollection<string> RunIds, int Limit = 100_000) : Question<EarlierReadingRow>
{
    private static readonly string Sql = $$"""
        SELECT
          earlier.RunId, earlier.Version, CellId, State, DurationNano, PromptTokens, CompletionTokens, CachedTokens, CacheCreationTokens,
          ReasoningTokens, ModelCallCount, ToolCallCount, Dialect, DialectVersion, ScorerVersion, toUnixTimestamp64Nano(InterpretedAt)
        FROM (SELECT * FROM runs_earlier FINAL WHERE RunId IN {runs:Array(String)}) AS earlier
        INNER JOIN {{Mapping.RunKeys.Versions("RunId IN {runs:Array(String)}")}} AS run ON earlier.RunId = run.RunId
        WHERE earlier.Version < run.Version
        ORDER BY earlier.RunId, earlier.Version DESC
        LIMIT {limit:UInt32}
        """;

    internal override QueryText<EarlierReadingRow> ToQuery() =>
        new(Sql, new Parameters().Strings("runs", RunIds).UInt32("limit", (uint)Limit), Read);

    private static EarlierReadingRow Read(RowReader row) => new()
    {
        RunId = row.Text(),
        Version = row.UInt64(),
        CellId = row.Text(),
        State = row.Text(),
        DurationNano = row.UInt64OrNull(),
        PromptTokens = row.UInt64OrNull(),
        CompletionTokens = row.UInt64OrNull(),
        CachedTokens = row.UInt64OrNull(),
        CacheCreationTokens = row.UInt64OrNull(),
        ReasoningTokens = row.UInt64OrNull(),
        ModelCallCount = row.UInt32(),
        ToolCallCount = row.UInt32(),
        Dialect = row.Text(),
        DialectVersion = row.Text(),
        ScorerVersion = row.Text(),
        InterpretedAt = row.Int64(),
    };
}
