using Microsoft.AspNetCore.Http;
using Tracing.Query.Pages.Comparison.Cells;
using Tracing.Query.Pages.Comparison.Contenders;

namespace Tracing.Query.Pages.Comparison;

/// <summary>Answers with the pages that compare: two cells, or two agents or models over all tasks that both have.</summary>
public sealed class ComparisonEndpoint
{
    private readonly CellComparisonReader _cells;
    private readonly ContenderComparisonReader _contenders;
    private readonly PageSender _sender;

    /// <summary>Makes the endpoint.</summary>
    /// <param name="cells">Reads two cells.</param>
    /// <param name="contenders">Reads two agents or models.</param>
    /// <param name="sender">Sends the pages.</param>
    public ComparisonEndpoint(CellComparisonReader cells, ContenderComparisonReader contenders, PageSender sender)
    {
        _cells = cells;
        _contenders = contenders;
        _sender = sender;
    }

    /// <summary>A comparison.</summary>
    /// <param name="context">The request; see <see cref="ComparedCells"/> and <see cref="ComparedContenders"/> for what it names.</param>
    public Task CompareAsync(HttpContext context) => _sender.SendAsync(context, async cancellation => ComparedContenders.IsAskedFor(context.Request.Query)
        ? ContenderComparisonPage.Write(await _contenders.ReadAsync(ComparedContenders.Of(context.Request.Query), cancellation), ServedSite.Plain)
        : CellComparisonPage.Write(await _cells.ReadAsync(ComparedCells.Of(context.Request.Query), cancellation), ServedSite.Plain));
}
