using System.Text;

namespace Tracing.Scoring.Axes;

/// <summary>An agent's last message, made comparable: lower case, straight apostrophes, single spaces, without fenced code.</summary>
internal static class RefusalText
{
    /// <summary>The markers that begin a line of the text, in the order of <see cref="RefusalPhrases.Markers"/>.</summary>
    public static IReadOnlyList<string> Markers(string text)
    {
        List<string> lines = [.. Prose(text).Select(line => line.TrimStart('*', '#', '_', '>', '-', ' '))];
        return [.. RefusalPhrases.Markers.Where(marker => lines.Any(line => line.StartsWith(marker, StringComparison.Ordinal)))];
    }

    /// <summary>The keywords the text holds, in the order of <see cref="RefusalPhrases.Keywords"/>.</summary>
    public static IReadOnlyList<string> Keywords(string text)
    {
        string prose = string.Join(' ', Prose(text));
        return [.. RefusalPhrases.Keywords.Where(keyword => BeginsAtAWord(prose, keyword))];
    }

    private static bool BeginsAtAWord(string prose, string keyword)
    {
        for (int at = prose.IndexOf(keyword, StringComparison.Ordinal); at >= 0; at = prose.IndexOf(keyword, at + 1, StringComparison.Ordinal))
        {
            int end = at + keyword.Length;
            if ((at == 0 || !char.IsLetterOrDigit(prose[at - 1])) && (end == prose.Length || !char.IsLetterOrDigit(prose[end])))
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<string> Prose(string text)
    {
        bool code = false;
        foreach (string line in text.Split('\n'))
        {
            if (line.TrimStart().StartsWith("```", StringComparison.Ordinal))
            {
                code = !code;
            }
            else if (!code)
            {
                yield return Plain(line);
            }
        }
    }

    private static string Plain(string line)
    {
        var plain = new StringBuilder(line.Length);
        foreach (char c in line.Trim())
        {
            char lower = char.IsWhiteSpace(c) ? ' ' : c is '\u2019' or '\u02BC' ? '\'' : char.ToLowerInvariant(c);
            if (lower != ' ' || plain.Length == 0 || plain[^1] != ' ')
            {
                plain.Append(lower);
            }
        }

        return plain.ToString();
    }
}
