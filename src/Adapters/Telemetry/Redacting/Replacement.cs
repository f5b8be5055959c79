namespace Tracing.Adapters.Telemetry.Redacting;

/// <summary>A text and what stands for it.</summary>
/// <param name="Pattern">The text.</param>
/// <param name="Instead">What stands for it.</param>
/// <param name="IsFolder">Whether it is a folder's path: it then ends where a name ends, and <c>/home/a</c> is not found in <c>/home/ab</c>.</param>
internal sealed record Replacement(string Pattern, string Instead, bool IsFolder)
{
    // A path of one name, such as /root, is looked for only where a path begins; it would else be found within others.
    private readonly bool beginsPath = IsFolder && Pattern.LastIndexOf('/') == 0;

    /// <summary>Whether it stands at a place whose characters are those of the pattern.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">The place.</param>
    public bool FitsAt(ReadOnlySpan<char> text, int start)
    {
        int end = start + Pattern.Length;
        return !IsFolder || ((end == text.Length || !IsOfName(text[end])) && !(beginsPath && start > 0 && (IsOfName(text[start - 1]) || text[start - 1] == '.')));
    }

    private static bool IsOfName(char one) => char.IsAsciiLetterOrDigit(one) || one is '_' or '-';
}
