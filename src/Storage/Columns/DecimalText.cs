using System.Globalization;

namespace Tracing.Storage.Columns;

/// <summary>Doubles as the shortest text that reads back to them, as the runtime writes it.</summary>
internal static unsafe class DecimalText
{
    private const int Decimals = 6;
    private const long Scale = 1_000_000;
    private const double Least = 1e-3;
    private const double Most = 1e9;

    /// <summary>Writes a number.</summary>
    /// <param name="to">Room for 32 bytes.</param>
    /// <param name="value">The number.</param>
    /// <returns>Bytes written.</returns>
    public static int Write(byte* to, double value)
    {
        // Most doubles that are sent were rounded to a few decimals. Below 2^53 the quotient of two whole numbers is the double
        // nearest to it, so a match proves that these digits read back; and no two texts of 15 digits are the same double,
        // so less its zeros it is the shortest.
        double magnitude = Math.Abs(value);
        if (magnitude is >= Least and < Most)
        {
            long digits = (long)((magnitude * Scale) + 0.5);
            if ((double)digits / Scale == magnitude)
            {
                return WriteDigits(to, digits, value < 0);
            }
        }

        value.TryFormat(new Span<byte>(to, 32), out int written, default, CultureInfo.InvariantCulture);
        return written;
    }

    private static int WriteDigits(byte* to, long digits, bool negative)
    {
        int at = 0;
        if (negative)
        {
            to[at++] = (byte)'-';
        }

        (long whole, long fraction) = Math.DivRem(digits, Scale);
        whole.TryFormat(new Span<byte>(to + at, 20), out int written, default, CultureInfo.InvariantCulture);
        at += written;
        if (fraction == 0)
        {
            return at;
        }

        to[at++] = (byte)'.';
        int last = at;
        for (int i = Decimals - 1; i >= 0; i--)
        {
            (fraction, long digit) = Math.DivRem(fraction, 10);
            to[at + i] = (byte)('0' + digit);
            if (digit != 0 && last == at)
            {
                last = at + i + 1;
            }
        }

        return last;
    }
}
