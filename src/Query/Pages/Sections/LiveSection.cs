using System.Text.Json;
using Tracing.Query.Pages.Html;
using Tracing.Vocabulary;

namespace Tracing.Query.Pages.Sections;

/// <summary>What says that a cell still runs, and where a script is told of its changes.</summary>
internal static class LiveSection
{
    private const string Subscription = "subscription($filter: CellFilter) { runChanged(filter: $filter) { id } }";

    /// <summary>Writes it where one of the cell's runs has not ended. It is followed where it is shown; else it is said where it is.</summary>
    public static void Write(HtmlWriter page, CellPageTop data)
    {
        if (data.Runs.FirstOrDefault(run => RunStates.IsOpen(run.State)) is not { } open)
        {
            return;
        }

        if (!RunStates.IsOpen(data.Run.State))
        {
            page.Open("p", ("class", "live")).Text(FormattableString.Invariant($"Trial {open.Trial} of this cell has not ended: "))
                .Element("a", "follow it", ("href", CellAddress.PathOf(data.Cell, open.Trial))).Text(".").Close();
            return;
        }

        string filter = JsonSerializer.Serialize(new
        {
            filter = new { sweeps = new[] { data.Cell.Sweep }, agents = new[] { data.Cell.Agent }, models = new[] { data.Cell.Model }, categories = new[] { data.Cell.Category }, tasks = new[] { data.Cell.Task } },
        });
        string source = $"/graphql?query={Uri.EscapeDataString(Subscription)}&variables={Uri.EscapeDataString(filter)}";
        page.Element("p", "A run of this cell has not ended: what is shown is what was there when the page was made.", ("id", "live"), ("class", "live"), ("role", "status"), ("data-src", source));
    }
}
