namespace Tracing.Adapters.Import;

/// <summary>One OTLP/JSON export request.</summary>
/// <param name="SignalPath">Path below the endpoint: <c>v1/traces</c>, <c>v1/logs</c> or <c>v1/metrics</c>.</param>
/// <param name="Json">The body.</param>
public sealed record OtlpRequest(string SignalPath, string Json)
{
    /// <summary>The path for a request whose first key this is.</summary>
    /// <param name="key">A top-level key of the request.</param>
    /// <returns>The path, or null for an unknown key.</returns>
    public static string? SignalPathOf(string key) => key switch
    {
        "resourceSpans" => "v1/traces",
        "resourceLogs" => "v1/logs",
        "resourceMetrics" => "v1/metrics",
        _ => null,
    };
}
