using System.Globalization;
using System.Text;
using System.Text.Json;
using Tracing.EngineFixture;
using Tracing.Storage.Rows;

namespace Tracing.Query.Tests.Support;

/// <summary>Puts spans into the raw table, as an exporter of others would: by the columns' names.</summary>
public static class RawSpans
{
    public static SpanRow Span(string traceId, string spanId, long start, string name = "work", string service = "agent", string runId = "") => new()
    {
        TraceId = traceId,
        SpanId = spanId,
        ParentSpanId = "",
        TraceState = "",
        Name = name,
        Kind = "Internal",
        ServiceName = service,
        StartUnixNano = start,
        DurationNano = 1_000_000,
        StatusCode = "Unset",
        StatusMessage = "",
        ScopeName = "",
        ScopeVersion = "",
        RunId = runId,
        Flags = 0,
        IngestedAtUnixNano = start,
        ResourceAttributes = [],
        Attributes = [],
        Events = [],
        Links = [],
    };

    public static Task InsertAsync(TestDatabase database, params IEnumerable<SpanRow> spans) => InsertBatchAsync(database, 0, spans);

    public static async Task InsertBatchAsync(TestDatabase database, ulong batch, IEnumerable<SpanRow> spans)
    {
        string rows = string.Join('\n', spans.Select(span => JsonSerializer.Serialize(Columns(span, batch))));
        string sql = Uri.EscapeDataString($"INSERT INTO {database.Name}.otel_traces FORMAT JSONEachRow");
        using StringContent content = new(rows, Encoding.UTF8);
        using HttpResponseMessage response = await database.HttpClient.PostAsync(
            new Uri($"http://localhost:8123/?query={sql}"), content, TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static Dictionary<string, object> Columns(SpanRow span, ulong batch) => new()
    {
        ["Batch"] = batch,
        ["Timestamp"] = Time(span.StartUnixNano),
        ["TraceId"] = span.TraceId,
        ["SpanId"] = span.SpanId,
        ["ParentSpanId"] = span.ParentSpanId,
        ["TraceState"] = span.TraceState,
        ["SpanName"] = span.Name,
        ["SpanKind"] = span.Kind,
        ["ServiceName"] = span.ServiceName,
        ["Duration"] = span.DurationNano,
        ["StatusCode"] = span.StatusCode,
        ["StatusMessage"] = span.StatusMessage,
        ["ScopeName"] = span.ScopeName,
        ["ScopeVersion"] = span.ScopeVersion,
        ["RunId"] = span.RunId,
        ["IngestedAt"] = Time(span.IngestedAtUnixNano),
        ["ResourceAttributes"] = Map(span.ResourceAttributes),
        ["ResourceAttributeTypes"] = Letters(span.ResourceAttributes),
        ["SpanAttributes"] = Map(span.Attributes),
        ["SpanAttributeTypes"] = Letters(span.Attributes),
        ["Events.Timestamp"] = span.Events.Select(one => Time(one.TimeUnixNano)),
        ["Events.Name"] = span.Events.Select(one => one.Name),
        ["Events.Attributes"] = span.Events.Select(one => Map(one.Attributes)),
        ["EventAttributeTypes"] = span.Events.Select(one => Letters(one.Attributes)),
        ["Links.TraceId"] = span.Links.Select(one => one.TraceId),
        ["Links.SpanId"] = span.Links.Select(one => one.SpanId),
        ["Links.TraceState"] = span.Links.Select(one => one.TraceState),
        ["Links.Attributes"] = span.Links.Select(one => Map(one.Attributes)),
        ["LinkAttributeTypes"] = span.Links.Select(one => Letters(one.Attributes)),
    };

    private static string Time(long unixNano) =>
        (unixNano / 1_000_000_000).ToString(CultureInfo.InvariantCulture) + "." + (unixNano % 1_000_000_000).ToString("D9", CultureInfo.InvariantCulture);

    private static Dictionary<string, string> Map(IReadOnlyList<AttributeValue> attributes) =>
        attributes.ToDictionary(one => one.Key, one => one.Value, StringComparer.Ordinal);

    private static string Letters(IReadOnlyList<AttributeValue> attributes) => string.Concat(attributes.Select(one => (char)one.Type));
}
