using System.Text.Json;

namespace Tracing.Adapters.Agents.Definitions;

/// <summary>How opencode and what is made from it are started.</summary>
internal static class OpenCodeLaunch
{
    private const string Provider = "tracing";

    /// <summary>For an order.</summary>
    /// <param name="order">The order.</param>
    /// <param name="prefix">What its variables begin with.</param>
    public static AgentLaunch Of(AgentOrder order, string prefix)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [prefix + "_CONFIG_CONTENT"] = Configuration(order),
            [prefix + "_DISABLE_AUTOUPDATE"] = "1",
            [prefix + "_DISABLE_MODELS_FETCH"] = "1",
            [prefix + "_DISABLE_LSP_DOWNLOAD"] = "1",
        };
        if (order.OtlpRoot is { } otlp)
        {
            environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = otlp;

            // What it has not exported when it ends is lost: it ends without waiting, on a fast machine within 100 ms of its last span.
            environment["OTEL_BSP_SCHEDULE_DELAY"] = "5";
        }

        return new AgentLaunch { Arguments = ["run", "--format", "json", "--auto", "-m", $"{Provider}/{order.Model}", order.Prompt], Environment = environment };
    }

    private static string Configuration(AgentOrder order) => JsonSerializer.Serialize(new
    {
        provider = new Dictionary<string, object>
        {
            [Provider] = new
            {
                npm = "@ai-sdk/openai-compatible",
                name = Provider,
                options = new { baseURL = order.OpenAiBase, apiKey = order.Key },
                models = new Dictionary<string, object> { [order.Model] = new { name = order.Model } },
            },
        },
        experimental = new { openTelemetry = order.Otlp is not null },
    });
}
