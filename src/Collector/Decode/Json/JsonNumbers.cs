using System.Globalization;
using System.Text.Json;

namespace Tracing.Collector.Decode.Json;

/// <summary>
/// Numbers of OTLP/JSON: 64-bit ones come as strings or numbers, an integer may be written with a fraction of zero or an
/// exponent, and the doubles that JSON cannot write are words (protobuf.dev, "ProtoJSON format"). A number out of range is
/// a finding.
/// </summary>
internal sealed class JsonNumbers(DecodeSession session, JsonStrings strings)
{
    // Integers beyond it are not told apart by a double.
    private const double ExactIntegers = 1L << 53;

    public long Int64(ref Utf8JsonReader reader)
    {
        if (!TryToken(ref reader, out ReadOnlySpan<byte> text))
        {
            return 0;
        }

        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value)
            ? value
            : Integral(text);
    }

    public ulong UInt64(ref Utf8JsonReader reader)
    {
        if (!TryToken(ref reader, out ReadOnlySpan<byte> text))
        {
            return 0;
        }

        if (ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong value))
        {
            return value;
        }

        long other = Integral(text);
        return other < 0 ? OutOfRange() : (ulong)other;
    }

    public uint UInt32(ref Utf8JsonReader reader)
    {
        ulong value = UInt64(ref reader);
        return value <= uint.MaxValue ? (uint)value : (uint)OutOfRange();
    }

    public int Int32(ref Utf8JsonReader reader)
    {
        long value = Int64(ref reader);
        return value is >= int.MinValue and <= int.MaxValue ? (int)value : (int)OutOfRange();
    }

    public double Double(ref Utf8JsonReader reader)
    {
        if (!TryToken(ref reader, out ReadOnlySpan<byte> text))
        {
            return 0;
        }

        if (reader.TokenType == JsonTokenType.String)
        {
            if (text.SequenceEqual("NaN"u8))
            {
                return double.NaN;
            }

            if (text.SequenceEqual("Infinity"u8))
            {
                return double.PositiveInfinity;
            }

            if (text.SequenceEqual("-Infinity"u8))
            {
                return double.NegativeInfinity;
            }
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : OutOfRange();
    }

    private bool TryToken(ref Utf8JsonReader reader, out ReadOnlySpan<byte> text)
    {
        if (reader.TokenType is JsonTokenType.String or JsonTokenType.Number)
        {
            text = strings.Token(ref reader).Span;
            return true;
        }

        strings.Mistyped(ref reader);
        text = default;
        return false;
    }

    private long Integral(ReadOnlySpan<byte> text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) &&
        Math.Abs(value) <= ExactIntegers && Math.Truncate(value) == value
            ? (long)value
            : (long)OutOfRange();

    private ulong OutOfRange()
    {
        session.Find(RecordFault.JsonNumber);
        return 0;
    }
}
