namespace Tracing.Storage.Reads.Mapping;

/// <summary>
/// Cells with the runs that count, see <see cref="CountingRuns"/>. The runs of a cell are few and come as arrays of plain values:
/// keeping the newest of each trial with argMax costs the engine ten times as much where scores are maps.
/// </summary>
internal static class CellRuns
{
    /// <summary>Whether a run ended by itself or by its time limit.</summary>
    private const string EndedItself = "State IN ('finished', 'timed_out')";

    /// <summary>
    /// A query with one row a cell: how its runs ended, an array for each expression over the runs that ended by themselves, and in
    /// <c>Counted</c> the places of those that count.
    /// </summary>
    /// <param name="runs">The runs, a query with the columns of <see cref="ScoredRuns"/>.</param>
    /// <param name="arrays">Name and expression of each array. An expression is never null.</param>
    public static string Of(string runs, IEnumerable<(string Name, string Expression)> arrays) => $"""
        SELECT
                {Dimensions.Cell}, countIf({EndedItself}) AS Ended, countIf(State = 'infrastructure_failed') AS Failed,
                countIf(State = 'cancelled') AS Cancelled, countIf(State IN ('queued', 'running')) AS Running,
                groupArrayIf(Trial, {EndedItself}) AS Trials,
                groupArrayIf((ifNull(toUnixTimestamp64Nano(StartedAt), 0), RunId), {EndedItself}) AS Starts,
                {string.Join(",\n        ", arrays.Select(array => $"groupArrayIf({array.Expression}, {EndedItself}) AS {array.Name}"))},
                if(length(arrayDistinct(Trials)) = Ended, arrayEnumerate(Trials),
                  arrayFilter(i -> NOT arrayExists(j -> Trials[j] = Trials[i] AND Starts[j] > Starts[i], arrayEnumerate(Trials)), arrayEnumerate(Trials))) AS Counted
              FROM
              (
                {runs}
              )
              GROUP BY {Dimensions.Cell}
        """;
}
