using Tracing.Storage.Connection;
using Tracing.Storage.Reads.Mapping;

namespace Tracing.Storage.Reads;

/// <summary>A place where a text was found.</summary>
public sealed record SearchHitRow
{
    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>In what: <c>span</c>, <c>tool_call</c>, <c>model_call</c> or <c>log</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>In which of its fields.</summary>
    public required string Field { get; init; }

    /// <summary>Name of the span, tool, model or event; may be empty.</summary>
    public required string Name { get; init; }

    /// <summary>When, nanoseconds since 1970.</summary>
    public required long TimeUnixNano { get; init; }

    /// <summary>The trace, lowercase hex; may be empty.</summary>
    public required string TraceId { get; init; }

    /// <summary>The span, lowercase hex; may be empty.</summary>
    public required string SpanId { get; init; }

    /// <summary>The text around the place.</summary>
    public required string Excerpt { get; init; }
}

/// <summary>
/// Where a text stands, without regard to case, in span names and their status messages, arguments and results of tools, errors
/// of model calls and bodies of log records; newest first. Never a pattern: every character stands for itself.
/// </summary>
/// <param name="Text">The text.</param>
/// <param name="Filter">In which runs: the newest of them are looked at.</param>
/// <param name="MaxRuns">Most runs that are looked at.</param>
/// <param name="Limit">Most places.</param>
public sealed record TextSearch(string Text, RunFilter Filter, int MaxRuns = 1_000, int Limit = 100) : Question<SearchHitRow>
{
    internal override QueryText<SearchHitRow> ToQuery()
    {
        Conditions conditions = Filter.ToConditions();
        conditions.Values.String("text", Text).UInt32("maxRuns", (uint)MaxRuns).UInt32("limit", (uint)Limit);
        string runs = $"SELECT RunId FROM runs FINAL WHERE {conditions.Text} ORDER BY StartedAt DESC NULLS LAST, RunId LIMIT {{maxRuns:UInt32}}";
        string sql = $$"""
            WITH searched AS ({{runs}})
            SELECT RunId, Kind, Field, Name, Time, TraceId, SpanId, substringUTF8(Content, greatest(1, toInt64(positionCaseInsensitiveUTF8(Content, {text:String})) - 80), 240)
            FROM
            (
              {{Branch("span", "SpanName", "toUnixTimestamp64Nano(Timestamp)", "otel_traces", ("name", "SpanName"), ("status", "StatusMessage"))}}
              UNION ALL
              {{Branch("tool_call", "Name", "toUnixTimestamp64Nano(StartedAt)", "tool_calls FINAL", ("name", "Name"), ("arguments", "ifNull(Arguments, '')"), ("result", "ifNull(Result, '')"), ("error", "ifNull(ErrorType, '')"))}}
              UNION ALL
              {{Branch("model_call", "Model", "toUnixTimestamp64Nano(StartedAt)", "model_calls FINAL", ("error", "ifNull(ErrorType, '')"))}}
              UNION ALL
              {{Branch("log", "EventName", "toUnixTimestamp64Nano(Timestamp)", "otel_logs", ("body", "Body"))}}
            )
            ORDER BY Time DESC, RunId, Kind, Field, SpanId
            LIMIT 1 BY RunId, Kind, Field, Time, SpanId, Content
            LIMIT {limit:UInt32}
            """;
        return new QueryText<SearchHitRow>(sql, conditions.Values, Read);
    }

    private static string Branch(string kind, string name, string time, string table, params (string Field, string Column)[] fields)
    {
        string pairs = string.Join(", ", fields.Select(field => $"('{field.Field}', toString({field.Column}))"));
        string any = string.Join(" OR ", fields.Select(field => $"positionCaseInsensitiveUTF8(toString({field.Column}), {{text:String}}) > 0"));
        return $$"""
            SELECT RunId, '{{kind}}' AS Kind, Found.1 AS Field, toString({{name}}) AS Name, {{time}} AS Time, TraceId, SpanId, Found.2 AS Content
              FROM (SELECT *, arrayJoin(arrayFilter(one -> positionCaseInsensitiveUTF8(one.2, {text:String}) > 0, [{{pairs}}])) AS Found FROM {{table}} WHERE RunId IN (searched) AND ({{any}}))
            """;
    }

    private static SearchHitRow Read(RowReader row) => new()
    {
        RunId = row.Text(),
        Kind = row.Text(),
        Field = row.Text(),
        Name = row.Text(),
        TimeUnixNano = row.Int64(),
        TraceId = row.Text(),
        SpanId = row.Text(),
        Excerpt = row.Text(),
    };
}
