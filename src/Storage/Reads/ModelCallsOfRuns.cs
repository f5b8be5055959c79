using Tracing.Storage.Connection;
using Tracing.Storage.Reads.Mapping;
using Tracing.Storage.Rows;

namespace Tracing.Storage.Reads;

/// <summary>Calls of a model, by run and place.</summary>
/// <param name="RunIds">The runs.</param>
/// <param name="Limit">Most rows.</param>
public sealed record ModelCallsOfRuns(IReadOnlyCollection<string> RunIds, int Limit = 100_000) : Question<ModelCallRow>
{
    private static readonly string Sql = $$"""
        SELECT
          RunId, Version, `Index`, TraceId, SpanId, toUnixTimestamp64Nano(StartedAt), Model, Provider, RequestHash, PromptTokens,
          CachedTokens, CacheCreationTokens, CompletionTokens, ReasoningTokens, LatencyMs, FirstTokenMs, FinishReason, Status,
          StatusCode, ErrorType, Attempt, Source, ResponseId,
          mapKeys(FieldSources), mapValues(FieldSources), Others
        FROM {{RunChildren.Of("model_calls")}}
        ORDER BY RunId, `Index`
        LIMIT {limit:UInt32}
        """;

    internal override QueryText<ModelCallRow> ToQuery() =>
        new(Sql, new Parameters().Strings("runs", RunIds).UInt32("limit", (uint)Limit), Read);

    private static ModelCallRow Read(RowReader row) => new()
    {
        RunId = row.Text(),
        Version = row.UInt64(),
        Index = row.UInt32(),
        TraceId = row.Text(),
        SpanId = row.Text(),
        StartedAt = row.Int64(),
        Model = row.Text(),
        Provider = row.TextOrNull(),
        RequestHash = row.TextOrNull(),
        PromptTokens = row.UInt64OrNull(),
        CachedTokens = row.UInt64OrNull(),
        CacheCreationTokens = row.UInt64OrNull(),
        CompletionTokens = row.UInt64OrNull(),
        ReasoningTokens = row.UInt64OrNull(),
        LatencyMs = row.DoubleOrNull(),
        FirstTokenMs = row.DoubleOrNull(),
        FinishReason = row.TextOrNull(),
        Status = row.Text(),
        StatusCode = row.UInt16OrNull(),
        ErrorType = row.TextOrNull(),
        Attempt = row.UInt32(),
        Source = row.Text(),
        ResponseId = row.TextOrNull(),
        FieldSources = row.Map<string>(),
        Others = row.Text(),
    };
}
