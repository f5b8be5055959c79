using System.Globalization;
using ForeignHarness;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Trace;

// Someone else's harness: the OpenTelemetry SDK and docs/vocabulary.md, nothing of this product. It "runs" one trial; who ran which task in which sweep
// stands in OTEL_RESOURCE_ATTRIBUTES, as with any program that uses OpenTelemetry.
if (args is not [var endpoint, "grpc" or "http", "passes" or "fails", var startedAt])
{
    Console.Error.WriteLine("usage: foreign-harness ENDPOINT grpc|http passes|fails START");
    return 2;
}

var start = DateTimeOffset.Parse(startedAt, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
void Export(OtlpExporterOptions options, string path)
{
    options.Protocol = args[1] == "grpc" ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
    options.Endpoint = args[1] == "grpc" ? new Uri(endpoint) : new Uri(new Uri(endpoint), path);
}

using TracerProvider tracing = Sdk.CreateTracerProviderBuilder()
    .AddSource(Trial.SourceName)
    .AddOtlpExporter(options => Export(options, "v1/traces"))
    .Build();
using ILoggerFactory logging = LoggerFactory.Create(builder => builder.AddOpenTelemetry(options =>
{
    options.IncludeFormattedMessage = true;
    options.AddOtlpExporter(exporter => Export(exporter, "v1/logs"));
}));
new Trial(start, args[2] == "passes", logging.CreateLogger("harness")).Run();
return 0;
