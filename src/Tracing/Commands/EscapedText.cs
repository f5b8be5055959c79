using System.Globalization;
using System.Text;

namespace Tracing.Commands;

/// <summary>
/// Text from outside for a log or a terminal, on one line: control characters and those that only change how others are shown are written as escapes.
/// It can neither begin a line of its own nor move the terminal.
/// </summary>
internal static class EscapedText
{
    /// <summary>The text, escaped.</summary>
    public static string Of(string text) => AppendTo(new StringBuilder(text.Length), text).ToString();

    /// <summary>Appends the text, escaped.</summary>
    public static StringBuilder AppendTo(StringBuilder line, string text)
    {
        foreach (char c in text)
        {
            if (char.IsControl(c) || c is '\u2028' or '\u2029' || char.GetUnicodeCategory(c) == UnicodeCategory.Format)
            {
                line.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            }
            else
            {
                line.Append(c);
            }
        }

        return line;
    }
}
