using System.Globalization;
using Tracing.Storage.Connection;
using Tracing.Storage.Reads.Mapping;
using Tracing.Storage.Rows;
using Tracing.Vocabulary;

namespace Tracing.Storage.Reads;

/// <summary>Which spans. Null: any.</summary>
public sealed record SpanFilter
{
    /// <summary>The run, traces that were bound to it later included.</summary>
    public string? RunId { get; init; }

    /// <summary>The trace, lowercase hex.</summary>
    public string? TraceId { get; init; }

    /// <summary>The span, lowercase hex; the same id may stand in several traces.</summary>
    public string? SpanId { get; init; }

    /// <summary>The service.</summary>
    public string? Service { get; init; }

    /// <summary>The operation.</summary>
    public string? Operation { get; init; }

    /// <summary>The span kind as stored, e.g. <c>Client</c>.</summary>
    public string? Kind { get; init; }

    /// <summary>The status as stored, e.g. <c>Error</c>.</summary>
    public string? StatusCode { get; init; }

    /// <summary>Earliest start, nanoseconds since 1970.</summary>
    public long? FromUnixNano { get; init; }

    /// <summary>Latest start, exclusive, nanoseconds since 1970.</summary>
    public long? ToUnixNano { get; init; }

    /// <summary>Shortest duration, nanoseconds.</summary>
    public ulong? MinDurationNano { get; init; }

    /// <summary>Attributes that a span has, each with its value as text.</summary>
    public IReadOnlyList<SpanAttribute>? Attributes { get; init; }

    /// <summary>What the span is in its run: its own word, else what the agent's dialect read in it.</summary>
    public IReadOnlyCollection<string>? BenchKinds { get; init; }
}

/// <summary>An attribute that a span has.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Value">Its value as text.</param>
public sealed record SpanAttribute(string Key, string Value);

/// <summary>Place of a span in a page: newest first.</summary>
/// <param name="StartUnixNano">Start, nanoseconds since 1970.</param>
/// <param name="TraceId">The trace.</param>
/// <param name="SpanId">The span.</param>
public sealed record SpanKey(long StartUnixNano, string TraceId, string SpanId)
{
    /// <summary>The place of a row.</summary>
    /// <param name="row">The row.</param>
    /// <returns>Its place.</returns>
    public static SpanKey Of(SpanRow row) => new(row.StartUnixNano, row.TraceId, row.SpanId);
}

/// <summary>A page of spans, newest first; with <see cref="Oldest"/>, oldest first. A span that was stored twice comes once.</summary>
/// <param name="Filter">Which.</param>
/// <param name="After">Last span of the page before; null starts.</param>
/// <param name="Limit">Most spans.</param>
/// <param name="Oldest">Whether the oldest come first, which also turns the meaning of <paramref name="After"/>.</param>
public sealed record SpansPage(SpanFilter Filter, SpanKey? After = null, int Limit = 100, bool Oldest = false) : Question<SpanRow>
{
    internal override QueryText<SpanRow> ToQuery()
    {
        var conditions = new Conditions();
        Apply(conditions);
        string direction = Oldest ? "ASC" : "DESC";
        string sql = $$"""
            SELECT
              {{SpanMapping.Columns}}
            FROM {{Source(conditions.Text)}}
            ORDER BY Timestamp {{direction}}, TraceId {{direction}}, SpanId {{direction}}
            LIMIT 1 BY TraceId, SpanId
            LIMIT {limit:UInt32}
            """;
        conditions.Values.UInt32("limit", (uint)Limit);
        return new QueryText<SpanRow>(sql, conditions.Values, SpanMapping.Read);
    }

    private string Source(string condition)
    {
        if (Filter.RunId is not null)
        {
            return RunRecords.Of("otel_traces", SpanMapping.TableColumns, condition);
        }

        return condition.Length == 0 ? "otel_traces" : $"otel_traces\nWHERE {condition}";
    }

    private void Apply(Conditions conditions)
    {
        if (Filter.RunId is not null)
        {
            conditions.Values.Strings("runs", [Filter.RunId]);
        }

        conditions
            .Equal("TraceId", "trace", Filter.TraceId)
            .Equal("SpanId", "span", Filter.SpanId)
            .Equal("ServiceName", "service", Filter.Service)
            .Equal("SpanName", "operation", Filter.Operation)
            .Equal("SpanKind", "kind", Filter.Kind)
            .Equal("StatusCode", "status", Filter.StatusCode)
            .Time("Timestamp >= ", "from", Filter.FromUnixNano)
            .Time("Timestamp < ", "to", Filter.ToUnixNano);
        if (Filter.MinDurationNano is { } duration)
        {
            conditions.Add("Duration >= {duration:UInt64}").Values.UInt64("duration", duration);
        }

        ApplyMeaning(conditions);
        if (After is not null)
        {
            // The bare time is what the primary key can use; the tuple is what makes the place exact.
            conditions
                .Time(Oldest ? "Timestamp >= " : "Timestamp <= ", "afterStart", After.StartUnixNano)
                .Add($"(Timestamp, TraceId, SpanId) {(Oldest ? ">" : "<")} (fromUnixTimestamp64Nano({{afterStart:Int64}}), {{afterTrace:String}}, {{afterSpan:String}})")
                .Values.String("afterTrace", After.TraceId).String("afterSpan", After.SpanId);
        }
    }

    private void ApplyMeaning(Conditions conditions)
    {
        for (int i = 0; i < (Filter.Attributes?.Count ?? 0); i++)
        {
            string number = i.ToString(CultureInfo.InvariantCulture);
            conditions.Add($"(mapContains(SpanAttributes, {{key{number}:String}}) AND SpanAttributes[{{key{number}:String}}] = {{value{number}:String}})")
                .Values.String("key" + number, Filter.Attributes![i].Key).String("value" + number, Filter.Attributes[i].Value);
        }

        if (Filter.BenchKinds is not null)
        {
            conditions
                .Add($"(SpanAttributes['{BenchAttributes.SpanKind}'] IN {{kinds:Array(String)}} OR (TraceId, SpanId) IN (SELECT TraceId, SpanId FROM span_kinds FINAL WHERE Kind IN {{kinds:Array(String)}}))")
                .Values.Strings("kinds", Filter.BenchKinds);
        }
    }
}
