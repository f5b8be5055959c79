using System.Buffers;
using System.Text;

namespace Tracing.Collector.Decode;

/// <summary>The rule for run ids: 1 to 128 of <c>[A-Za-z0-9._:-]</c>.</summary>
public static class RunIds
{
    /// <summary>The longest run id, in characters.</summary>
    public const int MaxLength = 128;

    private static readonly SearchValues<byte> s_allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:-"u8);

    /// <summary>Whether the text is a run id.</summary>
    /// <param name="text">UTF-8.</param>
    /// <returns>True where it is.</returns>
    public static bool IsValid(ReadOnlySpan<byte> text) =>
        text.Length is > 0 and <= MaxLength && !text.ContainsAnyExcept(s_allowed);

    /// <summary>Whether the text is a run id.</summary>
    /// <param name="text">The text.</param>
    /// <returns>True where it is.</returns>
    public static bool IsValid(string text) =>
        text.Length is > 0 and <= MaxLength && Ascii.IsValid(text) && IsValid(Encoding.ASCII.GetBytes(text));
}
