using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;
using OpenTelemetry.Proto.Trace.V1;
using Tracing.Processes;

namespace Tracing.RealAgents.Tests.Relay;

/// <summary>
/// What an agent exported, one record a line, for the dialects' light tests. Values are short, folders are <c>/folder</c>, and of spans that share
/// a name without an attribute or event of telling a few stay: an agent's inner noise would fill the file.
/// </summary>
internal static class Capture
{
    private const int LongestValue = 600;
    private const int MostOfNoise = 2;

    private static readonly string[] OfTheMachine = ["host.", "os.", "process.", "user.", "organization.", "terminal.", "session.id", "thread.", "code.", "busy_ns", "idle_ns"];
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the capture of an agent, when that is asked for: <c>AGENTS_CAPTURE=1</c>.</summary>
    /// <param name="agent">Name of the agent.</param>
    /// <param name="requests">What was sent.</param>
    /// <param name="folder">The run's folder.</param>
    /// <param name="cancellation">Ends the writing.</param>
    public static async Task WriteAsync(string agent, IEnumerable<RelayedRequest> requests, string folder, CancellationToken cancellation)
    {
        if (Environment.GetEnvironmentVariable("AGENTS_CAPTURE") == "1")
        {
            await File.WriteAllLinesAsync(Path.Combine(RepositoryPaths.Root, "tests/Dialects/Captures", agent + ".jsonl"), Lines(requests, folder), cancellation);
        }
    }

    /// <summary>Lines of a capture.</summary>
    /// <param name="requests">What was sent.</param>
    /// <param name="folder">The run's folder.</param>
    private static IEnumerable<string> Lines(IEnumerable<RelayedRequest> requests, string folder)
    {
        var noise = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (RelayedRequest request in requests)
        {
            foreach (JsonObject record in Records(request).Where(record => Tells(record, noise)))
            {
                yield return record.ToJsonString(Options).Replace(folder, "/folder", StringComparison.Ordinal);
            }
        }
    }

    private static IEnumerable<JsonObject> Records(RelayedRequest request) => request.Path.Contains("race", StringComparison.Ordinal)
        ? (request.IsJson ? OtlpJson.Parse<ExportTraceServiceRequest>(request.Body) : ExportTraceServiceRequest.Parser.ParseFrom(request.Body)).ResourceSpans
            .SelectMany(resource => resource.ScopeSpans.SelectMany(scope => scope.Spans).Select(span => Of(span, resource.Resource.Attributes)))
        : (request.IsJson ? OtlpJson.Parse<ExportLogsServiceRequest>(request.Body) : ExportLogsServiceRequest.Parser.ParseFrom(request.Body)).ResourceLogs
            .SelectMany(resource => resource.ScopeLogs.SelectMany(scope => scope.LogRecords).Select(log => Of(log, resource.Resource.Attributes)));

    private static bool Tells(JsonObject record, Dictionary<string, int> noise)
    {
        string kind = (string?)record["span"] ?? "log " + (record["attributes"]!["event.kind"] ?? record["attributes"]!["event.name"] ?? "");
        bool tells = record["attributes"]!.AsObject().Any(a => a.Key.Contains("usage", StringComparison.Ordinal) || a.Key.Contains("token_count", StringComparison.Ordinal)
            || a.Key.StartsWith("ai.", StringComparison.Ordinal) || a.Key.Contains("duration_ms", StringComparison.Ordinal) || a.Key is "tool_name" or "model")
            || record["events"] is JsonArray { Count: > 0 };
        noise[kind] = noise.GetValueOrDefault(kind) + 1;
        return tells || kind.Contains("sampling", StringComparison.Ordinal) || kind.Contains("receiving_stream", StringComparison.Ordinal)
            || kind.Contains("stream", StringComparison.Ordinal) || noise[kind] <= MostOfNoise;
    }

    private static JsonObject Of(Span span, IEnumerable<KeyValue> resource) => new()
    {
        ["span"] = span.Name,
        ["trace"] = Hex(span.TraceId),
        ["id"] = Hex(span.SpanId),
        ["parent"] = Hex(span.ParentSpanId),
        ["at"] = (long)span.StartTimeUnixNano,
        ["lasts"] = (long)(span.EndTimeUnixNano - span.StartTimeUnixNano),
        ["status"] = span.Status?.Code switch { Status.Types.StatusCode.Ok => "Ok", Status.Types.StatusCode.Error => "Error", _ => "Unset" },
        ["service"] = resource.FirstOrDefault(a => a.Key == "service.name")?.Value.StringValue,
        ["attributes"] = Of(span.Attributes),
        ["events"] = new JsonArray([.. span.Events.Select(e => new JsonObject { ["event"] = e.Name, ["at"] = (long)e.TimeUnixNano, ["attributes"] = Of(e.Attributes) })]),
    };

    private static JsonObject Of(LogRecord log, IEnumerable<KeyValue> resource) => new()
    {
        ["log"] = log.EventName.Length > 0 ? log.EventName : log.Attributes.FirstOrDefault(a => a.Key == "event.name")?.Value.StringValue ?? "",
        ["trace"] = Hex(log.TraceId),
        ["id"] = Hex(log.SpanId),
        ["at"] = (long)(log.TimeUnixNano > 0 ? log.TimeUnixNano : log.ObservedTimeUnixNano),
        ["service"] = resource.FirstOrDefault(a => a.Key == "service.name")?.Value.StringValue,
        ["body"] = Short(log.Body?.StringValue ?? ""),
        ["attributes"] = Of(log.Attributes),
    };

    private static JsonObject Of(IEnumerable<KeyValue> attributes)
    {
        var told = new JsonObject();
        foreach (KeyValue attribute in attributes.Where(a => !OfTheMachine.Any(prefix => a.Key.StartsWith(prefix, StringComparison.Ordinal))))
        {
            told[attribute.Key] = Of(attribute.Value);
        }

        return told;
    }

    private static JsonNode? Of(AnyValue value) => value.ValueCase switch
    {
        AnyValue.ValueOneofCase.StringValue => Short(value.StringValue),
        AnyValue.ValueOneofCase.IntValue => value.IntValue,
        AnyValue.ValueOneofCase.DoubleValue => value.DoubleValue,
        AnyValue.ValueOneofCase.BoolValue => value.BoolValue,
        AnyValue.ValueOneofCase.ArrayValue => new JsonArray([.. value.ArrayValue.Values.Select(Of)]),
        _ => null,
    };

    private static string Short(string text) => text.Length <= LongestValue ? text : text[..LongestValue];

    private static string Hex(ByteString id) => Convert.ToHexStringLower(id.Span);
}
