using System.Text.Json;

namespace Tracing.Adapters.Agents.Definitions;

/// <summary>Values of TOML files that agents read.</summary>
internal static class Toml
{
    /// <summary>A basic string. Its escapes are those of JSON, but for the slash, which JSON need not escape.</summary>
    /// <param name="value">The text.</param>
    public static string Text(string value) => JsonSerializer.Serialize(value);
}
