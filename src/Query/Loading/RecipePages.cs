using Tracing.Query.Api;
using Tracing.Query.Api.Types;
using Tracing.Storage.Reads;
using Tracing.Storage.Rows;

namespace Tracing.Query.Loading;

/// <summary>Reads how cells can be run again: from the run that counts for the last trial of each.</summary>
internal static class RecipePages
{
    public static async Task<IReadOnlyDictionary<CellRow, IReadOnlyList<RecipeView>>> ReadAsync(
        StoreAnswers answers, IReadOnlyList<CellRow> cells, CancellationToken cancellation)
    {
        CellRow[] counting = [.. cells.Where(cell => cell.CountingRunIds.Count > 0)];
        string[] ids = [.. counting.Select(cell => cell.CountingRunIds[^1]).Distinct(StringComparer.Ordinal)];
        if (ids.Length == 0)
        {
            return new Dictionary<CellRow, IReadOnlyList<RecipeView>>();
        }

        Dictionary<string, RunRow> runs = (await answers.AskAsync(new RunsById(ids), cancellation)).ToDictionary(run => run.RunId, StringComparer.Ordinal);
        Dictionary<string, string> commands = (await answers.AskAsync(new CommandsOfRuns(ids), cancellation))
            .ToDictionary(row => row.RunId, row => row.Command, StringComparer.Ordinal);
        return counting.ToDictionary(
            cell => cell, cell => Recipes.Of(runs.GetValueOrDefault(cell.CountingRunIds[^1]), commands.GetValueOrDefault(cell.CountingRunIds[^1])));
    }
}
