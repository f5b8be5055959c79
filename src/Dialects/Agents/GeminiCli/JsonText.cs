using System.Text.Json;

namespace Tracing.Dialects.Agents.GeminiCli;

/// <summary>Attributes whose text is JSON. Agents cut long values, so that what stands there may be no JSON: it is then not recorded.</summary>
internal static class JsonText
{
    /// <summary>The value at the end of a path of members.</summary>
    /// <param name="text">The text, or null.</param>
    /// <param name="path">Names of members, from the outermost.</param>
    /// <returns>The value, or null where the text is no JSON or has no such member.</returns>
    public static JsonElement? At(string? text, params ReadOnlySpan<string> path)
    {
        if (text is null)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            JsonElement at = document.RootElement;
            foreach (string name in path)
            {
                if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at))
                {
                    return null;
                }
            }

            return at.Clone();
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The integer at the end of a path.</summary>
    public static int? IntegerAt(string? text, params ReadOnlySpan<string> path) =>
        At(text, path) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out int number) ? number : null;

    /// <summary>The text at the end of a path; of an object or array its JSON.</summary>
    public static string? TextAt(string? text, params ReadOnlySpan<string> path)
    {
        try
        {
            return At(text, path) switch
            {
                null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => null,
                { ValueKind: JsonValueKind.String } value => value.GetString(),
                { } value => value.GetRawText(),
            };
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair is JSON, but no text.
            return null;
        }
    }

    /// <summary>Whether two texts hold the same JSON, however it is laid out.</summary>
    public static bool AreSame(string? one, string? other) =>
        At(one) is { } a && At(other) is { } b && JsonElement.DeepEquals(a, b);
}
