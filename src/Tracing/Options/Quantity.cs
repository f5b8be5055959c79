using System.Globalization;

namespace Tracing.Options;

/// <summary>Numbers with units, as people write them in options.</summary>
public static class Quantity
{
    private static readonly (string Unit, double Factor)[] Bytes = [("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30), ("TiB", 1L << 40)];

    // The longest unit that fits comes first: "ms" ends with "s".
    private static readonly (string Unit, double Factor)[] Seconds = [("ms", 1e-3), ("s", 1), ("m", 60), ("h", 3600), ("d", 86400)];

    /// <summary>Reads <c>1048576</c>, <c>1024KiB</c> or <c>1MiB</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="bytes">The whole number.</param>
    /// <returns>False where it is no whole number of 64 bits.</returns>
    public static bool TryParseBytes(string text, out long bytes)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out bytes))
        {
            return true;
        }

        bool read = TryParse(text, Bytes, out double number) && Math.Abs(number) < long.MaxValue;
        bytes = read ? (long)number : 0;
        return read;
    }

    /// <summary>Reads <c>250ms</c>, <c>10s</c>, <c>5m</c>, <c>1h</c>, <c>30d</c> or <c>00:00:10</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="duration">The duration.</param>
    /// <returns>False where it is none.</returns>
    public static bool TryParseDuration(string text, out TimeSpan duration)
    {
        if (TryParse(text, Seconds, out double seconds) && Math.Abs(seconds) < TimeSpan.MaxValue.TotalSeconds)
        {
            duration = TimeSpan.FromSeconds(seconds);
            return true;
        }

        duration = default;
        return text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out duration);
    }

    private static bool TryParse(string text, (string Unit, double Factor)[] units, out double number)
    {
        foreach ((string unit, double factor) in units)
        {
            if (text.EndsWith(unit, StringComparison.OrdinalIgnoreCase) &&
                double.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.Float, CultureInfo.InvariantCulture, out number))
            {
                number *= factor;
                return double.IsFinite(number);
            }
        }

        number = 0;
        return false;
    }
}
