using Tracing.Storage.Rows;
using Tracing.Vocabulary;

namespace Tracing.Storage.Reads;

/// <summary>A cell and the runs that count for it.</summary>
public sealed record CellRow
{
    /// <summary><c>sweep/agent/model/category/task</c>.</summary>
    public required string CellId { get; init; }

    /// <summary>The sweep.</summary>
    public required string Sweep { get; init; }

    /// <summary>The agent.</summary>
    public required string Agent { get; init; }

    /// <summary>The model.</summary>
    public required string Model { get; init; }

    /// <summary>The task's category.</summary>
    public required string Category { get; init; }

    /// <summary>The task's name.</summary>
    public required string Task { get; init; }

    /// <summary>All runs.</summary>
    public required ulong Runs { get; init; }

    /// <summary>Distinct trials.</summary>
    public required ulong Trials { get; init; }

    /// <summary>The run that counts for each trial that has one, by trial.</summary>
    public required IReadOnlyList<string> CountingRunIds { get; init; }

    /// <summary>Start of the newest run, nanoseconds since 1970; 0 where none told.</summary>
    public required long NewestUnixNano { get; init; }

    /// <summary>All its runs, as <see cref="RunsOfCells"/> gives them, where it was told from them; else null.</summary>
    public IReadOnlyList<RunRow>? AllRuns { get; init; }

    /// <summary>
    /// The cell that all of its runs make. Of the runs of one trial the newest that ended by itself or by its time limit counts, as
    /// in <see cref="Mapping.CountingRuns"/>.
    /// </summary>
    /// <param name="runs">Runs of one cell, at least one, in the order of <see cref="RunsOfCells"/>.</param>
    internal static CellRow Of(IReadOnlyList<RunRow> runs)
    {
        RunRow any = runs[0];
        var trials = runs.GroupBy(run => run.Trial).ToList();
        return new CellRow
        {
            CellId = any.CellId,
            Sweep = any.Sweep,
            Agent = any.Agent,
            Model = any.Model,
            Category = any.Category,
            Task = any.Task,
            Runs = (ulong)runs.Count,
            Trials = (ulong)trials.Count,
            CountingRunIds = [.. trials.Select(trial => trial.FirstOrDefault(EndedItself)?.RunId).OfType<string>()],
            NewestUnixNano = runs.Max(run => run.StartedAt ?? 0),
            AllRuns = runs,
        };
    }

    private static bool EndedItself(RunRow run) => run.State is RunStates.Finished or RunStates.TimedOut;
}
