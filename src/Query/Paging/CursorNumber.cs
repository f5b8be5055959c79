using System.Globalization;
using Tracing.Query.Execution;

namespace Tracing.Query.Paging;

/// <summary>Whole numbers in cursors.</summary>
public static class CursorNumber
{
    /// <summary>Writes a number.</summary>
    /// <param name="value">The number.</param>
    public static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Writes a number of up to 128 bits.</summary>
    /// <param name="value">The number.</param>
    public static string Text(UInt128 value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Reads a number of up to 128 bits.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="QueryError">The text is no number: the cursor is damaged.</exception>
    public static UInt128 ReadWide(string text) =>
        UInt128.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out UInt128 value) ? value : throw QueryError.BadCursor();

    /// <summary>Reads a number.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="QueryError">The text is no number: the cursor is damaged.</exception>
    public static long Read(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) ? value : throw QueryError.BadCursor();
}
