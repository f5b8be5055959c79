namespace Tracing.Query.Badges;

/// <summary>How wide a text is about, set in 11 px of a wide sans-serif font.</summary>
public static class BadgeText
{
    private const double Narrow = 4.2;
    private const double Usual = 6.8;
    private const double Broad = 8.2;
    private const double Widest = 11;

    /// <summary>The width of a text, whole pixels, at least one.</summary>
    /// <param name="text">The text.</param>
    public static int Width(string text)
    {
        double width = 0;
        foreach (System.Text.Rune rune in text.EnumerateRunes())
        {
            width += rune.Value switch
            {
                'i' or 'j' or 'l' or 't' or 'f' or 'r' or 'I' or '.' or ',' or ':' or ';' or '\'' or '|' or '!' or '(' or ')' or '[' or ']' or '/' or '-' or ' ' => Narrow,
                'm' or 'w' or 'M' or 'W' or '@' or '%' or '…' => Widest,
                '×' or (>= 'A' and <= 'Z') => Broad,
                < 0x250 => Usual,
                _ => Widest,
            };
        }

        return Math.Max(1, (int)Math.Ceiling(width));
    }
}
