namespace Tracing.Adapters.ScriptedModel.Protocols;

/// <summary>Cuts a string for streaming.</summary>
internal static class Pieces
{
    private const int Size = 24;

    /// <summary>Pieces that join to the whole; none for an empty string. A surrogate pair is never parted.</summary>
    public static IEnumerable<string> Of(string text)
    {
        int start = 0;
        while (start < text.Length)
        {
            int end = Math.Min(start + Size, text.Length);
            if (end < text.Length && char.IsHighSurrogate(text[end - 1]))
            {
                end++;
            }

            yield return text[start..end];
            start = end;
        }
    }
}
