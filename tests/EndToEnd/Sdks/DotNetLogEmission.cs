using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Resources;

namespace Tracing.EndToEnd.Tests.Sdks;

/// <summary>Known log records through the OpenTelemetry SDK for .NET, kept in the shape in which the test reads them back.</summary>
internal sealed partial class DotNetLogEmission : BaseProcessor<LogRecord>
{
    private const string Service = "dotnet-sdk";

    private readonly List<JsonNode> records = [];

    /// <summary>Emits everything and returns what the SDK held.</summary>
    public static IReadOnlyList<JsonNode> Emit(OtlpExportProtocol protocol, Uri endpoint, string run)
    {
        using var kept = new DotNetLogEmission();
        using (ILoggerFactory loggers = LoggerFactory.Create(builder => builder.AddOpenTelemetry(options => options
            .SetResourceBuilder(ResourceBuilder.CreateEmpty().AddAttributes(new Dictionary<string, object> { ["service.name"] = Service, ["bench.run.id"] = run }))
            .AddProcessor(kept)
            .AddOtlpExporter(exporter =>
            {
                exporter.Protocol = protocol;
                exporter.Endpoint = protocol == OtlpExportProtocol.Grpc ? endpoint : new Uri(endpoint, "v1/logs");
            }))))
        {
            ILogger logger = loggers.CreateLogger("emit");
            Plain(logger);
            using var activity = new Activity("around");
            activity.SetIdFormat(ActivityIdFormat.W3C).Start();
            Counted(logger, "Grüße, 世界 🙂", 42, 2.5, true);
            Failed(logger, long.MinValue);
        }

        return kept.records;
    }

    /// <inheritdoc/>
    public override void OnEnd(LogRecord data) => records.Add(new JsonObject
    {
        ["timeUnixNano"] = ((data.Timestamp - DateTime.UnixEpoch).Ticks * 100).ToString(CultureInfo.InvariantCulture),
        ["traceId"] = data.TraceId == default ? "" : data.TraceId.ToHexString(),
        ["spanId"] = data.SpanId == default ? "" : data.SpanId.ToHexString(),
        ["severityNumber"] = data.LogLevel switch { LogLevel.Information => 9, LogLevel.Warning => 13, _ => 17 },
        ["severityText"] = data.LogLevel.ToString(),
        ["eventName"] = data.EventId.Name,
        ["serviceName"] = Service,
        ["body"] = new JsonObject { ["value"] = data.Body, ["type"] = "STRING" },
        ["attributes"] = new JsonArray([.. data.Attributes!.Where(attribute => attribute.Key != "{OriginalFormat}").Select(attribute => Attribute(attribute.Key, attribute.Value!))]),
    });

    [LoggerMessage(EventId = 0, EventName = "plain", Level = LogLevel.Information, Message = "nothing to add")]
    private static partial void Plain(ILogger logger);

    [LoggerMessage(EventId = 0, EventName = "counted", Level = LogLevel.Warning, Message = "{Text} {Count} {Share} {Sure}")]
    private static partial void Counted(ILogger logger, string text, int count, double share, bool sure);

    [LoggerMessage(EventId = 0, EventName = "failed", Level = LogLevel.Error, Message = "at {Position}")]
    private static partial void Failed(ILogger logger, long position);

    private static JsonObject Attribute(string key, object value) => new JsonObject
    {
        ["key"] = key,
        ["value"] = value is bool yes ? (yes ? "true" : "false") : Convert.ToString(value, CultureInfo.InvariantCulture),
        ["type"] = value switch { string => "STRING", bool => "BOOL", double => "DOUBLE", _ => "INT" },
    };
}
