using Tracing.Storage.Reads;

namespace Tracing.Query.Statistics;

/// <summary>An axis over a group of cells.</summary>
/// <param name="Key">One value for each dimension that was grouped by.</param>
/// <param name="Axis">The axis.</param>
/// <param name="Tasks">Its values, by task.</param>
/// <param name="Runs">All runs of the group, by how they ended.</param>
public sealed record AxisGroup(IReadOnlyList<string> Key, string Axis, IReadOnlyList<TaskSample> Tasks, RunTally Runs)
{
    /// <summary>Reads the store's rows.</summary>
    /// <param name="rows">The rows, by group, task and axis.</param>
    /// <returns>The groups, in the order of <paramref name="rows"/>.</returns>
    public static IReadOnlyList<AxisGroup> Of(IReadOnlyList<AxisTaskRow> rows) =>
    [
        .. rows.GroupBy(row => new GroupKey([.. row.Group, row.Axis]))
            .Select(group => new AxisGroup(group.First().Group, group.First().Axis, [.. group.Select(Sample)], Sum(group.Select(row => row.Runs)))),
    ];

    /// <summary>Estimates the axis.</summary>
    public AxisEstimate Estimate() => AxisEstimate.Of(Axis, Tasks);

    private static TaskSample Sample(AxisTaskRow row) => new(
        row.Task,
        (long)row.Runs.Counting,
        (long)row.NotApplicable,
        row is { Mean: { } mean, Min: { } min, Max: { } max } ? new ValueSummary((long)row.Recorded, mean, min, max, row.StandardDeviation) : null,
        [.. row.Attempts.Select(cells => new Attempts(cells.Recorded, cells.Passed, (long)cells.Cells))]);

    private static RunTally Sum(IEnumerable<RunTally> parts) => parts.Aggregate((sum, part) =>
        new RunTally(sum.Counting + part.Counting, sum.Superseded + part.Superseded, sum.InfrastructureFailed + part.InfrastructureFailed, sum.Cancelled + part.Cancelled)
        {
            Running = sum.Running + part.Running,
        });
}
