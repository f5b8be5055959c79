namespace Tracing.Storage.Reads.Mapping;

/// <summary>
/// Of the runs of one trial the newest that ended by itself or by its time limit counts; those that were cancelled, that broke
/// for a reason that is not the agent's, or that still go on are kept and do not count.
/// </summary>
internal static class CountingRuns
{
    /// <summary>A subquery with one row a trial: its runs, the one that counts (or empty), and its newest start.</summary>
    /// <param name="condition">Which runs.</param>
    public static string Of(string condition) => $"""
        (
            SELECT
              CellId, Sweep, Agent, Model, Category, Task, Trial,
              count() AS TrialRuns,
              argMaxIf(RunId, (ifNull(toUnixTimestamp64Nano(StartedAt), 0), RunId), State IN ('finished', 'timed_out')) AS CountingRun,
              max(ifNull(toUnixTimestamp64Nano(StartedAt), 0)) AS TrialNewest
            FROM runs FINAL
            WHERE {condition}
            GROUP BY CellId, Sweep, Agent, Model, Category, Task, Trial
          )
        """;
}
