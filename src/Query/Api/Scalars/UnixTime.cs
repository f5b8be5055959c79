using System.Globalization;

namespace Tracing.Query.Api.Scalars;

/// <summary>Times as text and as nanoseconds since 1970, without losing a digit on the way.</summary>
public static class UnixTime
{
    private const long NanosPerSecond = 1_000_000_000;
    private const int NanosPerTick = 100;

    /// <summary>RFC 3339 in UTC with as many digits of the second as are not zero: <c>2026-06-17T07:00:43.396996Z</c>.</summary>
    /// <param name="unixNano">Nanoseconds since 1970.</param>
    public static string Text(long unixNano)
    {
        (long seconds, long nanos) = Math.DivRem(unixNano, NanosPerSecond);
        if (nanos < 0)
        {
            seconds--;
            nanos += NanosPerSecond;
        }

        string whole = DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
        return nanos == 0 ? whole + "Z" : whole + "." + nanos.ToString("D9", CultureInfo.InvariantCulture).TrimEnd('0') + "Z";
    }

    /// <summary>Reads RFC 3339 with an offset and up to nine digits of the second.</summary>
    /// <param name="text">The text.</param>
    /// <param name="unixNano">Nanoseconds since 1970.</param>
    /// <returns>False where the text is no such time, or one outside of 1678 to 2262.</returns>
    public static bool TryParse(string text, out long unixNano)
    {
        unixNano = 0;
        int below = 0;
        string rest = text;
        int dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot >= 0)
        {
            int end = dot + 1;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
            {
                end++;
            }

            int digits = end - dot - 1;
            if (digits is 0 or > 9)
            {
                return false;
            }

            below = int.Parse(text.AsSpan(dot + 1, digits), CultureInfo.InvariantCulture);
            for (int i = digits; i < 9; i++)
            {
                below *= 10;
            }

            rest = text[..dot] + text[end..];
        }

        if (!DateTimeOffset.TryParseExact(
            rest, ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:sszzz"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time))
        {
            return false;
        }

        Int128 nanos = ((Int128)(time - DateTimeOffset.UnixEpoch).Ticks * NanosPerTick) + below;
        if (nanos < long.MinValue || nanos > long.MaxValue)
        {
            return false;
        }

        unixNano = (long)nanos;
        return true;
    }
}
