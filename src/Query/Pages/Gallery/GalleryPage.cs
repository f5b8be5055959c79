using System.Globalization;
using Tracing.Query.Pages.Html;
using Tracing.Query.Pages.Search;
using Tracing.Storage.Rows;
using Tracing.Vocabulary;

namespace Tracing.Query.Pages.Gallery;

/// <summary>The gallery: recordings of terminals as cards, each with a still of it in plain text.</summary>
public static class GalleryPage
{
    private const double Kibi = 1024;

    /// <summary>Writes the page.</summary>
    /// <param name="data">What it shows.</param>
    /// <param name="site">Where it stands.</param>
    /// <returns>The HTML.</returns>
    public static string Write(GalleryData data, PageSite site) => PageFrame.Write(site, "Recordings", script: null, page =>
    {
        page.Element("h1", "Recordings");
        page.Element("p", data.Request.Sweep is { } sweep ? $"Of sweep {sweep}, the newest run first." : "Of every sweep, the newest run first.", ("class", "task"));
        if (data.Cards.Count == 0)
        {
            page.Element("p", data.Request.After is null ? "No recording of a terminal is here." : "No further recording is here.", ("class", "none"));
            return;
        }

        page.Open("ul", ("class", "gallery"));
        foreach (GalleryCard card in data.Cards)
        {
            Card(page, card);
        }

        page.Close();
        if (data.Next is { } next)
        {
            page.Open("p").Element("a", "Next page", ("rel", "next"), ("href", (data.Request with { After = next }).Path)).Close();
        }
    });

    private static void Card(HtmlWriter page, GalleryCard card)
    {
        RunRow run = card.Run;
        page.Open("li").Open("h2").Element("a", $"{run.Agent} × {run.Model}", ("href", SearchPage.PathOf(run) + "#playback")).Close();
        page.Element("p", FormattableString.Invariant($"{run.Category}/{run.Task} · {run.Sweep} · trial {run.Trial}"), ("class", "hint"));
        if (card.Preview is { Text.Length: > 0 } preview)
        {
            page.Element("pre", preview.Text, ("class", "still"), ("tabindex", "0"), ("aria-label", preview.IsEnd ? "Last lines of the recording" : "First lines of the recording"));
        }
        else
        {
            page.Element("p", card.Preview is null ? "Its text cannot be read." : "It shows no text.", ("class", "none still"));
        }

        page.Open("dl");
        Fact(page, "State", run.State);
        Fact(page, "Pass", Score(run, AxisNames.PassRate));
        Fact(page, "Wall", Score(run, AxisNames.Latency));
        Fact(page, "Run took", Figures.Duration(run.DurationNano));
        Fact(page, "Recording", card.Recording is null ? Figures.NotRecorded : $"{Made(card.Recording)}, {Size(card.Recording)}");
        page.Close().Close();
    }

    private static void Fact(HtmlWriter page, string name, string value) => page.Element("dt", name).Element("dd", value, ("class", value == Figures.NotRecorded ? "none" : null));

    private static string Score(RunRow run, string axis) =>
        Figures.Score(axis, run.Scores.TryGetValue(axis, out double known) ? known : null, run.NotApplicable.Contains(axis, StringComparer.Ordinal));

    private static string Made(ArtifactRow recording) => recording.Made switch
    {
        ArtifactMakings.Pty => "pseudo-terminal",
        ArtifactMakings.Rendered => "rendered",
        _ => "by the agent's harness",
    };

    private static string Size(ArtifactRow recording)
    {
        string size = recording.Size < Kibi ? FormattableString.Invariant($"{recording.Size} B") : (recording.Size / Kibi).ToString("#,0.0", CultureInfo.InvariantCulture) + " KiB";
        return (recording.Encoding.Length > 0 ? $"{size} packed" : size) + (recording.Complete ? "" : ", pieces are missing") + (recording.Truncated ? ", cut by its maker" : "");
    }
}
