using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using Tracing.Storage.Columns;

namespace Tracing.Collector.Decode;

/// <summary>
/// Writes the parts of array and key-value list values as JSON (RFC 8259): order and duplicate keys stay, doubles always
/// show a fraction or an exponent so that they differ from ints, bytes are base64 strings, empty values are null, and
/// NaN and the infinities are strings. Also the bare text of scalar values, which attribute columns hold.
/// </summary>
internal sealed class NestedText(TextAppender text) : IDisposable
{
    private static readonly SearchValues<byte> s_escaped = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(value => (byte)value), (byte)'"', (byte)'\\']);

    private readonly ColumnBuffer _mended = new();

    public static void Punctuation(ColumnBuffer to, byte mark)
    {
        to.Ensure(1);
        to.AppendByte(mark);
    }

    public static void Null(ColumnBuffer to) => to.Append("null"u8);

    public static void Bool(ColumnBuffer to, bool value) => to.Append(value ? "true"u8 : "false"u8);

    public static void Int(ColumnBuffer to, long value)
    {
        Span<byte> digits = stackalloc byte[24];
        value.TryFormat(digits, out int written, default, CultureInfo.InvariantCulture);
        to.Append(digits[..written]);
    }

    /// <summary>The shortest text that reads back to the number; a word where it is none.</summary>
    public static void BareDouble(ColumnBuffer to, double value)
    {
        Span<byte> digits = stackalloc byte[32];
        value.TryFormat(digits, out int written, default, CultureInfo.InvariantCulture);
        to.Append(digits[..written]);
    }

    public static void Double(ColumnBuffer to, double value)
    {
        if (!double.IsFinite(value))
        {
            Punctuation(to, (byte)'"');
            BareDouble(to, value);
            Punctuation(to, (byte)'"');
            return;
        }

        nint start = to.Length;
        BareDouble(to, value);
        if (to.Written[(int)start..].IndexOfAny((byte)'.', (byte)'E') < 0)
        {
            to.Append(".0"u8);
        }
    }

    public static unsafe void Base64Of(ColumnBuffer to, ReadOnlySpan<byte> bytes)
    {
        int length = Base64.GetMaxEncodedToUtf8Length(bytes.Length);
        to.Ensure(length);
        Base64.EncodeToUtf8(bytes, new Span<byte>(to.End, length), out _, out int written);
        to.Advance(written);
    }

    public static void QuotedBase64(ColumnBuffer to, ReadOnlySpan<byte> bytes)
    {
        Punctuation(to, (byte)'"');
        Base64Of(to, bytes);
        Punctuation(to, (byte)'"');
    }

    /// <summary>The string as it is, its ill-formed parts replaced.</summary>
    public void BareString(ColumnBuffer to, ReadOnlySpan<byte> bytes) => text.AppendBare(to, bytes);

    public void String(ColumnBuffer to, ReadOnlySpan<byte> bytes)
    {
        _mended.Reset();
        text.AppendBare(_mended, bytes);
        ReadOnlySpan<byte> rest = _mended.Written;
        Punctuation(to, (byte)'"');
        for (int next = rest.IndexOfAny(s_escaped); next >= 0; next = rest.IndexOfAny(s_escaped))
        {
            to.Append(rest[..next]);
            Escape(to, rest[next]);
            rest = rest[(next + 1)..];
        }

        to.Append(rest);
        Punctuation(to, (byte)'"');
    }

    public void Dispose() => _mended.Dispose();

    private static void Escape(ColumnBuffer to, byte value)
    {
        switch (value)
        {
            case (byte)'"':
                to.Append("\\\""u8);
                break;
            case (byte)'\\':
                to.Append("\\\\"u8);
                break;
            case (byte)'\n':
                to.Append("\\n"u8);
                break;
            case (byte)'\r':
                to.Append("\\r"u8);
                break;
            case (byte)'\t':
                to.Append("\\t"u8);
                break;
            default:
                to.Append([(byte)'\\', (byte)'u', (byte)'0', (byte)'0', Digit(value >> 4), Digit(value & 15)]);
                break;
        }
    }

    private static byte Digit(int value) => (byte)(value < 10 ? '0' + value : 'a' + value - 10);
}
