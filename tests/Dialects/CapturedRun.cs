using System.Globalization;
using System.Text.Json;
using Tracing.Dialects.Records;

namespace Tracing.Dialects.Tests;

/// <summary>
/// What a real agent exported while a scripted model answered it, and that model's own log. The files are the agents' OTLP/JSON with prompts, host
/// attributes and unrelated spans taken out; the model's log has the members that are compared.
/// </summary>
internal sealed record CapturedRun(RunRecords Records, IReadOnlyList<AnsweredCall> Truth)
{
    /// <summary>Reads a file of the folder <c>Captured</c>.</summary>
    public static CapturedRun Load(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Captured", name + ".json")));
        JsonElement root = document.RootElement;
        SpanRecord[] spans = [.. Items(root.GetProperty("traces"), "resourceSpans").SelectMany(r => Items(r, "scopeSpans")
            .SelectMany(scope => Items(scope, "spans")).Select(span => Span(span, Attributes(r.GetProperty("resource")))))];
        LogRecord[] logs = [.. Items(root.GetProperty("logs"), "resourceLogs").SelectMany(r => Items(r, "scopeLogs")
            .SelectMany(scope => Items(scope, "logRecords")).Select(log => Log(log, Attributes(r.GetProperty("resource")))))];
        AnsweredCall[] truth = [.. root.GetProperty("truth").EnumerateArray().Select(AnsweredCall.Of)];
        return new CapturedRun(
            new RunRecords("run", [.. spans.OrderBy(span => span.StartUnixNano)], [.. logs.OrderBy(log => log.UnixNano)]),
            truth);
    }

    private static SpanRecord Span(JsonElement span, AttributeSet resource) => new()
    {
        TraceId = Text(span, "traceId"),
        SpanId = Text(span, "spanId"),
        ParentSpanId = Text(span, "parentSpanId"),
        Name = Text(span, "name"),
        StartUnixNano = Nanoseconds(span, "startTimeUnixNano"),
        DurationNano = (ulong)(Nanoseconds(span, "endTimeUnixNano") - Nanoseconds(span, "startTimeUnixNano")),
        StatusCode = span.GetProperty("status").GetProperty("code").GetInt32() switch { 1 => "Ok", 2 => "Error", _ => "Unset" },
        StatusMessage = "",
        Attributes = Attributes(span),
        Resource = resource,
        Events = [.. Items(span, "events").Select(e => new EventRecord(Nanoseconds(e, "timeUnixNano"), Text(e, "name"), Attributes(e)))],
    };

    private static LogRecord Log(JsonElement log, AttributeSet resource)
    {
        AttributeSet attributes = Attributes(log);
        return new LogRecord
        {
            UnixNano = Nanoseconds(log, "timeUnixNano"),
            TraceId = Text(log, "traceId"),
            SpanId = Text(log, "spanId"),
            EventName = attributes.Text("event.name") ?? "",
            Body = log.GetProperty("body").GetProperty("stringValue").GetString()!,
            Attributes = attributes,
            Resource = resource,
        };
    }

    private static AttributeSet Attributes(JsonElement holder) => new([.. Items(holder, "attributes").Select(attribute =>
    {
        JsonProperty value = attribute.GetProperty("value").EnumerateObject().First();
        (string text, char type) = value.Name switch
        {
            "stringValue" => (value.Value.GetString()!, 's'),
            "boolValue" => (value.Value.GetBoolean() ? "true" : "false", 'b'),
            "doubleValue" => (value.Value.ToString(), 'd'),
            "arrayValue" => ("[" + string.Join(',', Items(value.Value, "values").Select(item => item.EnumerateObject().First().Value.GetRawText())) + "]", 'a'),
            _ => (value.Value.ToString(), 'i'),
        };
        return new RecordAttribute(Text(attribute, "key"), text, type);
    })]);

    private static JsonElement.ArrayEnumerator Items(JsonElement holder, string name) =>
        holder.TryGetProperty(name, out JsonElement items) ? items.EnumerateArray() : default;

    private static string Text(JsonElement holder, string name) => holder.TryGetProperty(name, out JsonElement text) ? text.GetString()! : "";

    private static long Nanoseconds(JsonElement holder, string name) => long.Parse(Text(holder, name), CultureInfo.InvariantCulture);
}
