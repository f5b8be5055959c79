using System.Globalization;
using System.Text;

namespace Tracing.Query.Pages.Html;

/// <summary>
/// Text with nothing hidden in it: controls, direction marks and zero-width characters are written as <c>\u{202E}</c>,
/// so that a value cannot look like another one. Line feeds and tabs stay.
/// </summary>
public static class VisibleText
{
    /// <summary>Writes out what cannot be seen.</summary>
    /// <param name="text">The text.</param>
    public static string Of(string text)
    {
        StringBuilder? written = null;
        int done = 0;
        for (int i = 0; i < text.Length;)
        {
            bool whole = Rune.TryGetRuneAt(text, i, out Rune rune);
            int length = whole ? rune.Utf16SequenceLength : 1;
            if (!whole || IsHidden(rune))
            {
                written ??= new StringBuilder(text.Length + 16);
                written.Append(text, done, i - done)
                    .Append(CultureInfo.InvariantCulture, $"\\u{{{(whole ? rune.Value : text[i]):X4}}}");
                done = i + length;
            }

            i += length;
        }

        return written is null ? text : written.Append(text, done, text.Length - done).ToString();
    }

    private static bool IsHidden(Rune rune) => rune.Value is not ('\n' or '\t') && Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
}
