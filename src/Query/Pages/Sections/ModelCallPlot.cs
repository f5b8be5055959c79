using System.Globalization;
using Tracing.Query.Pages.Html;
using Tracing.Storage.Rows;

namespace Tracing.Query.Pages.Sections;

/// <summary>Tokens and latency of a run's model calls as bars, one a call: what the table below says, at a glance.</summary>
internal static class ModelCallPlot
{
    private const double Width = 720;
    private const double Height = 90;
    private const double Foot = 4;

    /// <summary>Writes it.</summary>
    /// <param name="page">The page.</param>
    /// <param name="calls">The calls.</param>
    public static void Write(HtmlWriter page, IReadOnlyList<ModelCallRow> calls)
    {
        page.Open("div", ("class", "plots"));
        Bars(page, "Tokens of each call", calls, call => (Sum(call.PromptTokens, call.CompletionTokens), call.CompletionTokens), "prompt and completion", "completion", value => value.ToString("#,0", CultureInfo.InvariantCulture));
        Bars(page, "Latency of each call", calls, call => (call.LatencyMs, call.FirstTokenMs), "whole answer", "first token", value => Figures.Millis(value));
        page.Close();
    }

    private static void Bars(
        HtmlWriter page, string title, IReadOnlyList<ModelCallRow> calls, Func<ModelCallRow, (double? Whole, double? Part)> read, string whole, string part, Func<double, string> say)
    {
        (double? Whole, double? Part)[] values = [.. calls.Select(read)];
        double? most = values.Max(value => value.Whole);
        page.Open("figure").Open("figcaption").Text(title + " ");
        page.Element("span", whole, ("class", "key whole")).Text(" ").Element("span", part, ("class", "key part")).Close();
        if (most is not { } greatest)
        {
            page.Element("p", Figures.NotRecorded, ("class", "none")).Close();
            return;
        }

        string sum = string.Create(CultureInfo.InvariantCulture, $"{title}: {calls.Count} calls, the greatest {say(greatest)}");
        page.Open("svg", ("viewBox", FormattableString.Invariant($"0 0 {Width} {Height}")), ("role", "img"), ("aria-label", sum), ("class", "plot"));
        double step = Width / calls.Count;
        for (int i = 0; i < values.Length; i++)
        {
            Bar(page, i * step, step, Share(values[i].Whole, greatest), "whole", values[i].Whole is { } value ? $"#{calls[i].Index}: {say(value)}" : null);
            Bar(page, i * step, step, Share(values[i].Part, greatest), "part", null);
        }

        page.Close().Close();
    }

    // What one of the two was told of a call is the least that it took.
    private static double? Sum(ulong? prompt, ulong? completion) => (prompt, completion) is (null, null) ? null : (double)(prompt ?? 0) + (completion ?? 0);

    private static double? Share(double? value, double greatest) => greatest == 0 ? value : value / greatest;

    private static void Bar(HtmlWriter page, double x, double step, double? share, string kind, string? title)
    {
        if (share is not { } known)
        {
            return;
        }

        double height = Math.Max(1, known * (Height - Foot));
        page.Open("rect", ("class", kind), ("x", Number(x + (step * 0.1))), ("y", Number(Height - height)), ("width", Number(Math.Max(0.5, step * 0.8))), ("height", Number(height)));
        if (title is not null)
        {
            page.Element("title", title);
        }

        page.Close();
    }

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
