using System.Globalization;
using Tracing.Query.Api.Types;
using Tracing.Query.Pages.Html;
using Tracing.Query.Statistics;
using Tracing.Vocabulary;

namespace Tracing.Query.Pages.Sweeps;

/// <summary>How much passes for how much: one point for an agent with a model, those that nothing beats marked. The leaderboard says the same in words.</summary>
internal static class ParetoPlot
{
    private const double Width = 640;
    private const double Height = 240;
    private const double Left = 44;
    private const double Right = 170;
    private const double Foot = 28;
    private const double Head = 14;

    /// <summary>Writes it.</summary>
    /// <param name="page">The page.</param>
    /// <param name="rows">The agents with their models.</param>
    /// <param name="price">The axis of what it takes: less is better.</param>
    /// <param name="words">What that is called.</param>
    public static void Write(HtmlWriter page, IReadOnlyList<LeaderboardRowView> rows, string price, string words)
    {
        (string Name, double Pass, double Price)[] points =
        [
            .. from row in rows
               let pass = Mean(row, AxisNames.PassRate)
               let cost = price == AxisNames.Tokens ? row.Cost.Tokens / row.Cost.TokenCoverage : Mean(row, price)
               where pass is not null && cost is not null
               select ($"{row.Key[0].Value} × {row.Key[1].Value}", pass.Value, cost.Value),
        ];
        page.Open("section").Element("h2", $"Pass rate against {words}");
        if (points.Length == 0)
        {
            page.Element("p", Figures.NotRecorded, ("class", "none")).Close();
            return;
        }

        IReadOnlyList<bool?> best = Leaderboard.Frontier([.. points.Select(point => ((double?)point.Pass, (double?)point.Price))], lessIsBetter: false);
        double most = points.Max(point => point.Price);
        string told = string.Join("; ", points.Select((point, i) => $"{point.Name}: passes {Figures.Score(AxisNames.PassRate, point.Pass, false)} for {Say(price, point.Price)}{(best[i] == true ? ", not beaten" : "")}"));
        page.Open("svg", ("viewBox", FormattableString.Invariant($"0 0 {Width} {Height}")), ("class", "scatter"), ("role", "img"), ("aria-label", told));
        Frame(page, price, most);
        (double X, double Y, string Name)[] drawn =
        [
            .. points.Select(point => (
                Left + ((Width - Left - Right) * (most == 0 ? 0 : point.Price / most)),
                Height - Foot - ((Height - Foot - Head) * point.Pass),
                point.Name)),
        ];
        for (int i = 0; i < points.Length; i++)
        {
            page.Open("circle", ("class", best[i] == true ? "best" : "beaten"), ("cx", Number(drawn[i].X)), ("cy", Number(drawn[i].Y)), ("r", "5"))
                .Element("title", $"{points[i].Name}: {Figures.Score(AxisNames.PassRate, points[i].Pass, false)}, {Say(price, points[i].Price)}").Close();
        }

        foreach ((string text, double x, double y) in new PlotLabels(Width, Height - Foot).Place(drawn).OfType<(string, double, double)>())
        {
            page.Element("text", text, ("x", Number(x)), ("y", Number(y)));
        }

        page.Close().Close();
    }

    private static void Frame(HtmlWriter page, string price, double most)
    {
        foreach (double share in new[] { 0, 0.5, 1 })
        {
            double y = Height - Foot - ((Height - Foot - Head) * share);
            page.Open("line", ("x1", Number(Left)), ("x2", Number(Width - Right)), ("y1", Number(y)), ("y2", Number(y))).Close();
            page.Element("text", Figures.Score(AxisNames.PassRate, share, false), ("class", "tick"), ("x", "0"), ("y", Number(y + 4)));
            page.Element("text", Say(price, most * share), ("class", "tick"), ("x", Number(Left + ((Width - Left - Right) * share))), ("y", Number(Height - 6)));
        }
    }

    private static double? Mean(LeaderboardRowView row, string axis) => row.Axes.FirstOrDefault(one => one.Axis == axis)?.Summary?.Mean;

    private static string Say(string axis, double value) => Figures.Score(axis, value, notApplicable: false);

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
