using System.Globalization;
using System.Text.Json;
using Tracing.Storage.Rows;

namespace Tracing.Query.Export.Otlp;

/// <summary>
/// Values as OTLP/JSON writes them (opentelemetry-proto 1.x, <c>AnyValue</c>): whole numbers as strings, what JSON cannot say of doubles as words. Within arrays
/// and maps the store keeps bytes and such words as strings; there they come as strings.
/// </summary>
internal static class OtlpValue
{
    /// <summary>Writes a list of attributes as a member.</summary>
    /// <param name="json">Receives it.</param>
    /// <param name="attributes">The attributes; none writes nothing.</param>
    public static void WriteAttributes(Utf8JsonWriter json, IReadOnlyList<AttributeValue> attributes)
    {
        if (attributes.Count == 0)
        {
            return;
        }

        json.WriteStartArray("attributes");
        foreach (AttributeValue attribute in attributes)
        {
            json.WriteStartObject();
            json.WriteString("key", attribute.Key);
            json.WritePropertyName("value");
            Write(json, attribute.Value, attribute.Type);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Writes a text as a member; an empty one, which says the same as none, is left out.</summary>
    /// <param name="json">Receives it.</param>
    /// <param name="name">The member.</param>
    /// <param name="text">The text.</param>
    public static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        if (text.Length > 0)
        {
            json.WriteString(name, text);
        }
    }

    /// <summary>Writes a value.</summary>
    /// <param name="json">Receives it.</param>
    /// <param name="text">The value as the store keeps it.</param>
    /// <param name="type">Its type.</param>
    public static void Write(Utf8JsonWriter json, string text, AttributeType type)
    {
        json.WriteStartObject();
        switch (type)
        {
            case AttributeType.Empty:
                break;
            case AttributeType.Int:
                json.WriteString("intValue", text);
                break;
            case AttributeType.Double when double.TryParse(text, CultureInfo.InvariantCulture, out double number):
                json.WritePropertyName("doubleValue");
                WriteDouble(json, number);
                break;
            case AttributeType.Bool:
                json.WriteBoolean("boolValue", text == "true");
                break;
            case AttributeType.Bytes:
                json.WriteString("bytesValue", text);
                break;
            case AttributeType.Array or AttributeType.KeyValueList when Nested(text) is { } nested:
                WriteNested(json, nested);
                break;
            default:
                json.WriteString("stringValue", text);
                break;
        }

        json.WriteEndObject();
    }

    private static JsonElement? Nested(string text)
    {
        try
        {
            return JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void WriteElement(Utf8JsonWriter json, JsonElement value)
    {
        json.WriteStartObject();
        WriteNested(json, value);
        json.WriteEndObject();
    }

    private static void WriteNested(Utf8JsonWriter json, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                json.WriteString("stringValue", value.GetString());
                break;
            case JsonValueKind.True or JsonValueKind.False:
                json.WriteBoolean("boolValue", value.GetBoolean());
                break;
            case JsonValueKind.Number when value.GetRawText().AsSpan().ContainsAny('.', 'E', 'e'):
                json.WriteNumber("doubleValue", value.GetDouble());
                break;
            case JsonValueKind.Number:
                json.WriteString("intValue", value.GetRawText());
                break;
            case JsonValueKind.Array:
                json.WriteStartObject("arrayValue");
                json.WriteStartArray("values");
                foreach (JsonElement item in value.EnumerateArray())
                {
                    WriteElement(json, item);
                }

                json.WriteEndArray();
                json.WriteEndObject();
                break;
            case JsonValueKind.Object:
                WriteMap(json, value);
                break;
        }
    }

    private static void WriteMap(Utf8JsonWriter json, JsonElement value)
    {
        json.WriteStartObject("kvlistValue");
        json.WriteStartArray("values");
        foreach (JsonProperty member in value.EnumerateObject())
        {
            json.WriteStartObject();
            json.WriteString("key", member.Name);
            json.WritePropertyName("value");
            WriteElement(json, member.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteDouble(Utf8JsonWriter json, double number)
    {
        if (double.IsFinite(number))
        {
            json.WriteNumberValue(number);
        }
        else
        {
            json.WriteStringValue(number.ToString(CultureInfo.InvariantCulture));
        }
    }
}
