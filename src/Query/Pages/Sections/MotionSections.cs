using System.Globalization;
using Tracing.Query.Pages.Html;
using Tracing.Query.RunData;
using Tracing.Storage.Rows;
using Tracing.Vocabulary;

namespace Tracing.Query.Pages.Sections;

/// <summary>What moves on the page, by one clock: the replay of the trace and the playback of the terminal. Without script the tables below say the same.</summary>
internal static class MotionSections
{
    private static readonly double[] Speeds = [0.25, 0.5, 1, 2, 5, 10, 50];

    /// <summary>The timeline.</summary>
    public static void Replay(HtmlWriter page, RunRow run)
    {
        page.Open("section", ("id", "replay"), ("data-src", run.SpanCount > 0 ? RunDataPaths.Timeline(run) : null)).Element("h2", "Trace replay");
        if (run.SpanCount == 0)
        {
            page.Element("p", "No span was recorded.", ("class", "none")).Close();
            return;
        }

        page.Element("p", "space play/pause · ←/→ step span · ,/. step 100 ms · +/− zoom · shift ←/→ move · 0 all · drag to move, Ctrl and wheel to zoom", ("class", "hint"));
        page.Element("p", null, ("class", "replay-cut"), ("hidden", ""));
        Controls(page);
        page.Open("canvas", ("class", "replay-map"), ("aria-hidden", "true")).Close();
        page.Open("div", ("class", "replay-rows"), ("tabindex", "0"), ("role", "img"), ("aria-label", "Timeline of the spans; the table Trace spans says the same in words"))
            .Open("div", ("class", "replay-pad")).Close().Open("canvas", ("class", "replay-canvas")).Close().Close();
        page.Open("div", ("class", "replay-detail")).Open("dl", ("class", "replay-span"), ("aria-live", "polite")).Close().Open("div", ("class", "replay-attributes"), ("data-src", RunDataPaths.SpanDetails(run.RunId))).Close().Close();
        page.Open("p", ("class", "replay-fault error"), ("role", "alert")).Close();
        page.Element("noscript", "The replay needs JavaScript; the tables do not.").Close();
    }

    /// <summary>What moves a clock and a view by hand.</summary>
    /// <param name="page">The page.</param>
    /// <param name="hasView">Whether there is a view beside the clock.</param>
    public static void Controls(HtmlWriter page, bool hasView = true)
    {
        page.Open("div", ("class", "replay-controls"));
        Button(page, "replay-play", "Play");
        page.Open("label").Text("Speed ").Open("select", ("class", "replay-speed"));
        foreach (double speed in Speeds)
        {
            string number = speed.ToString(CultureInfo.InvariantCulture);
            page.Element("option", number + "×", ("value", number), ("selected", speed == 1 ? "" : null));
        }

        page.Close().Close();
        if (hasView)
        {
            Button(page, "replay-zoom-in", "Zoom in");
            Button(page, "replay-zoom-out", "Zoom out");
            Button(page, "replay-fit", "All");
            Button(page, "replay-fold", "Show inner spans", ("aria-expanded", "false"), ("hidden", ""));
        }

        page.Element("output", "t = 0 ms", ("class", "replay-time")).Close();
        page.Open("input", ("type", "range"), ("class", "replay-scrubber"), ("min", "0"), ("max", "1"), ("step", "any"), ("value", "0"), ("aria-label", "Time in the run"));
    }

    /// <summary>The terminal.</summary>
    public static void Playback(HtmlWriter page, RunRow run, ArtifactRow? recording)
    {
        page.Open("section", ("id", "playback")).Element("h2", "Terminal playback");
        if (recording is null)
        {
            string why = RunStates.IsOpen(run.State) ? "Nothing of the terminal has come so far: see the trace above." : "No terminal recording for this run: see the trace above.";
            page.Element("p", why, ("class", "none")).Close();
            return;
        }

        string how = recording.Made switch
        {
            ArtifactMakings.Pty => "Recorded from the agent's real terminal.",
            ArtifactMakings.Rendered => "Rendered from the agent's machine-readable output, as a person would read it.",
            _ => "Recorded by the agent's harness.",
        };
        string source = RunDataPaths.Recording(run.RunId);
        bool isLive = recording.Kind == ArtifactKinds.RecordingLive;
        string gaps = isLive ? Live(run) : (recording.Complete ? "" : " Pieces of it have not arrived.") + (recording.Truncated ? " It was cut at its maker's limit." : "");
        page.Open("p", ("class", "hint")).Text(how + gaps + (run.SpanCount > 0 ? " It moves with the replay. " : " ")).Element("a", "The file", ("href", source)).Text($" ({recording.Format})").Close();
        // For a script that has no spans to show: the terminal then moves by a clock of its own.
        page.Open("template", ("class", "terminal-controls"));
        Controls(page, hasView: false);
        page.Close();
        page.Open("div", ("class", "terminal"), ("data-src", source), ("data-live", isLive ? "" : null), ("data-size", Figures.Number(recording.Size)), ("data-script", "/scripts/player.js"), ("data-style", "/scripts/player.css"))
            .Close().Close();
    }

    private static string Live(RunRow run) => RunStates.IsOpen(run.State) ? " It is still being made: this is as far as it has come." : " The recording did not arrive whole: this is what came while the agent ran.";

    private static void Button(HtmlWriter page, string kind, string text, params ReadOnlySpan<(string, string?)> more) =>
        page.Element("button", text, [("type", "button"), ("class", kind), .. more]);
}
