using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;

namespace Tracing.Adapters.Proxy.Hashing;

/// <summary>
/// A JSON string in canonical form (RFC 8785, section 3.2.2.2), made from its bytes as they came: what was not escaped stands as it is, and of the escapes
/// only those that another form replaces are rewritten.
/// </summary>
internal static class CanonicalString
{
    private const int UnicodeEscape = 6;

    /// <summary>Writes a string.</summary>
    /// <param name="output">Takes it.</param>
    /// <param name="raw">The string of a JSON text that was parsed.</param>
    /// <param name="isBare">Whether it comes without its quotes.</param>
    /// <returns>False where it is no Unicode: bytes that are no UTF-8, a lone surrogate.</returns>
    public static bool TryWrite(IBufferWriter<byte> output, ReadOnlySpan<byte> raw, bool isBare = false)
    {
        if (!Utf8.IsValid(raw))
        {
            return false;
        }

        ReadOnlySpan<byte> quote = isBare ? "\""u8 : default;
        output.Write(quote);
        ReadOnlySpan<byte> rest = raw;
        int escape;
        while ((escape = rest.IndexOf((byte)'\\')) >= 0)
        {
            output.Write(rest[..escape]);
            rest = rest[escape..];
            int length = WriteEscape(output, rest);
            if (length == 0)
            {
                return false;
            }

            rest = rest[length..];
        }

        output.Write(rest);
        output.Write(quote);
        return true;
    }

    // Gives the length of what was read; 0 for a lone surrogate.
    private static int WriteEscape(IBufferWriter<byte> output, ReadOnlySpan<byte> text)
    {
        switch (text[1])
        {
            case (byte)'u':
                return WriteUnicode(output, text);
            case (byte)'/':
                output.Write("/"u8);
                return 2;
            default:
                output.Write(text[..2]);
                return 2;
        }
    }

    private static int WriteUnicode(IBufferWriter<byte> output, ReadOnlySpan<byte> text)
    {
        char first = Unit(text);
        if (!char.IsSurrogate(first))
        {
            WriteUnit(output, first);
            return UnicodeEscape;
        }

        bool isPair = text.Length >= 2 * UnicodeEscape && text[UnicodeEscape..].StartsWith("\\u"u8) && Rune.TryCreate(first, Unit(text[UnicodeEscape..]), out Rune _);
        if (!isPair)
        {
            return 0;
        }

        Span<byte> encoded = stackalloc byte[4];
        output.Write(encoded[..new Rune(first, Unit(text[UnicodeEscape..])).EncodeToUtf8(encoded)]);
        return 2 * UnicodeEscape;
    }

    private static void WriteUnit(IBufferWriter<byte> output, char unit)
    {
        ReadOnlySpan<byte> digits = "0123456789abcdef"u8;
        switch (unit)
        {
            case '"' or '\\':
                output.Write([(byte)'\\', (byte)unit]);
                break;
            case '\b' or '\t' or '\n' or '\f' or '\r':
                output.Write([(byte)'\\', "btn_fr"u8[unit - '\b']]);
                break;
            case < ' ':
                output.Write([.. "\\u00"u8, digits[unit >> 4], digits[unit & 15]]);
                break;
            default:
                Span<byte> encoded = stackalloc byte[4];
                output.Write(encoded[..new Rune(unit).EncodeToUtf8(encoded)]);
                break;
        }
    }

    private static char Unit(ReadOnlySpan<byte> text) =>
        Utf8Parser.TryParse(text.Slice(2, 4), out ushort unit, out _, 'x') ? (char)unit : '\0';
}
