using System.Text.RegularExpressions;

namespace Tracing.Adapters.Agents.Records;

/// <summary>
/// The edits that an answer to aider asks for, in its format <c>diff</c>: a path on a line of its own, a fence, and between marks what is searched and what
/// takes its place. A fenced block of a shell is none: it is a proposal, and unattended aider runs none of them.
/// </summary>
internal static partial class AiderEdits
{
    private const string Fence = "```";
    private const int LinesAbove = 3;

    /// <summary>Finds the paths.</summary>
    /// <param name="answer">The answer.</param>
    /// <returns>One for each whole block, in order.</returns>
    public static IReadOnlyList<string> Paths(string answer)
    {
        string[] lines = answer.Split('\n');
        List<string> paths = [];
        bool inShell = false;
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].Trim();
            if (inShell || ShellFence().IsMatch(line))
            {
                inShell = !inShell || !line.StartsWith(Fence, StringComparison.Ordinal);
            }
            else if (Head().IsMatch(line) && Find(lines, i + 1, Divider()) is { } divider && Find(lines, divider + 1, End()) is { } end)
            {
                // A block without a path is of the file before.
                if ((PathAbove(lines, i) ?? paths.LastOrDefault()) is { } path)
                {
                    paths.Add(path);
                }

                i = end;
            }
        }

        return paths;
    }

    private static int? Find(string[] lines, int from, Regex mark)
    {
        int found = Array.FindIndex(lines, Math.Min(from, lines.Length), line => mark.IsMatch(line.Trim()));
        return found < 0 ? null : found;
    }

    private static string? PathAbove(string[] lines, int head)
    {
        for (int i = head - 1; i >= Math.Max(0, head - LinesAbove); i--)
        {
            string line = lines[i].Trim();
            if (line.StartsWith(Fence, StringComparison.Ordinal))
            {
                continue;
            }

            return line.TrimEnd(':').TrimStart('#').Trim().Trim('`', '*') is { Length: > 0 } path ? path : null;
        }

        return null;
    }

    [GeneratedRegex("^<{5,9} SEARCH>?$", RegexOptions.CultureInvariant)]
    private static partial Regex Head();

    [GeneratedRegex("^={5,9}$", RegexOptions.CultureInvariant)]
    private static partial Regex Divider();

    [GeneratedRegex("^>{5,9} REPLACE$", RegexOptions.CultureInvariant)]
    private static partial Regex End();

    [GeneratedRegex("^```(?:bash|sh|shell|cmd|batch|powershell|ps1|zsh|fish|ksh|csh|tcsh)$", RegexOptions.CultureInvariant)]
    private static partial Regex ShellFence();
}
