using System.Text.Json;
using System.Text.RegularExpressions;

namespace Tracing.Adapters.Agents.Output;

/// <summary>Members of objects whose shape is another program's: what is missing or of another kind reads as absent.</summary>
internal static partial class JsonLine
{
    /// <summary>Reads a text as JSON; undefined where it is none.</summary>
    /// <param name="text">The text.</param>
    public static JsonElement Parse(string text)
    {
        try
        {
            return text.AsSpan().TrimStart() is ['{' or '[', ..] ? JsonElement.Parse(text) : default;
        }
        catch (JsonException)
        {
            return default;
        }
    }

    /// <summary>An element below, or an undefined one.</summary>
    /// <param name="element">Where to look.</param>
    /// <param name="path">Names of members.</param>
    public static JsonElement At(this JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (string name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !TryGet(ref element, name))
            {
                return default;
            }
        }

        return element;
    }

    /// <summary>A text below; null where there is none.</summary>
    /// <param name="element">Where to look.</param>
    /// <param name="path">Names of members.</param>
    public static string? Text(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.At(path) is { ValueKind: JsonValueKind.String } found ? WellFormed(found) : null;

    /// <summary>An integer below; null where there is none.</summary>
    /// <param name="element">Where to look.</param>
    /// <param name="path">Names of members.</param>
    public static long? Integer(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.At(path) is { ValueKind: JsonValueKind.Number } found && found.TryGetInt64(out long value) ? value : null;

    /// <summary>A truth value below; null where there is none.</summary>
    /// <param name="element">Where to look.</param>
    /// <param name="path">Names of members.</param>
    public static bool? Flag(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.At(path).ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => null,
        };

    /// <summary>The items of a list below; none where there is no list.</summary>
    /// <param name="element">Where to look.</param>
    /// <param name="path">Names of members.</param>
    public static IEnumerable<JsonElement> Items(this JsonElement element, params ReadOnlySpan<string> path)
    {
        JsonElement found = element.At(path);
        return found.ValueKind == JsonValueKind.Array ? found.EnumerateArray() : [];
    }

    /// <summary>A time below, in milliseconds since 1970 or as ISO 8601 (without an offset: UTC, which every agent is started with); else another.</summary>
    /// <param name="element">Where to look.</param>
    /// <param name="otherwise">The time where there is none.</param>
    /// <param name="path">Names of members.</param>
    public static DateTimeOffset Time(this JsonElement element, DateTimeOffset otherwise, params ReadOnlySpan<string> path)
    {
        JsonElement found = element.At(path);
        return found.ValueKind switch
        {
            JsonValueKind.Number when found.TryGetInt64(out long milliseconds) && milliseconds is > 0 and < 253402300800000 => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds),
            JsonValueKind.String when DateTimeOffset.TryParse(
                found.GetString(),
                System.Globalization.CultureInfo.InvariantCulture,
                System.Globalization.DateTimeStyles.AssumeUniversal | System.Globalization.DateTimeStyles.AdjustToUniversal,
                out DateTimeOffset time) => time,
            _ => otherwise,
        };
    }

    /// <summary>A time below in seconds since 1970; else another.</summary>
    /// <param name="element">Where to look.</param>
    /// <param name="otherwise">The time where there is none.</param>
    /// <param name="path">Names of members.</param>
    public static DateTimeOffset Seconds(this JsonElement element, DateTimeOffset otherwise, params ReadOnlySpan<string> path) =>
        element.At(path) is { ValueKind: JsonValueKind.Number } found && found.TryGetDouble(out double seconds) && seconds is > 0 and < 253402300800
            ? DateTimeOffset.UnixEpoch.AddSeconds(seconds)
            : otherwise;

    /// <summary>The text of a content that is a text, or a list of parts with a <c>text</c> each.</summary>
    /// <param name="content">The content.</param>
    public static string ContentText(JsonElement content) => content.ValueKind switch
    {
        JsonValueKind.String => WellFormed(content),
        JsonValueKind.Array => string.Join('\n', content.EnumerateArray().Select(part => part.Text("text")).Where(text => text is not null)),
        JsonValueKind.Object when content.Text("text") is { } text => text,
        JsonValueKind.Undefined or JsonValueKind.Null => "",
        _ => content.GetRawText(),
    };

    /// <summary>A tool's input as one line: its command, its path or both where it has them, else the JSON.</summary>
    /// <param name="input">The input: an object, or a text that holds one.</param>
    public static string ToolInput(JsonElement input)
    {
        if (input.ValueKind == JsonValueKind.String)
        {
            return WellFormed(input);
        }

        if (input.Text("command") is { } command && input.Text("path") is { } path)
        {
            return $"{command} {path}";
        }

        foreach (string name in (ReadOnlySpan<string>)["command", "cmd", "file_path", "filePath", "path", "pattern", "query"])
        {
            if (input.Text(name) is { } text)
            {
                return text;
            }
        }

        return input.ValueKind == JsonValueKind.Undefined ? "" : input.GetRawText();
    }

    private static bool TryGet(ref JsonElement element, string name)
    {
        try
        {
            return element.TryGetProperty(name, out element);
        }
        catch (InvalidOperationException)
        {
            // Another member's name is no text.
            return false;
        }
    }

    // Bytes that were no text are halves of surrogate pairs in what Python's programs write.
    private static string WellFormed(JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return JsonElement.Parse(LoneSurrogate().Replace(text.GetRawText(), @"\ufffd")).GetString()!;
        }
    }

    [GeneratedRegex(
        @"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F][0-9a-fA-F]{2})|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}",
        RegexOptions.CultureInvariant)]
    private static partial Regex LoneSurrogate();
}
