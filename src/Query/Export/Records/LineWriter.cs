using System.Globalization;
using System.Text.Json;
using Tracing.Query.Api.Scalars;
using Tracing.Storage.Rows;

namespace Tracing.Query.Export.Records;

/// <summary>Members of lines as they are written everywhere: a time is UTC, to the nanosecond, an attribute keeps its type, what was not recorded is null.</summary>
internal static class LineWriter
{
    /// <summary>Begins a line.</summary>
    /// <param name="json">The line.</param>
    /// <param name="type">What it is.</param>
    /// <param name="run">The run.</param>
    public static void Begin(Utf8JsonWriter json, string type, string run)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteString("runId", run);
    }

    /// <summary>Writes a time, <c>2026-06-17T07:00:43.396996Z</c>.</summary>
    /// <param name="json">The line.</param>
    /// <param name="name">The member.</param>
    /// <param name="unixNano">Nanoseconds since 1970.</param>
    public static void Time(Utf8JsonWriter json, string name, long? unixNano) => json.WriteString(name, unixNano is { } time ? UnixTime.Text(time) : null);

    /// <summary>Writes a text; what was not recorded, or is empty, is null.</summary>
    /// <param name="json">The line.</param>
    /// <param name="name">The member.</param>
    /// <param name="text">The text.</param>
    public static void Text(Utf8JsonWriter json, string name, string? text) => json.WriteString(name, string.IsNullOrEmpty(text) ? null : text);

    /// <summary>Writes a number.</summary>
    /// <param name="json">The line.</param>
    /// <param name="name">The member.</param>
    /// <param name="number">The number.</param>
    public static void Number(Utf8JsonWriter json, string name, double? number)
    {
        json.WritePropertyName(name);
        if (number is { } known && double.IsFinite(known))
        {
            json.WriteNumberValue(known);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    /// <summary>Writes a whole number.</summary>
    /// <param name="json">The line.</param>
    /// <param name="name">The member.</param>
    /// <param name="number">The number.</param>
    public static void Whole(Utf8JsonWriter json, string name, ulong? number)
    {
        json.WritePropertyName(name);
        if (number is { } known)
        {
            json.WriteNumberValue(known);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    /// <summary>Writes a yes or no.</summary>
    /// <param name="json">The line.</param>
    /// <param name="name">The member.</param>
    /// <param name="flag">Yes or no.</param>
    public static void Flag(Utf8JsonWriter json, string name, bool? flag)
    {
        json.WritePropertyName(name);
        if (flag is { } known)
        {
            json.WriteBooleanValue(known);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    /// <summary>Writes JSON that is kept as text; what is none stays a text.</summary>
    /// <param name="json">The line.</param>
    /// <param name="name">The member.</param>
    /// <param name="text">The text; empty writes null.</param>
    public static void Json(Utf8JsonWriter json, string name, string text)
    {
        json.WritePropertyName(name);
        Json(json, text);
    }

    /// <summary>Writes attributes as an object; of a key that is there twice the last stays.</summary>
    /// <param name="json">The line.</param>
    /// <param name="name">The member.</param>
    /// <param name="attributes">The attributes.</param>
    public static void Attributes(Utf8JsonWriter json, string name, IReadOnlyList<AttributeValue> attributes)
    {
        json.WriteStartObject(name);
        foreach (AttributeValue attribute in attributes.GroupBy(one => one.Key, StringComparer.Ordinal).Select(same => same.Last()))
        {
            json.WritePropertyName(attribute.Key);
            Value(json, attribute.Value, attribute.Type);
        }

        json.WriteEndObject();
    }

    /// <summary>Writes a value by its type; bytes are base64, numbers that JSON has not are words.</summary>
    /// <param name="json">The line.</param>
    /// <param name="text">The value.</param>
    /// <param name="type">Its type.</param>
    public static void Value(Utf8JsonWriter json, string text, AttributeType type)
    {
        switch (type)
        {
            case AttributeType.Empty:
                json.WriteNullValue();
                break;
            case AttributeType.Int when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number):
                json.WriteNumberValue(number);
                break;
            case AttributeType.Double when double.TryParse(text, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            case AttributeType.Bool:
                json.WriteBooleanValue(text == "true");
                break;
            case AttributeType.Array or AttributeType.KeyValueList:
                Json(json, text);
                break;
            default:
                json.WriteStringValue(text);
                break;
        }
    }

    private static void Json(Utf8JsonWriter json, string text)
    {
        if (text.Length == 0)
        {
            json.WriteNullValue();
            return;
        }

        try
        {
            JsonElement.Parse(text).WriteTo(json);
        }
        catch (JsonException)
        {
            json.WriteStringValue(text);
        }
    }
}
