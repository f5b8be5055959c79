namespace Tracing.Query.Statistics;

/// <summary>An axis over the runs that count. A value that was not recorded is in no mean.</summary>
public sealed class AxisEstimate
{
    private readonly IReadOnlyList<Attempts> _attempts;

    private AxisEstimate(string axis, IReadOnlyList<TaskSample> tasks)
    {
        Axis = axis;
        N = tasks.Sum(task => task.Runs);
        NotApplicable = tasks.Sum(task => task.NotApplicable);
        TaskSample[] recorded = [.. tasks.Where(task => task.Values is not null)];
        Summary = ValueSummary.Of([.. recorded.Select(task => task.Values!)]);
        Clusters = recorded.Length;
        _attempts = [.. recorded.SelectMany(task => task.Attempts)];
        ClusteredMean? clustered = ClusteredMean.Of([.. recorded.Select(task => new Cluster(task.Values!.Count, task.Values.Mean))]);

        // Within one task the runs are what differs.
        StandardError = clustered?.StandardError ?? Summary?.StandardDeviation / Math.Sqrt(Summary?.Count ?? 1);
        Interval = Summary is null ? null : IntervalOf(Summary, clustered);
    }

    /// <summary>The axis.</summary>
    public string Axis { get; }

    /// <summary>Runs that count.</summary>
    public long N { get; }

    /// <summary>Of those, runs with a recorded value.</summary>
    public long Coverage => Summary?.Count ?? 0;

    /// <summary>Of those, runs to whose task the axis does not apply.</summary>
    public long NotApplicable { get; }

    /// <summary>Of the recorded values; null where there are none.</summary>
    public ValueSummary? Summary { get; }

    /// <summary>Tasks with a recorded value, by which the standard error is clustered. With one, its runs are the units.</summary>
    public int Clusters { get; }

    /// <summary>Standard error of the mean, clustered by task; null where there is one value.</summary>
    public double? StandardError { get; }

    /// <summary>
    /// 95 % interval of the mean. For an axis that is 0 or 1 by its meaning, and was so in every run: Wilson's, on the effective
    /// number of runs where tasks have several. Else Student's t, clustered by task; null where no spread was seen.
    /// </summary>
    public Interval? Interval { get; }

    /// <summary>Whether passing means something on the axis: it is 0 or 1 by its meaning, and every recorded value is.</summary>
    public bool IsProportion => AxisMeaning.IsProportion(Axis) && Summary is { AreZeroOrOne: true };

    /// <summary>Estimates an axis.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="tasks">Its values, by task.</param>
    public static AxisEstimate Of(string axis, IReadOnlyList<TaskSample> tasks) => new(axis, tasks);

    /// <summary>At least one of k attempts at a cell passes; null where passing means nothing on the axis.</summary>
    /// <param name="k">Attempts, at least 1.</param>
    public PassEstimate? PassAtK(int k) => IsProportion ? PassEstimators.Over(_attempts, k, PassEstimators.AtK) : null;

    /// <summary>All of k attempts at a cell pass; null where passing means nothing on the axis.</summary>
    /// <param name="k">Attempts, at least 1.</param>
    public PassEstimate? PassHatK(int k) => IsProportion ? PassEstimators.Over(_attempts, k, PassEstimators.HatK) : null;

    private Interval? IntervalOf(ValueSummary summary, ClusteredMean? clustered)
    {
        if (IsProportion)
        {
            return clustered is null || clustered.Values == clustered.Clusters
                ? WilsonInterval.Of((long)Math.Round(summary.Mean * summary.Count), summary.Count)
                : WilsonInterval.Of(clustered, summary.Count);
        }

        if (clustered is not null)
        {
            return clustered.Interval();
        }

        // Each run is a cluster of its own.
        return StandardError is { } error ? new ClusteredMean(summary.Mean, error, (int)summary.Count, summary.Count).Interval() : null;
    }
}
