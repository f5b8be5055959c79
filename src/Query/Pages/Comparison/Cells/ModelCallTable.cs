using Tracing.Query.Pages.Comparison.Calls;
using Tracing.Query.Pages.Html;
using Tracing.Storage.Rows;

namespace Tracing.Query.Pages.Comparison.Cells;

/// <summary>Model calls of two runs: their sums, and one by one.</summary>
internal static class ModelCallTable
{
    private const int MostRows = 500;
    private const string None = "–";

    /// <summary>Writes it.</summary>
    /// <param name="page">The page.</param>
    /// <param name="data">The two runs.</param>
    public static void Write(HtmlWriter page, CellComparisonData data)
    {
        IReadOnlyList<ModelCallPair> calls = data.ModelCalls;
        page.Open("section", ("id", "model-calls")).Element("h2", "Model calls");
        if (calls.Count == 0)
        {
            page.Element("p", "Per-call token capture is not available for either run.", ("class", "none")).Close();
            return;
        }

        Sums(page, data.A.ModelCalls, data.B.ModelCalls);
        page.Element("h3", "One by one");
        (string Name, Func<ModelCallRow, string> Read)[] facts =
            [("prompt", call => Figures.Number(call.PromptTokens)), ("completion", call => Figures.Number(call.CompletionTokens)), ("latency", call => Figures.Millis(call.LatencyMs)), ("finish", call => Figures.Text(call.FinishReason))];
        string[] columns = ["#", .. facts.Select(fact => "A: " + fact.Name), .. facts.Select(fact => "B: " + fact.Name), "Difference"];
        Tables.Rows(page, columns, [.. calls.Take(MostRows)], (row, pair) =>
        {
            row.Open("tr", ("id", PartingOfWays.ModelAnchor(pair.Place)), ("class", pair.Difference is null ? null : "otherwise")).Element("td", Figures.Number(pair.Place + 1));
            foreach (ModelCallRow? call in new[] { pair.A, pair.B })
            {
                foreach ((_, Func<ModelCallRow, string> read) in facts)
                {
                    row.Element("td", call is null ? None : read(call));
                }
            }

            row.Element("td", pair.Difference ?? "none recorded").Close();
        });
        if (calls.Count > MostRows)
        {
            page.Element("p", FormattableString.Invariant($"and {calls.Count - MostRows} more."), ("class", "none"));
        }

        page.Close();
    }

    private static void Sums(HtmlWriter page, IReadOnlyList<ModelCallRow> a, IReadOnlyList<ModelCallRow> b)
    {
        (string Name, Func<IReadOnlyList<ModelCallRow>, string> Read)[] sums =
        [
            ("Calls", calls => Figures.Number(calls.Count)),
            ("Models", calls => Figures.Text(string.Join(", ", calls.Select(call => call.Model).Distinct(StringComparer.Ordinal)))),
            ("Prompt tokens", calls => Sum(calls, call => call.PromptTokens)),
            ("Cached tokens", calls => Sum(calls, call => call.CachedTokens)),
            ("Completion tokens", calls => Sum(calls, call => call.CompletionTokens)),
            ("Time of all calls", calls => Sum(calls, call => call.LatencyMs, sum => Figures.Millis(sum))),
            ("Failed", calls => Figures.Number(calls.Count(call => call.ErrorType is not null))),
            ("Further attempts", calls => Figures.Number(calls.Count(call => call.Attempt > 1))),
        ];
        Tables.Rows(page, ["All calls", "A", "B"], sums, (row, sum) => row
            .Open("tr").Element("th", sum.Name, ("scope", "row")).Element("td", a.Count == 0 ? Figures.NotRecorded : sum.Read(a)).Element("td", b.Count == 0 ? Figures.NotRecorded : sum.Read(b)).Close(), sortable: false);
    }

    private static string Sum(IReadOnlyList<ModelCallRow> calls, Func<ModelCallRow, double?> read) => Sum(calls, read, sum => sum.ToString("#,0", System.Globalization.CultureInfo.InvariantCulture));

    // What was not recorded is in no sum, and the sum says of how many calls it is.
    private static string Sum(IReadOnlyList<ModelCallRow> calls, Func<ModelCallRow, double?> read, Func<double, string> say)
    {
        double[] known = [.. calls.Select(read).OfType<double>()];
        return known.Length == 0 ? Figures.NotRecorded
            : known.Length == calls.Count ? say(known.Sum())
            : FormattableString.Invariant($"{say(known.Sum())} ({known.Length} of {calls.Count} calls known)");
    }
}
