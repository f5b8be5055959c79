using Tracing.Storage.Connection;

namespace Tracing.Storage.Reads.Mapping;

/// <summary>How a cell is read from <see cref="CountingRuns"/>, whatever the question: one SELECT list and one mapping, in the same order.</summary>
internal static class CellMapping
{
    public const string Columns = """
        CellId, Sweep, Agent, Model, Category, Task, sum(TrialRuns) AS Runs, count() AS Trials,
          arrayMap(pair -> pair.2, arraySort(groupArrayIf((Trial, CountingRun), CountingRun != ''))) AS Counting,
          max(TrialNewest) AS Newest
        """;

    public static CellRow Read(RowReader row) => new()
    {
        CellId = row.Text(),
        Sweep = row.Text(),
        Agent = row.Text(),
        Model = row.Text(),
        Category = row.Text(),
        Task = row.Text(),
        Runs = row.UInt64(),
        Trials = row.UInt64(),
        CountingRunIds = row.Array<string>(),
        NewestUnixNano = row.Int64(),
    };
}
