using System.Text.Json.Nodes;

namespace Tracing.Adapters.ScriptedModel.Protocols;

/// <summary>The error body of both of OpenAI's interfaces.</summary>
internal static class OpenAiFault
{
    /// <summary>Writes one.</summary>
    public static JsonObject Of(int status, string message) => new()
    {
        ["error"] = new JsonObject
        {
            ["message"] = message,
            ["type"] = status >= 500 ? "server_error" : status == 429 ? "rate_limit_error" : "invalid_request_error",
            ["param"] = null,
            ["code"] = status == 429 ? "rate_limit_exceeded" : null,
        },
    };
}
