using Tracing.Query.Statistics;
using Tracing.Query.Statistics.Prices;
using Tracing.Storage.Reads;
using Tracing.Vocabulary;

namespace Tracing.Query.Loading;

/// <summary>Reads what cells cost: one read for all of them, by the same question as <c>costs</c> and <c>leaderboard</c>.</summary>
internal static class CellCosts
{
    private static readonly CellDimension[] Cell = [CellDimension.Sweep, CellDimension.Agent, CellDimension.Model, CellDimension.Task];

    public static async Task<IReadOnlyDictionary<CellRow, CostSummary>> ReadAsync(
        AxisReader reader, PriceTable prices, IReadOnlyList<CellRow> cells, CancellationToken cancellation)
    {
        CellId[] ids = [.. cells.Select(cell => new CellId(cell.Sweep, cell.Agent, cell.Model, cell.Category, cell.Task)).Distinct()];
        ILookup<GroupKey, TokenUseRow> tokens = await reader.TokensAsync(Cell, new CellFilter { Cells = ids }, prices, cancellation);
        return cells.ToDictionary(
            cell => cell, cell => CostSummary.Of(tokens[new GroupKey([cell.Sweep, cell.Agent, cell.Model, $"{cell.Category}/{cell.Task}"])], prices));
    }
}
