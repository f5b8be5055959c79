using Tracing.Storage.Connection;
using Tracing.Storage.Reads.Mapping;
using Tracing.Storage.Rows;

namespace Tracing.Storage.Reads;

/// <summary>Calls of a tool, by run and place.</summary>
/// <param name="RunIds">The runs.</param>
/// <param name="Limit">Most rows.</param>
public sealed record ToolCallsOfRuns(IReadOnlyCollection<string> RunIds, int Limit = 100_000) : Question<ToolCallRow>
{
    private static readonly string Sql = $$"""
        SELECT
          RunId, Version, `Index`, TraceId, SpanId, toUnixTimestamp64Nano(StartedAt), DurationMs, Name, CallId, Arguments, Result,
          ExitCode, Success, ErrorType, Source, mapKeys(FieldSources), mapValues(FieldSources), Others
        FROM {{RunChildren.Of("tool_calls")}}
        ORDER BY RunId, `Index`
        LIMIT {limit:UInt32}
        """;

    internal override QueryText<ToolCallRow> ToQuery() =>
        new(Sql, new Parameters().Strings("runs", RunIds).UInt32("limit", (uint)Limit), Read);

    private static ToolCallRow Read(RowReader row) => new()
    {
        RunId = row.Text(),
        Version = row.UInt64(),
        Index = row.UInt32(),
        TraceId = row.Text(),
        SpanId = row.Text(),
        StartedAt = row.Int64(),
        DurationMs = row.DoubleOrNull(),
        Name = row.Text(),
        CallId = row.TextOrNull(),
        Arguments = row.TextOrNull(),
        Result = row.TextOrNull(),
        ExitCode = row.Int32OrNull(),
        Success = row.BoolOrNull(),
        ErrorType = row.TextOrNull(),
        Source = row.Text(),
        FieldSources = row.Map<string>(),
        Others = row.Text(),
    };
}
