using Tracing.Query.Pages.Comparison.Calls;
using Tracing.Query.Pages.Html;
using Tracing.Storage.Rows;
using Tracing.Vocabulary;

namespace Tracing.Query.Pages.Comparison.Cells;

/// <summary>Tool calls of two runs, aligned as a diff aligns lines.</summary>
internal static class ToolCallTable
{
    private const int MostRows = 2_000;
    private const int LongestArguments = 600;

    /// <summary>Writes it.</summary>
    /// <param name="page">The page.</param>
    /// <param name="data">The two runs.</param>
    public static void Write(HtmlWriter page, CellComparisonData data)
    {
        IReadOnlyList<ToolCallPair> calls = data.ToolCalls;
        int both = calls.Count(call => call is { A: not null, B: not null });
        page.Open("section", ("id", "tool-calls")).Element("h2", "Tool calls");
        if (calls.Count > 0)
        {
            int named = calls.Count(call => call.ByNameAlone);
            page.Element("p", FormattableString.Invariant($"{both} in both, {calls.Count(call => call.B is null)} only in A, {calls.Count(call => call.A is null)} only in B; of those in both, {calls.Count(call => call.IsSame)} came to the same. Two calls are the same where name and arguments are, to the letter.{(named == 0 ? "" : $" Of {named} the arguments were not recorded: they are compared by name alone.")}"), ("class", "hint"));
        }

        Limits(page, data);
        (ToolCallPair Call, int Place)[] shown = [.. calls.Take(MostRows).Select((call, place) => (call, place))];
        Tables.Rows(page, ["Where", "Tool", "Arguments", "A: #", "Exit", "Success", "B: #", "Exit", "Success"], shown, (row, one) => Row(row, one.Call, one.Place));
        if (calls.Count > MostRows)
        {
            page.Element("p", FormattableString.Invariant($"and {calls.Count - MostRows} more."), ("class", "none"));
        }

        page.Close();
    }

    private static void Row(HtmlWriter row, ToolCallPair pair, int place)
    {
        ToolCallRow call = (pair.A ?? pair.B)!;
        // Hidden before it is cut: half a key is not known for one.
        string arguments = SecretShapes.Hide(Figures.Text(call.Arguments));
        row.Open("tr", ("id", PartingOfWays.ToolAnchor(place)), ("class", Kind(pair)))
            .Element("td", pair.Words).Element("td", call.Name)
            .Open("td").Element("code", arguments.Length > LongestArguments ? arguments[..LongestArguments] + "…" : arguments).Close();
        Outcome(row, pair.A);
        Outcome(row, pair.B);
        row.Close();
    }

    private static void Outcome(HtmlWriter row, ToolCallRow? call)
    {
        if (call is null)
        {
            row.Element("td", "–").Element("td", "–").Element("td", "–");
            return;
        }

        row.Element("td", Figures.Number(call.Index)).Element("td", Figures.Number(call.ExitCode)).Element("td", call.ErrorType is null ? Figures.YesNo(call.Success) : $"{Figures.YesNo(call.Success)}: {call.ErrorType}");
    }

    private static string? Kind(ToolCallPair pair) => pair switch
    {
        { B: null } => "only-a",
        { A: null } => "only-b",
        { IsSame: false } => "otherwise",
        _ => null,
    };

    private static void Limits(HtmlWriter page, CellComparisonData data)
    {
        if (data.A.ToolCalls.Count == CellComparisonReader.MaxCalls || data.B.ToolCalls.Count == CellComparisonReader.MaxCalls)
        {
            page.Element("p", FormattableString.Invariant($"Compared are the first {CellComparisonReader.MaxCalls} calls of each run."), ("class", "none"));
        }
    }
}
