using System.Text.Json;
using Tracing.Query.Pages.Html;
using Tracing.Query.Statistics;
using Tracing.Storage.Rows;
using Tracing.Vocabulary;

namespace Tracing.Query.Pages.Sections;

/// <summary>What a run scored, and its cell over its trials.</summary>
internal static class ScoreSections
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Dictionary<string, string> TileNames = new(StringComparer.Ordinal)
    {
        [AxisNames.PassRate] = "Pass",
        [AxisNames.Tokens] = "Tokens/correct",
        [AxisNames.Latency] = "Wall",
        [AxisNames.BlastRadius] = "Blast",
        [AxisNames.Refusal] = "Refusal",
        [AxisNames.Integrity] = "Integrity",
        [AxisNames.Composite] = "Composite",
        [AxisNames.CompositeRecorded] = "Composite of recorded",
    };

    /// <summary>A tile an axis: the run's value; below it of how many runs one is recorded, and where there are several their mean with its interval.</summary>
    public static void Tiles(HtmlWriter page, IReadOnlyList<AxisScoreRow> scores, IReadOnlyList<AxisEstimate> axes)
    {
        Dictionary<string, AxisScoreRow> counting = AxisScoreRow.Counting(scores).ToDictionary(score => score.Axis, StringComparer.Ordinal);
        page.Open("section", ("id", "scores")).Element("h2", "Per-axis scores").Open("div", ("class", "tiles"));
        foreach (string axis in AxisNames.All.Union(counting.Keys.Order(StringComparer.Ordinal), StringComparer.Ordinal))
        {
            AxisScoreRow? score = counting.GetValueOrDefault(axis);
            string value = Figures.Score(axis, score?.Value, score?.NotApplicable ?? false);
            page.Open("div", ("class", score?.Value is null ? "tile none" : "tile"), ("title", axis))
                .Element("span", TileNames.GetValueOrDefault(axis, axis), ("class", "name"))
                .Element("span", value, ("class", "value"));
            if (axes.FirstOrDefault(one => one.Axis == axis) is { N: > 0 } estimate)
            {
                page.Element("span", Over(estimate), ("class", "over"));
            }

            page.Close();
        }

        page.Close().Close();
    }

    /// <summary>A tile an axis: the cell's mean with its interval.</summary>
    public static void Means(HtmlWriter page, IReadOnlyList<AxisEstimate> axes)
    {
        page.Open("div", ("class", "tiles"));
        foreach (string axis in AxisNames.All)
        {
            AxisEstimate? estimate = axes.FirstOrDefault(one => one.Axis == axis);
            bool applies = estimate is null || estimate.NotApplicable < estimate.N || estimate.N == 0;
            page.Open("div", ("class", estimate?.Summary is null ? "tile none" : "tile"), ("title", axis))
                .Element("span", TileNames[axis], ("class", "name"))
                .Element("span", Figures.Score(axis, estimate?.Summary?.Mean, !applies), ("class", "value"))
                .Element("span", estimate is { N: > 0 } ? Over(estimate) : "", ("class", "over")).Close();
        }

        page.Close();
    }

    /// <summary>The axes over the runs that count.</summary>
    public static void OverTrials(HtmlWriter page, IReadOnlyList<AxisEstimate> axes) =>
        Tables.Section(page, "Axes over the runs that count", ["Axis", "Runs", "Recorded", "Mean", "95 % interval"], axes, (row, axis) => row
            .Element("th", axis.Axis, ("scope", "row"))
            .Element("td", Figures.Number(axis.N))
            .Element("td", Figures.Number(axis.Coverage))
            .Element("td", Figures.Score(axis.Axis, axis.Summary?.Mean, axis.NotApplicable == axis.N && axis.N > 0))
            .Element("td", Figures.Between(axis.Axis, axis.Interval?.Low, axis.Interval?.High)));

    /// <summary>Every score with all that its scorer told.</summary>
    public static void Breakdown(HtmlWriter page, IReadOnlyList<AxisScoreRow> scores) =>
        Tables.Section(page, "Scorer breakdown", ["Axis", "Scorer", "Keys", "Values"], scores, (row, score) =>
        {
            row.Element("th", score.Axis, ("scope", "row"))
                .Element("td", $"{score.Scorer} {score.ScorerVersion}".Trim())
                .Element("td", Keys(score.Details))
                .Open("td");
            Details(row, score.Details);
            row.Close();
        });

    private static void Details(HtmlWriter page, string details)
    {
        if (details.Length == 0)
        {
            page.Element("span", Figures.NotRecorded, ("class", "none"));
            return;
        }

        page.Open("details").Open("summary").Element("code", details).Close().Open("pre").Text(Indented(details)).Close().Close();
    }

    private static string Over(AxisEstimate axis)
    {
        string of = FormattableString.Invariant($"n = {axis.Coverage} of {axis.N}");
        if (axis.N == 1)
        {
            return of;
        }

        string mean = Figures.Score(axis.Axis, axis.Summary?.Mean, axis.NotApplicable == axis.N);
        return axis.Interval is { } interval
            ? $"mean {mean} [{Figures.Score(axis.Axis, interval.Low, false)}, {Figures.Score(axis.Axis, interval.High, false)}], {of}"
            : $"mean {mean}, {of}";
    }

    private static string Keys(string details) =>
        Read(details) is { ValueKind: JsonValueKind.Object } json ? string.Join(", ", json.EnumerateObject().Select(one => one.Name)) : "";

    private static string Indented(string details) => Read(details) is { } json ? JsonSerializer.Serialize(json, Readable) : details;

    private static JsonElement? Read(string details)
    {
        try
        {
            return JsonElement.Parse(details);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
