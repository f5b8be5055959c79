using Tracing.Query.Pages.Html;
using Tracing.Storage.Reads;

namespace Tracing.Query.Pages.Sections;

/// <summary>What a run changed, file by file, as diffs.</summary>
internal static class ChangeSection
{
    /// <summary>Writes it.</summary>
    /// <param name="page">The page.</param>
    /// <param name="changes">The changes.</param>
    public static void Write(HtmlWriter page, IReadOnlyList<FileChangeRow> changes)
    {
        page.Open("section", ("id", "changes")).Element("h2", changes.Count < CellPageReader.MaxRows ? FormattableString.Invariant($"File changes ({changes.Count})") : FormattableString.Invariant($"File changes (the first {changes.Count})"));
        if (changes.Count == 0)
        {
            page.Element("p", "None was recorded.", ("class", "none"));
        }

        foreach (FileChangeRow change in changes)
        {
            page.Open("details", ("class", "change"), ("open", changes.Count <= 3 ? "" : null)).Open("summary")
                .Element("code", change.PreviousPath.Length > 0 ? $"{change.PreviousPath} → {change.Path}" : change.Path)
                .Text(" " + Figures.Text(change.Change));
            if (change.Expected.Length > 0)
            {
                page.Text(" ").Element("span", change.Expected == "true" ? "expected" : "unexpected", ("class", change.Expected == "true" ? "tag" : "tag bad"));
            }

            page.Close();
            Diff(page, change.Diff);
            page.Close();
        }

        page.Close();
    }

    /// <summary>Writes a diff.</summary>
    /// <param name="page">The page.</param>
    /// <param name="diff">The diff; empty where it was not recorded.</param>
    public static void Diff(HtmlWriter page, string diff)
    {
        if (diff.Length == 0)
        {
            page.Element("p", "Its diff was not recorded.", ("class", "none"));
            return;
        }

        string shown = diff.Length > HtmlWriter.LongestText ? diff[..HtmlWriter.LongestText] : diff;
        page.Open("pre", ("class", "diff"), ("tabindex", "0"));
        foreach (string line in shown.TrimEnd('\n').Split('\n'))
        {
            page.Element("span", line + "\n", ("class", KindOf(line)));
        }

        page.Close();
        if (shown.Length < diff.Length)
        {
            page.Element("p", FormattableString.Invariant($"Cut; {diff.Length} characters."), ("class", "none"));
        }
    }

    private static string? KindOf(string line) => line switch
    {
        ['+', '+', '+', ..] or ['-', '-', '-', ..] => "file",
        ['+', ..] => "added",
        ['-', ..] => "removed",
        ['@', '@', ..] => "hunk",
        _ => null,
    };
}
