using System.Runtime.CompilerServices;
using System.Text.Json;
using Tracing.Dialects.Records;

namespace Tracing.Dialects.Tests.Agents;

/// <summary>
/// What a real agent exported in a real run against the scripted model, one record a line: written by tests/RealAgents (<c>AGENTS_CAPTURE=1</c>).
/// The script: five turns, four commands of which the second fails, the second request refused once.
/// </summary>
internal static class Captured
{
    public static RunRecords Run(string name)
    {
        List<SpanRecord> spans = [];
        List<LogRecord> logs = [];
        foreach (string line in File.ReadLines(Path.Combine(Folder(), name + ".jsonl")))
        {
            using JsonDocument json = JsonDocument.Parse(line);
            JsonElement record = json.RootElement;
            if (record.TryGetProperty("span", out _))
            {
                spans.Add(Span(record));
            }
            else
            {
                logs.Add(Log(record));
            }
        }

        return new RunRecords(name, [.. spans.OrderBy(span => span.StartUnixNano)], [.. logs.OrderBy(log => log.UnixNano)]);
    }

    private static string Folder([CallerFilePath] string self = "") => Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(self))!, "Captures");

    private static SpanRecord Span(JsonElement record) => new()
    {
        TraceId = record.GetProperty("trace").GetString()!,
        SpanId = record.GetProperty("id").GetString()!,
        ParentSpanId = record.GetProperty("parent").GetString()!,
        Name = record.GetProperty("span").GetString()!,
        StartUnixNano = record.GetProperty("at").GetInt64(),
        DurationNano = record.GetProperty("lasts").GetUInt64(),
        StatusCode = record.GetProperty("status").GetString()!,
        StatusMessage = "",
        Attributes = Attributes(record.GetProperty("attributes")),
        Resource = Resource(record),
        Events =
        [
            .. record.GetProperty("events").EnumerateArray().Select(e =>
                new EventRecord(e.GetProperty("at").GetInt64(), e.GetProperty("event").GetString()!, Attributes(e.GetProperty("attributes")))),
        ],
    };

    private static LogRecord Log(JsonElement record) => new()
    {
        UnixNano = record.GetProperty("at").GetInt64(),
        TraceId = record.GetProperty("trace").GetString()!,
        SpanId = record.GetProperty("id").GetString()!,
        EventName = record.GetProperty("log").GetString()!,
        Body = record.GetProperty("body").GetString()!,
        Attributes = Attributes(record.GetProperty("attributes")),
        Resource = Resource(record),
    };

    private static AttributeSet Resource(JsonElement record) => Some.Attributes(
        ("bench.cell.id", "sweep/agent/scripted-model/repair/calc"), ("service.name", record.GetProperty("service").GetString()));

    private static AttributeSet Attributes(JsonElement told) => new(
    [
        .. told.EnumerateObject().Select(a => new RecordAttribute(a.Name, a.Value.ValueKind == JsonValueKind.String ? a.Value.GetString()! : a.Value.GetRawText(), a.Value.ValueKind switch
        {
            JsonValueKind.String => 's',
            JsonValueKind.Number => a.Value.TryGetInt64(out long _) ? 'i' : 'd',
            JsonValueKind.True or JsonValueKind.False => 'b',
            JsonValueKind.Null => 'n',
            _ => 'a',
        })),
    ]);
}
