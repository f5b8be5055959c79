using Tracing.Query.Pages.Html;
using Tracing.Query.Pages.Sections;
using Tracing.Query.Statistics;
using Tracing.Storage.Reads;

namespace Tracing.Query.Pages;

/// <summary>A cell on a card, to stand in a frame of any other page. It runs nothing.</summary>
public static class EmbedPage
{
    /// <summary>Any page may frame it, and nothing in it may run or reach anything but its style.</summary>
    public const string ContentSecurity = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *";

    /// <summary>Writes the card.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="axes">Its axes.</param>
    /// <param name="site">Where it stands.</param>
    /// <returns>The HTML.</returns>
    public static string Write(CellRow cell, IReadOnlyList<AxisEstimate> axes, PageSite site) => PageFrame.WriteBare(site, $"{cell.Agent} × {cell.Model}", page =>
    {
        page.Open("h1").Element("a", $"{cell.Agent} × {cell.Model}", ("href", CellAddress.PathOf(cell)), ("target", "_blank"), ("rel", "noopener")).Close();
        page.Element("p", FormattableString.Invariant($"{cell.Category}/{cell.Task} · {cell.Sweep} · {cell.CountingRunIds.Count} runs that count"), ("class", "task"));
        ScoreSections.Means(page, axes);
    });
}
