using Tracing.Collector.Decode;
using Tracing.Vocabulary;

namespace Tracing.Collector.Receive;

/// <summary>What a path of the HTTP transport leads to: <c>/v1/traces</c>, <c>/v1/logs</c>, either below <c>/runs/{run}</c>.</summary>
/// <param name="Signal">The signal.</param>
/// <param name="Run">The run of the path; null where it names none.</param>
internal readonly record struct HttpRoute(OtlpSignal Signal, string? Run)
{
    /// <summary>Reads a path. Paths are exact: no other case, no double or trailing slash.</summary>
    public static bool TryParse(string path, out HttpRoute route)
    {
        string? run = null;
        if (path.StartsWith(RunBindings.PathPrefix, StringComparison.Ordinal))
        {
            int end = path.IndexOf('/', RunBindings.PathPrefix.Length);
            if (end < 0)
            {
                route = default;
                return false;
            }

            run = path[RunBindings.PathPrefix.Length..end];
            path = path[end..];
        }

        (bool known, OtlpSignal signal) = path switch
        {
            "/v1/traces" => (true, OtlpSignal.Traces),
            "/v1/logs" => (true, OtlpSignal.Logs),
            _ => (false, default),
        };
        route = new HttpRoute(signal, run);
        return known;
    }

    /// <summary>What is said where a path leads nowhere.</summary>
    public static string WhyNot(string path) => path.EndsWith("/v1/metrics", StringComparison.Ordinal)
        ? "metrics are not collected here; set OTEL_METRICS_EXPORTER=none"
        : "there is nothing at this path; OTLP is sent to /v1/traces and /v1/logs, or to the same below /runs/{run}";
}
