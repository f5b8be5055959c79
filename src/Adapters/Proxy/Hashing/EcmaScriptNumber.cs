using System.Globalization;
using System.Text;

namespace Tracing.Adapters.Proxy.Hashing;

/// <summary>Writes a double as ECMAScript's Number::toString does (ECMA-262, section 6.1.6.1.20), which RFC 8785 prescribes.</summary>
internal static class EcmaScriptNumber
{
    // Between these exponents of ten digits are written out; beyond them stands an exponent.
    private const int LargestPlain = 21;
    private const int SmallestPlain = -6;

    /// <summary>Formats a finite number.</summary>
    public static string Format(double value)
    {
        if (value == 0)
        {
            return "0"; // Minus zero too.
        }

        // The runtime gives the shortest digits that read back as the same number, as ECMAScript does.
        (string digits, int point) = Split(Math.Abs(value).ToString("R", CultureInfo.InvariantCulture));
        var text = new StringBuilder(value < 0 ? "-" : "");
        if (digits.Length <= point && point <= LargestPlain)
        {
            text.Append(digits).Append('0', point - digits.Length);
        }
        else if (point is > 0 and <= LargestPlain)
        {
            text.Append(digits, 0, point).Append('.').Append(digits, point, digits.Length - point);
        }
        else if (point is > SmallestPlain and <= 0)
        {
            text.Append("0.").Append('0', -point).Append(digits);
        }
        else
        {
            text.Append(digits[0]);
            if (digits.Length > 1)
            {
                text.Append('.').Append(digits, 1, digits.Length - 1);
            }

            text.Append('e').Append(point > 0 ? '+' : '-').Append(Math.Abs(point - 1).ToString(CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }

    // Significant digits without zeros at either end, and where the decimal point stands after the first of them.
    private static (string Digits, int Point) Split(string text)
    {
        int e = text.IndexOf('E', StringComparison.Ordinal);
        int exponent = e < 0 ? 0 : int.Parse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        string mantissa = e < 0 ? text : text[..e];
        int dot = mantissa.IndexOf('.', StringComparison.Ordinal);
        string digits = dot < 0 ? mantissa : mantissa.Remove(dot, 1);
        int point = (dot < 0 ? mantissa.Length : dot) + exponent;
        string trimmed = digits.TrimStart('0');
        point -= digits.Length - trimmed.Length;
        return (trimmed.TrimEnd('0'), point);
    }
}
