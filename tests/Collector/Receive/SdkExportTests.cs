using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Tracing.Collector.Tests.Receive;

/// <summary>The OpenTelemetry .NET SDK exports, and the rows in the engine say what it was told.</summary>
public sealed class SdkExportTests(EngineFixture.EngineFixture engine)
{
    // One text of everything: what differs is seen side by side.
    private const string SpanText = """
        SELECT concatWithSeparator('|', SpanName, TraceId, SpanId, ParentSpanId, TraceState, SpanKind, ServiceName, ScopeName, ScopeVersion,
          toString(toUnixTimestamp64Nano(Timestamp)), toString(Duration), StatusCode, StatusMessage,
          toString(SpanAttributes), SpanAttributeTypes, toString(Events.Name), toString(arrayMap(t -> toUnixTimestamp64Nano(t), Events.Timestamp)),
          toString(Events.Attributes), toString(EventAttributeTypes), toString(Links.TraceId), toString(Links.SpanId), toString(Links.Attributes), ResourceAttributes['bench.run.id'], RunId)
        FROM otel_traces
        """;

    private const string LogText = """
        SELECT concatWithSeparator('|', Body, BodyType, TraceId, SpanId, SeverityText, toString(SeverityNumber), ServiceName, ScopeName,
          LogAttributes['agent'], LogAttributes['turn'], substring(LogAttributeTypes, indexOf(mapKeys(LogAttributes), 'turn'), 1), RunId)
        FROM otel_logs
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(OtlpExportProtocol.Grpc)]
    [InlineData(OtlpExportProtocol.HttpProtobuf)]
    public async Task A_span_comes_back_as_the_sdk_was_told(OtlpExportProtocol protocol)
    {
        await using PipelineHost host = await PipelineHost.StartAsync(engine);
        using var source = new ActivitySource($"tests.{protocol}", "1.2.3");
        Activity span;
        using (TracerProvider provider = Sdk.CreateTracerProviderBuilder()
            .AddSource(source.Name)
            .SetResourceBuilder(Resource)
            .AddOtlpExporter(options => Configure(options, host, protocol, "v1/traces"))
            .Build())
        {
            span = RecordSpan(source);
            Assert.True(provider.ForceFlush());
        }

        string link = span.Links.Single().Context.TraceId.ToHexString();
        string expected = string.Join(
            '|',
            ["chat model", span.TraceId.ToHexString(), span.SpanId.ToHexString(), span.ParentSpanId.ToHexString(), "vendor=1", "Client", "sdk", source.Name, "1.2.3",
            Nano(span.StartTimeUtc), (span.Duration.Ticks * 100).ToString(CultureInfo.InvariantCulture), "Error", "refused",
            """{'text':'3','int':'3','double':'0.1','bool':'true','list':'["a","b"]'}""", "sidba", "['first_token']", $"[{Nano(span.Events.Single().Timestamp.UtcDateTime)}]",
            "[{'index':'7'}]", "['i']", $"['{link}']", $"['{span.Links.Single().Context.SpanId.ToHexString()}']", "[{'why':'retry'}]", "run-1", "run-1"]);
        Assert.Equal(expected, await host.ReadAsync(SpanText, "otel_traces", 1));
    }

    [Theory]
    [InlineData(OtlpExportProtocol.Grpc)]
    [InlineData(OtlpExportProtocol.HttpProtobuf)]
    public async Task A_log_record_comes_back_as_the_sdk_was_told(OtlpExportProtocol protocol)
    {
        await using PipelineHost host = await PipelineHost.StartAsync(engine);
        using Activity activity = new Activity("turn").SetIdFormat(ActivityIdFormat.W3C).Start();
        using (ILoggerFactory loggers = LoggerFactory.Create(logging => logging.AddOpenTelemetry(options =>
        {
            options.SetResourceBuilder(Resource);
            options.IncludeFormattedMessage = true;
            options.AddOtlpExporter(exporter => Configure(exporter, host, protocol, "v1/logs"));
        })))
        {
#pragma warning disable CA1727, CA1848 // The attribute names are the test's subject.
            loggers.CreateLogger("tests").LogWarning("{agent} took turn {turn}", "codex", 3);
#pragma warning restore CA1727, CA1848
        }

        string expected = $"codex took turn 3|s|{activity.TraceId}|{activity.SpanId}|Warning|13|sdk|tests|codex|3|i|run-1";
        Assert.Equal(expected, await host.ReadAsync(LogText, "otel_logs", 1));
        Cancel.ThrowIfCancellationRequested();
    }

    private static ResourceBuilder Resource => ResourceBuilder.CreateEmpty().AddService("sdk", serviceInstanceId: "1").AddAttributes([new("bench.run.id", "run-1")]);

    private static Activity RecordSpan(ActivitySource source)
    {
        var parent = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded, "vendor=1", isRemote: true);
        var linked = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded);
        using Activity span = source.StartActivity("chat model", ActivityKind.Client, parent, links: [new ActivityLink(linked, new ActivityTagsCollection { ["why"] = "retry" })])!;
        span.SetTag("text", "3").SetTag("int", 3).SetTag("double", 0.1).SetTag("bool", true).SetTag("list", (string[])["a", "b"]);
        span.AddEvent(new ActivityEvent("first_token", tags: new ActivityTagsCollection { ["index"] = 7 }));
        span.SetStatus(ActivityStatusCode.Error, "refused");
        return span;
    }

    private static void Configure(OtlpExporterOptions options, PipelineHost host, OtlpExportProtocol protocol, string path)
    {
        options.Protocol = protocol;
        options.ExportProcessorType = ExportProcessorType.Simple;
        options.Endpoint = protocol == OtlpExportProtocol.Grpc ? host.Pipeline.Receiver.GrpcAddress! : new Uri(host.Pipeline.Receiver.HttpAddress!, path);
    }

    private static string Nano(DateTime time) => ((time - DateTime.UnixEpoch).Ticks * 100).ToString(CultureInfo.InvariantCulture);
}
