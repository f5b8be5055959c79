using System.Globalization;
using System.Text.Json;

namespace Tracing.Dialects.Records;

/// <summary>One attribute as it is stored: arrays and maps are JSON text, bytes are base64.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The value as text.</param>
/// <param name="Type">The letter of its OTLP type: <c>s i d b y a m n</c>.</param>
public readonly record struct RecordAttribute(string Key, string Value, char Type);

/// <summary>
/// Attributes of a record, read leniently: agents send numbers and booleans as strings.
/// What cannot be read is null, never zero. Where a key stands twice, the last one counts.
/// </summary>
/// <param name="attributes">The attributes in their stored order.</param>
public sealed class AttributeSet(IReadOnlyList<RecordAttribute> attributes)
{
    /// <summary>No attributes.</summary>
    public static AttributeSet Empty { get; } = new([]);

    /// <summary>The attributes in their stored order.</summary>
    public IReadOnlyList<RecordAttribute> All { get; } = attributes;

    /// <summary>The value as text, or null where absent or empty.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The text.</returns>
    public string? Text(string key)
    {
        for (int i = All.Count - 1; i >= 0; i--)
        {
            if (string.Equals(All[i].Key, key, StringComparison.Ordinal))
            {
                return All[i].Type == 'n' || All[i].Value.Length == 0 ? null : All[i].Value;
            }
        }

        return null;
    }

    /// <summary>The first key's text that is there.</summary>
    /// <param name="keys">Keys, the preferred one first.</param>
    /// <returns>The text.</returns>
    public string? FirstText(params ReadOnlySpan<string> keys)
    {
        foreach (string key in keys)
        {
            if (Text(key) is { } text)
            {
                return text;
            }
        }

        return null;
    }

    /// <summary>The value as an integer; a double counts where it is whole.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The number.</returns>
    public long? Integer(string key) => Text(key) switch
    {
        null => null,
        var text when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) => number,
        var text when ParseDouble(text) is { } number && Math.Abs(number) < long.MaxValue && number == Math.Truncate(number) => (long)number,
        _ => null,
    };

    /// <summary>The value as a count: an integer of zero or more.</summary>
    /// <param name="keys">Keys, the preferred one first.</param>
    /// <returns>The count.</returns>
    public ulong? Count(params ReadOnlySpan<string> keys)
    {
        foreach (string key in keys)
        {
            if (Integer(key) is >= 0 and var number)
            {
                return (ulong)number;
            }
        }

        return null;
    }

    /// <summary>The value as a finite number.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The number.</returns>
    public double? Number(string key) => Text(key) is { } text ? ParseDouble(text) : null;

    /// <summary>The value as a boolean.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The boolean.</returns>
    public bool? Flag(string key) => Text(key) is { } text && bool.TryParse(text, out bool flag) ? flag : null;

    /// <summary>The texts of an array of strings; a plain string is an array of one.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The texts, or null where absent.</returns>
    public IReadOnlyList<string>? Texts(string key)
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        if (!text.StartsWith('['))
        {
            return [text];
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return [.. document.RootElement.EnumerateArray().Select(e => e.ValueKind == JsonValueKind.String ? e.GetString()! : e.GetRawText())];
        }
        catch (JsonException)
        {
            return [text];
        }
    }

    private static double? ParseDouble(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : null;
}
