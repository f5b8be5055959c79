using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Tracing.Adapters.Proxy.Hashing;

/// <summary>
/// The JSON Canonicalization Scheme (RFC 8785): no white space, members ordered by the UTF-16 code units of their names, numbers as ECMAScript
/// writes them, strings with the fewest escapes.
/// </summary>
public static class CanonicalJson
{
    private const int DeepestNesting = 256;

    /// <summary>Writes a JSON text in canonical form.</summary>
    /// <param name="json">UTF-8.</param>
    /// <param name="output">Takes UTF-8; worthless where the text has no such form.</param>
    /// <returns>False where the text is no I-JSON (RFC 7493): malformed, a member twice, a lone surrogate, a number beyond a double.</returns>
    public static bool TryWrite(ReadOnlyMemory<byte> json, IBufferWriter<byte> output)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = DeepestNesting });
            return WriteValue(output, document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Not JSON, or a name that is not Unicode.
            return false;
        }
    }

    private static bool WriteValue(IBufferWriter<byte> output, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                return WriteObject(output, value);
            case JsonValueKind.Array:
                return WriteArray(output, value);
            case JsonValueKind.String:
                return CanonicalString.TryWrite(output, JsonMarshal.GetRawUtf8Value(value));
            case JsonValueKind.Number:
                return WriteNumber(output, value);
            case JsonValueKind.True:
                output.Write("true"u8);
                return true;
            case JsonValueKind.False:
                output.Write("false"u8);
                return true;
            default:
                output.Write("null"u8);
                return true;
        }
    }

    private static bool WriteObject(IBufferWriter<byte> output, JsonElement value)
    {
        JsonProperty[] members = [.. value.EnumerateObject()];
        string[] names = [.. members.Select(member => member.Name)];
        Array.Sort(names, members, StringComparer.Ordinal);
        output.Write("{"u8);
        for (int i = 0; i < members.Length; i++)
        {
            if (i > 0)
            {
                if (string.Equals(names[i], names[i - 1], StringComparison.Ordinal))
                {
                    return false;
                }

                output.Write(","u8);
            }

            if (!CanonicalString.TryWrite(output, JsonMarshal.GetRawUtf8PropertyName(members[i]), isBare: true))
            {
                return false;
            }

            output.Write(":"u8);
            if (!WriteValue(output, members[i].Value))
            {
                return false;
            }
        }

        output.Write("}"u8);
        return true;
    }

    private static bool WriteArray(IBufferWriter<byte> output, JsonElement value)
    {
        output.Write("["u8);
        bool first = true;
        foreach (JsonElement item in value.EnumerateArray())
        {
            if (!first)
            {
                output.Write(","u8);
            }

            first = false;
            if (!WriteValue(output, item))
            {
                return false;
            }
        }

        output.Write("]"u8);
        return true;
    }

    private static bool WriteNumber(IBufferWriter<byte> output, JsonElement value)
    {
        if (!value.TryGetDouble(out double number) || !double.IsFinite(number))
        {
            return false;
        }

        output.Write(Encoding.ASCII.GetBytes(EcmaScriptNumber.Format(number)));
        return true;
    }
}
