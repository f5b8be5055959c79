namespace Tracing.Adapters.Agents.Definitions;

/// <summary>The variables that Gemini CLI and what is made from it read for their telemetry.</summary>
internal static class GeminiTelemetry
{
    /// <summary>Adds them.</summary>
    /// <param name="environment">To what.</param>
    /// <param name="prefix">What they begin with.</param>
    /// <param name="order">The order.</param>
    public static void Add(Dictionary<string, string> environment, string prefix, AgentOrder order)
    {
        if (order.OtlpRoot is { } otlp)
        {
            environment[prefix + "_TELEMETRY_ENABLED"] = "true";
            environment[prefix + "_TELEMETRY_TARGET"] = "local";
            environment[prefix + "_TELEMETRY_TRACES_ENABLED"] = "true";
            environment[prefix + "_TELEMETRY_OTLP_ENDPOINT"] = otlp;
            environment[prefix + "_TELEMETRY_OTLP_PROTOCOL"] = "http";
        }
    }
}
