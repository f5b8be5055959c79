namespace Tracing.Storage.Tests.Schema;

/// <summary>The columns that readers of the OpenTelemetry ClickHouse exporter's schema expect.</summary>
internal static class DeFacto
{
    private const string Text = "LowCardinality(String)";
    private const string Map = "Map(LowCardinality(String), String)";

    public static IReadOnlyList<string> Traces { get; } =
    [
        "Timestamp DateTime64(9)", "TraceId String", "SpanId String", "ParentSpanId String", "TraceState String", $"SpanName {Text}",
        $"SpanKind {Text}", $"ServiceName {Text}", $"ResourceAttributes {Map}", "ScopeName String", "ScopeVersion String",
        $"SpanAttributes {Map}", "Duration UInt64", $"StatusCode {Text}", "StatusMessage String", "Events.Timestamp Array(DateTime64(9))",
        $"Events.Name Array({Text})", $"Events.Attributes Array({Map})", "Links.TraceId Array(String)", "Links.SpanId Array(String)",
        "Links.TraceState Array(String)", $"Links.Attributes Array({Map})",
    ];

    public static IReadOnlyList<string> Logs { get; } =
    [
        "Timestamp DateTime64(9)", "TraceId String", "SpanId String", "TraceFlags UInt8", $"SeverityText {Text}", "SeverityNumber UInt8",
        $"ServiceName {Text}", "Body String", $"ResourceSchemaUrl {Text}", $"ResourceAttributes {Map}", $"ScopeSchemaUrl {Text}",
        "ScopeName String", $"ScopeVersion {Text}", $"ScopeAttributes {Map}", $"LogAttributes {Map}", $"EventName {Text}",
    ];
}
