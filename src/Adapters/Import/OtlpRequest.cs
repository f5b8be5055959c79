using Tracing.Vocabulary;

namespace Tracing.Adapters.Import;

/// <summary>One export request of OTLP/HTTP.</summary>
/// <param name="SignalPath">Path below the endpoint: <c>v1/traces</c>, <c>v1/logs</c> or <c>v1/metrics</c>.</param>
/// <param name="Body">The body, not compressed.</param>
/// <param name="Encoding">How it is written.</param>
public sealed record OtlpRequest(string SignalPath, ReadOnlyMemory<byte> Body, OtlpEncoding Encoding)
{
    /// <summary>Makes a request of OTLP/JSON.</summary>
    /// <param name="signalPath">Path below the endpoint.</param>
    /// <param name="json">The body.</param>
    public OtlpRequest(string signalPath, string json)
        : this(signalPath, System.Text.Encoding.UTF8.GetBytes(json), OtlpEncoding.Json)
    {
    }

    /// <summary>The run that the request belongs to, where its records may not say so themselves (<see cref="RunBindings.Header"/>); null elsewhere.</summary>
    public string? Run { get; init; }

    /// <summary>The body of a request of OTLP/JSON as a text.</summary>
    public string Json => System.Text.Encoding.UTF8.GetString(Body.Span);

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
