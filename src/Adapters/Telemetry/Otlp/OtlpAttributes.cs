using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Tracing.Adapters.Telemetry.Otlp;

/// <summary>Attributes in OTLP/JSON. Whatever a value holds, what is written is well-formed JSON.</summary>
internal static class OtlpAttributes
{
    /// <summary>Writes one attribute of an open array; a null value has none.</summary>
    /// <param name="writer">Takes it.</param>
    /// <param name="key">The name.</param>
    /// <param name="value">A string, bool, int, long, double or strings; null for what is not recorded.</param>
    /// <exception cref="ArgumentException">The value is of another type.</exception>
    public static void Write(Utf8JsonWriter writer, string key, object? value)
    {
        if (value is null)
        {
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("key", WellFormed(key));
        writer.WriteStartObject("value");
        WriteValue(writer, value);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>Writes an array of attributes.</summary>
    /// <param name="writer">Takes it.</param>
    /// <param name="attributes">Names and values.</param>
    public static void WriteAll(Utf8JsonWriter writer, IEnumerable<KeyValuePair<string, object>> attributes)
    {
        writer.WriteStartArray("attributes");
        WriteEach(writer, attributes);
        writer.WriteEndArray();
    }

    /// <summary>Writes attributes of an open array.</summary>
    /// <param name="writer">Takes them.</param>
    /// <param name="attributes">Names and values.</param>
    public static void WriteEach(Utf8JsonWriter writer, IEnumerable<KeyValuePair<string, object>> attributes)
    {
        foreach ((string key, object value) in attributes)
        {
            Write(writer, key, value);
        }
    }

    /// <summary>The text with U+FFFD for each lone surrogate: JSON cannot hold one.</summary>
    /// <param name="text">The text.</param>
    public static string WellFormed(string text) =>
        text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0 ? text : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static void WriteValue(Utf8JsonWriter writer, object value)
    {
        switch (value)
        {
            case string text:
                writer.WriteString("stringValue", WellFormed(text));
                break;
            case bool flag:
                writer.WriteBoolean("boolValue", flag);
                break;
            case int or long:
                writer.WriteString("intValue", Convert.ToInt64(value, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture));
                break;
            case double number when double.IsFinite(number):
                writer.WriteNumber("doubleValue", number);
                break;
            case double number:
                // The JSON mapping of protobuf names what JSON has no number for.
                writer.WriteString("doubleValue", double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity");
                break;
            case IEnumerable<string> texts:
                WriteArray(writer, texts);
                break;
            default:
                throw new ArgumentException($"An attribute cannot be a {value.GetType().Name}.", nameof(value));
        }
    }

    private static void WriteArray(Utf8JsonWriter writer, IEnumerable<string> texts)
    {
        writer.WriteStartObject("arrayValue");
        writer.WriteStartArray("values");
        foreach (string text in texts)
        {
            writer.WriteStartObject();
            writer.WriteString("stringValue", WellFormed(text));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
