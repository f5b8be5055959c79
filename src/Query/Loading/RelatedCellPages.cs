using Tracing.Storage.Reads;

namespace Tracing.Query.Loading;

/// <summary>Reads cells that differ from others in one part alone: one read for each relation that is asked for.</summary>
internal static class RelatedCellPages
{
    public static async Task<IReadOnlyDictionary<(CellRow Cell, CellRelation Relation), IReadOnlyList<CellRow>>> ReadAsync(
        StoreAnswers answers, IReadOnlyList<(CellRow Cell, CellRelation Relation)> keys, CancellationToken cancellation)
    {
        Dictionary<(CellRow, CellRelation), IReadOnlyList<CellRow>> related = [];
        foreach (IGrouping<CellRelation, (CellRow Cell, CellRelation Relation)> alike in keys.GroupBy(key => key.Relation))
        {
            CellRow[] cells = [.. alike.Select(key => key.Cell)];
            ILookup<string, CellRow> found = (await answers.AskAllAsync(new RelatedCells(alike.Key, cells, answers.AskFor), cancellation))
                .ToLookup(cell => Shared(alike.Key, cell), StringComparer.Ordinal);
            foreach (CellRow cell in cells)
            {
                related[(cell, alike.Key)] = [.. found[Shared(alike.Key, cell)].Where(other => other.CellId != cell.CellId)];
            }
        }

        return related;
    }

    // What related cells have in common; a slash parts what cannot hold one, but for the model, which stands last.
    private static string Shared(CellRelation relation, CellRow cell) => relation switch
    {
        CellRelation.OtherAgents => $"{cell.Sweep}/{cell.Category}/{cell.Task}/{cell.Model}",
        CellRelation.OtherModels => $"{cell.Sweep}/{cell.Category}/{cell.Task}/{cell.Agent}",
        _ => $"{cell.Sweep}/{cell.Category}/{cell.Agent}/{cell.Model}",
    };
}
