using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Tracing.Adapters.ScriptedModel.Serving;

/// <summary>Lists of models in the shape the caller knows.</summary>
internal static class ModelListings
{
    // Any fixed day will do: a scripted model was never released.
    private const long Created = 1_767_225_600;

    /// <summary>Gemini's shape below a path of version 1beta, Anthropic's for callers with its version header, else OpenAI's.</summary>
    public static JsonObject For(HttpRequest request, IReadOnlyList<string> models)
    {
        if (request.Path.Value!.Contains("/v1beta/", StringComparison.Ordinal))
        {
            return new JsonObject { ["models"] = Array(models, Gemini) };
        }

        return request.Headers.ContainsKey("anthropic-version")
            ? new JsonObject { ["data"] = Array(models, Anthropic), ["has_more"] = false, ["first_id"] = models[0], ["last_id"] = models[^1] }
            : new JsonObject { ["object"] = "list", ["data"] = Array(models, OpenAi) };
    }

    private static JsonArray Array(IEnumerable<string> models, Func<string, JsonObject> shape) => new([.. models.Select(shape)]);

    private static JsonObject OpenAi(string model) => new() { ["id"] = model, ["object"] = "model", ["created"] = Created, ["owned_by"] = "script" };

    private static JsonObject Anthropic(string model) =>
        new() { ["type"] = "model", ["id"] = model, ["display_name"] = model, ["created_at"] = "2026-01-01T00:00:00Z" };

    private static JsonObject Gemini(string model) => new()
    {
        ["name"] = "models/" + model,
        ["displayName"] = model,
        ["inputTokenLimit"] = 1_000_000,
        ["outputTokenLimit"] = 65_536,
        ["supportedGenerationMethods"] = new JsonArray("generateContent", "countTokens"),
    };
}
