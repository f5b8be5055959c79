using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Tracing.EndToEnd.Tests.Sdks;

/// <summary>Known spans through the OpenTelemetry SDK for .NET, kept in the shape in which GraphQL answers.</summary>
internal sealed class DotNetEmission : BaseProcessor<Activity>
{
    private const string Service = "dotnet-sdk";

    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeSeconds(1_790_000_000).AddTicks(1_234_567);

    private readonly List<JsonNode> spans = [];
    private readonly JsonArray resourceAttributes;

    private DotNetEmission(string run) => resourceAttributes = [
        Attribute("service.name", Service),
        Attribute("bench.run.id", run),
        Attribute("host.cpus", 8L),
        Attribute("host.virtual", true),
    ];

    /// <summary>Emits everything and returns what the SDK held.</summary>
    public static IReadOnlyList<JsonNode> Emit(OtlpExportProtocol protocol, Uri endpoint, string run)
    {
        using var kept = new DotNetEmission(run);
        using var source = new ActivitySource("emit." + run, "1.2.3");
        ResourceBuilder resource = ResourceBuilder.CreateEmpty().AddAttributes(
            new Dictionary<string, object> { ["service.name"] = Service, ["bench.run.id"] = run, ["host.cpus"] = 8L, ["host.virtual"] = true });
        using TracerProvider provider = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource)
            .AddSource(source.Name)
            .AddProcessor(kept)
            .AddOtlpExporter(options =>
            {
                options.Protocol = protocol;
                options.Endpoint = protocol == OtlpExportProtocol.Grpc ? endpoint : new Uri(endpoint, "v1/traces");
            })
            .Build();
        Emit(source);
        return provider.ForceFlush() ? kept.spans : throw new InvalidOperationException("The SDK could not export.");
    }

    /// <inheritdoc/>
    public override void OnEnd(Activity data) => spans.Add(new JsonObject
    {
        ["traceId"] = data.TraceId.ToHexString(),
        ["spanId"] = data.SpanId.ToHexString(),
        ["parentSpanId"] = data.ParentSpanId == default ? null : data.ParentSpanId.ToHexString(),
        ["name"] = data.DisplayName,
        ["kind"] = data.Kind.ToString(),
        ["serviceName"] = Service,
        ["startTimeUnixNano"] = Nano(data.StartTimeUtc),
        ["durationNano"] = (data.Duration.Ticks * 100).ToString(CultureInfo.InvariantCulture),
        ["statusCode"] = data.Status.ToString(),
        ["statusMessage"] = data.StatusDescription ?? "",
        ["traceState"] = data.TraceStateString ?? "",
        ["scopeName"] = data.Source.Name,
        ["scopeVersion"] = data.Source.Version,
        ["attributes"] = Attributes(data.TagObjects),
        ["resourceAttributes"] = resourceAttributes.DeepClone(),
        ["events"] = new JsonArray([.. data.Events.Select(one => (JsonNode)new JsonObject
        {
            ["name"] = one.Name,
            ["timeUnixNano"] = Nano(one.Timestamp.UtcDateTime),
            ["attributes"] = Attributes(one.Tags),
        })]),
        ["links"] = new JsonArray([.. data.Links.Select(one => (JsonNode)new JsonObject
        {
            ["traceId"] = one.Context.TraceId.ToHexString(),
            ["spanId"] = one.Context.SpanId.ToHexString(),
            ["traceState"] = one.Context.TraceState ?? "",
            ["attributes"] = Attributes(one.Tags ?? []),
        })]),
    });

    private static void Emit(ActivitySource source)
    {
        using Activity root = source.StartActivity(ActivityKind.Server, parentContext: default, startTime: Start, name: "root")!;
        root.SetTag("text", "Grüße, 世界 🙂 \"quoted\"\n").SetTag("empty", "").SetTag("text.of.integer", "42");
        root.SetTag("integer", 42).SetTag("integer.largest", long.MaxValue).SetTag("integer.smallest", long.MinValue).SetTag("byte", (byte)7);
        root.SetTag("double", 2.5).SetTag("double.tiny", double.Epsilon).SetTag("double.largest", double.MaxValue).SetTag("double.whole", 3.0);
        root.SetTag("yes", true).SetTag("no", false);
        root.SetTag("texts", new[] { "a", "", "ü" }).SetTag("integers", new[] { 1L, 2L }).SetTag("doubles", new[] { 0.5, 1.25 }).SetTag("booleans", new[] { true, false });
        root.AddEvent(new ActivityEvent("began", Start.AddTicks(1), new ActivityTagsCollection { ["step"] = 1L, ["note"] = "first" }));
        root.AddEvent(new ActivityEvent("without attributes", Start.AddTicks(2)));
        root.TraceStateString = "vendor=value";

        var link = new ActivityLink(root.Context, new ActivityTagsCollection { ["why"] = "caused by", ["weight"] = 3L });
        using (Activity failed = source.StartActivity(ActivityKind.Client, root.Context, [], [link], Start.AddSeconds(1), "failed")!)
        {
            failed.SetStatus(ActivityStatusCode.Error, "it broke");
            using Activity nested = source.StartActivity(ActivityKind.Internal, failed.Context, startTime: Start.AddSeconds(1), name: "nested")!;
            nested.SetEndTime(nested.StartTimeUtc.AddTicks(1)).Stop();
            failed.SetEndTime(failed.StartTimeUtc.AddMilliseconds(500)).Stop();
        }

        foreach (ActivityKind kind in (ActivityKind[])[ActivityKind.Producer, ActivityKind.Consumer])
        {
            using Activity one = source.StartActivity(kind, root.Context, startTime: Start.AddSeconds(2), name: kind.ToString())!;
            one.SetStatus(ActivityStatusCode.Ok).SetEndTime(one.StartTimeUtc.AddTicks(19_999_999)).Stop();
        }

        for (int i = 0; i < 40; i++)
        {
            using Activity sibling = source.StartActivity(ActivityKind.Internal, root.Context, startTime: Start.AddTicks(100 + i), name: $"sibling {i % 4}")!;
            sibling.SetTag("i", i).SetEndTime(sibling.StartTimeUtc.AddTicks(1)).Stop();
        }

        root.SetEndTime(root.StartTimeUtc.AddSeconds(10)).Stop();
    }

    private static string Nano(DateTime utc) => ((utc - DateTime.UnixEpoch).Ticks * 100).ToString(CultureInfo.InvariantCulture);

    private static JsonArray Attributes(IEnumerable<KeyValuePair<string, object?>> tags) => new([.. tags.Select(tag => Attribute(tag.Key, tag.Value!))]);

    private static JsonObject Attribute(string key, object value)
    {
        (string text, string type) = value switch
        {
            string one => (one, "STRING"),
            bool one => (one ? "true" : "false", "BOOL"),
            double one => (one.ToString("R", CultureInfo.InvariantCulture), "DOUBLE"),
            Array one => (JsonSerializer.Serialize(one, one.GetType()), "ARRAY"),
            _ => (Convert.ToInt64(value, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture), "INT"),
        };
        return new JsonObject { ["key"] = key, ["value"] = text, ["type"] = type };
    }
}
