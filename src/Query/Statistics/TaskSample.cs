namespace Tracing.Query.Statistics;

/// <summary>What the runs of one task came to on an axis, within a group of cells. Only the runs that count are in it.</summary>
/// <param name="Task">The task, <c>category/name</c>: the cluster of its runs.</param>
/// <param name="Runs">Runs that count.</param>
/// <param name="NotApplicable">Of those, runs to whose task the axis does not apply.</param>
/// <param name="Values">The recorded values; null where there are none.</param>
/// <param name="Attempts">How often the cells passed.</param>
public sealed record TaskSample(string Task, long Runs, long NotApplicable, ValueSummary? Values, IReadOnlyList<Attempts> Attempts)
{
    /// <summary>Joins what parts of a group know of one task.</summary>
    /// <param name="parts">The parts, at least one.</param>
    public static TaskSample Joined(IEnumerable<TaskSample> parts)
    {
        TaskSample[] all = [.. parts];
        return new TaskSample(
            all[0].Task,
            all.Sum(part => part.Runs),
            all.Sum(part => part.NotApplicable),
            ValueSummary.Of([.. all.Where(part => part.Values is not null).Select(part => part.Values!)]),
            [.. all.SelectMany(part => part.Attempts)]);
    }
}
