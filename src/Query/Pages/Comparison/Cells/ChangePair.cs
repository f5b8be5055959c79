using Tracing.Query.Pages.Html;
using Tracing.Storage.Reads;

namespace Tracing.Query.Pages.Comparison.Cells;

/// <summary>Which files two runs changed, and which only one of them did.</summary>
internal static class ChangePair
{
    /// <summary>Writes it.</summary>
    /// <param name="page">The page.</param>
    /// <param name="a">Changes of A.</param>
    /// <param name="b">Changes of B.</param>
    public static void Write(HtmlWriter page, IReadOnlyList<FileChangeRow> a, IReadOnlyList<FileChangeRow> b)
    {
        // Of several changes to a file the last is how it was left.
        Dictionary<string, FileChangeRow> inA = Last(a);
        Dictionary<string, FileChangeRow> inB = Last(b);
        string[] paths = [.. inA.Keys.Union(inB.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        page.Open("section", ("id", "changes")).Element("h2", FormattableString.Invariant($"File changes ({paths.Length} files)"));
        Tables.Rows(page, ["File", "Where", "A", "B"], paths, (row, path) =>
        {
            FileChangeRow? left = inA.GetValueOrDefault(path);
            FileChangeRow? right = inB.GetValueOrDefault(path);
            row.Open("tr", ("class", Kind(left, right))).Open("td").Element("code", path).Close().Element("td", Words(left, right));
            Change(row, left, a.Count);
            Change(row, right, b.Count);
            row.Close();
        });
        page.Close();
    }

    private static Dictionary<string, FileChangeRow> Last(IReadOnlyList<FileChangeRow> changes)
    {
        Dictionary<string, FileChangeRow> last = new(StringComparer.Ordinal);
        foreach (FileChangeRow change in changes)
        {
            last[change.Path] = change;
        }

        return last;
    }

    private static string? Kind(FileChangeRow? a, FileChangeRow? b) => (a, b) switch
    {
        (_, null) => "only-a",
        (null, _) => "only-b",
        _ => Same(a, b) == false ? "otherwise" : null,
    };

    private static string Words(FileChangeRow? a, FileChangeRow? b) => (a, b) switch
    {
        (_, null) => "only in A",
        (null, _) => "only in B",
        _ => Same(a, b) switch { true => "left the same", false => "left otherwise", null => "in both; contents not recorded" },
    };

    // Null: neither hashes nor diffs were told of both.
    private static bool? Same(FileChangeRow a, FileChangeRow b) => (a, b) switch
    {
        _ when a.Change != b.Change => false,
        _ when a.Sha256After.Length > 0 && b.Sha256After.Length > 0 => a.Sha256After == b.Sha256After,
        _ when a.Diff.Length > 0 && b.Diff.Length > 0 => a.Diff == b.Diff,
        _ => null,
    };

    // A run of which no change was recorded may have changed the file all the same.
    private static void Change(HtmlWriter row, FileChangeRow? change, int recorded)
    {
        if (change is null)
        {
            row.Element("td", recorded == 0 ? Figures.NotRecorded : "not changed", ("class", "none"));
            return;
        }

        row.Open("td").Text(Figures.Text(change.Change)).Text(change.Expected switch { "true" => ", expected", "false" => ", unexpected", _ => "" });
        if (change.Diff.Length > 0)
        {
            row.Open("details").Element("summary", "Show the diff");
            Sections.ChangeSection.Diff(row, change.Diff);
            row.Close();
        }

        row.Close();
    }
}
