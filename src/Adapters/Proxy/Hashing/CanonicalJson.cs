using System.Buffers;
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
    /// <returns>UTF-8, or null where the text is no I-JSON (RFC 7493): malformed, a member twice, a lone surrogate, a number beyond a double.</returns>
    public static ReadOnlyMemory<byte>? TryWrite(ReadOnlyMemory<byte> json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = DeepestNesting });
            var output = new ArrayBufferWriter<byte>(Math.Max(256, json.Length));
            return WriteValue(output, document.RootElement) ? output.WrittenMemory : default(ReadOnlyMemory<byte>?);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Not JSON, or a string that is not Unicode.
            return null;
        }
    }

    private static bool WriteValue(ArrayBufferWriter<byte> output, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                return WriteObject(output, value);
            case JsonValueKind.Array:
                return WriteArray(output, value);
            case JsonValueKind.String:
                WriteString(output, value.GetString()!);
                return true;
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

    private static bool WriteObject(ArrayBufferWriter<byte> output, JsonElement value)
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

            WriteString(output, names[i]);
            output.Write(":"u8);
            if (!WriteValue(output, members[i].Value))
            {
                return false;
            }
        }

        output.Write("}"u8);
        return true;
    }

    private static bool WriteArray(ArrayBufferWriter<byte> output, JsonElement value)
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

    private static bool WriteNumber(ArrayBufferWriter<byte> output, JsonElement value)
    {
        if (!value.TryGetDouble(out double number) || !double.IsFinite(number))
        {
            return false;
        }

        output.Write(Encoding.ASCII.GetBytes(EcmaScriptNumber.Format(number)));
        return true;
    }

    private static void WriteString(ArrayBufferWriter<byte> output, string text)
    {
        output.Write("\""u8);
        ReadOnlySpan<char> rest = text;
        while (!rest.IsEmpty)
        {
            int plain = rest.IndexOfAny(Escaped);
            ReadOnlySpan<char> run = plain < 0 ? rest : rest[..plain];
            if (run.ContainsAnyInRange('\ud800', '\udfff') && !IsWellFormed(run))
            {
                throw new InvalidOperationException("A lone surrogate.");
            }

            Encoding.UTF8.GetBytes(run, output);
            if (plain < 0)
            {
                break;
            }

            WriteEscape(output, rest[plain]);
            rest = rest[(plain + 1)..];
        }

        output.Write("\""u8);
    }

    private static readonly SearchValues<char> Escaped = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(c => (char)c), '"', '\\']);

    private static void WriteEscape(ArrayBufferWriter<byte> output, char c)
    {
        ReadOnlySpan<byte> digits = "0123456789abcdef"u8;
        switch (c)
        {
            case '"':
                output.Write("\\\""u8);
                break;
            case '\\':
                output.Write("\\\\"u8);
                break;
            case '\b':
                output.Write("\\b"u8);
                break;
            case '\t':
                output.Write("\\t"u8);
                break;
            case '\n':
                output.Write("\\n"u8);
                break;
            case '\f':
                output.Write("\\f"u8);
                break;
            case '\r':
                output.Write("\\r"u8);
                break;
            default:
                output.Write("\\u00"u8);
                output.Write([digits[c >> 4], digits[c & 15]]);
                break;
        }
    }

    private static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return false;
            }
        }

        return true;
    }
}
