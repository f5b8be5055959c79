using Tracing.Storage.Connection;
using Tracing.Storage.Reads.Mapping;

namespace Tracing.Storage.Reads;

/// <summary>How the runs of some cells ended.</summary>
/// <param name="Counting">Runs that count: of each trial the newest that ended by itself or by its time limit.</param>
/// <param name="Superseded">Runs that ended so too, and stand behind a newer one of their trial.</param>
/// <param name="InfrastructureFailed">Runs that a fault ended which is not the agent's.</param>
/// <param name="Cancelled">Runs that a person ended.</param>
public sealed record RunTally(ulong Counting, ulong Superseded, ulong InfrastructureFailed, ulong Cancelled)
{
    /// <summary>Runs that wait to start or go on.</summary>
    public required ulong Running { get; init; }
}

/// <summary>Cells whose runs were recorded equally often and passed equally often.</summary>
/// <param name="Recorded">Recorded runs of such a cell.</param>
/// <param name="Passed">Of those, runs whose value is 1 or more.</param>
/// <param name="Cells">How many such cells there are.</param>
public readonly record struct CellAttempts(uint Recorded, uint Passed, ulong Cells);

/// <summary>An axis on one task within one group. Only the runs that count are in its numbers.</summary>
public sealed record AxisTaskRow
{
    /// <summary>The group: one value for each dimension that was asked for, in that order.</summary>
    public required IReadOnlyList<string> Group { get; init; }

    /// <summary>The task, <c>category/name</c>.</summary>
    public required string Task { get; init; }

    /// <summary>The axis.</summary>
    public required string Axis { get; init; }

    /// <summary>All runs, by how they ended.</summary>
    public required RunTally Runs { get; init; }

    /// <summary>Runs with a value: the coverage is this over the runs that count.</summary>
    public required ulong Recorded { get; init; }

    /// <summary>Runs to whose task the axis does not apply.</summary>
    public required ulong NotApplicable { get; init; }

    /// <summary>Mean of the recorded values; null where there are none.</summary>
    public required double? Mean { get; init; }

    /// <summary>Least recorded value.</summary>
    public required double? Min { get; init; }

    /// <summary>Greatest recorded value.</summary>
    public required double? Max { get; init; }

    /// <summary>Standard deviation of the sample; null under two values.</summary>
    public required double? StandardDeviation { get; init; }

    /// <summary>How often the cells passed.</summary>
    public required IReadOnlyList<CellAttempts> Attempts { get; init; }
}

/// <summary>
/// Axes over groups of cells, by group, task and axis: what statistics that cluster by task need, and no run. A value that was not
/// recorded is in no mean.
/// </summary>
/// <param name="Axes">The axes; each comes for every group and task, with or without values.</param>
/// <param name="GroupBy">The dimensions; none gives one group of all.</param>
/// <param name="Filter">Which cells.</param>
/// <param name="Limit">Most rows.</param>
/// <param name="ScorerVersion">Values of this version of a scorer; null takes the value that counts, see <see cref="ScoredRuns"/>.</param>
public sealed record AxisTasks(
    IReadOnlyCollection<string> Axes, IReadOnlyList<CellDimension> GroupBy, CellFilter Filter, int Limit = 200_000, string? ScorerVersion = null)
    : Question<AxisTaskRow>
{
    // A pair of small counts as one number: sumMap takes numbers.
    private const int PassedBits = 32;

    // What a run told about an axis, where it told anything.
    private const int Recorded = 1;
    private const int Inapplicable = 2;

    internal override QueryText<AxisTaskRow> ToQuery()
    {
        Conditions conditions = Filter.ToConditions();
        conditions.Values.Strings("axes", Axes).UInt32("limit", (uint)Limit);
        if (ScorerVersion is not null)
        {
            conditions.Values.String("scorerVersion", ScorerVersion);
        }

        int[] places = [.. Enumerable.Range(1, Axes.Count)];
        string runs = ScoredRuns.Of(conditions.Text, ScorerVersion is not null);
        string sql = $$"""
            SELECT
              {{Dimensions.Group(GroupBy)}} AS Group, {{Dimensions.FullTask}} AS FullTask, Axis,
              sum(length(Counted)), toUInt64(sum(Ended - length(Counted))), sum(Failed), sum(Cancelled), sum(Running),
              sum(length(Values)) AS Recorded, sum(arrayCount(i -> Told[i] = {{Inapplicable}}, Counted)),
              if(Recorded > 0, avgArray(Values), NULL), if(Recorded > 0, minArray(Values), NULL), if(Recorded > 0, maxArray(Values), NULL),
              if(Recorded > 1, stddevSampStableArray(Values), NULL),
              (sumMap([bitShiftLeft(toUInt64(length(Values)), {{PassedBits}}) + arrayCount(value -> value >= 1, Values)], [toUInt64(1)]) AS Attempts).1, Attempts.2
            FROM
            (
              SELECT
                {{Dimensions.Cell}}, Ended, Failed, Cancelled, Running, Counted, OfAxis.1 AS Axis, OfAxis.2 AS Told,
                arrayMap(i -> OfAxis.3[i], arrayFilter(i -> Told[i] = {{Recorded}}, Counted)) AS Values
              FROM
              (
                {{CellRuns.Of(runs, places.SelectMany(Arrays))}}
              )
              ARRAY JOIN [{{string.Join(", ", places.Select(place => $"({Name(place)}, Told{place}, Value{place})"))}}] AS OfAxis
            )
            GROUP BY Group, FullTask, Axis
            ORDER BY Group, FullTask, Axis
            LIMIT {limit:UInt32}
            SETTINGS optimize_aggregation_in_order = 1
            """;
        return new QueryText<AxisTaskRow>(sql, conditions.Values, Read);
    }

    private static string Name(int place) => $"{{axes:Array(String)}}[{place}]";

    // A run's value on an axis, and whether it is one.
    private static (string Name, string Expression)[] Arrays(int place) =>
    [
        ($"Value{place}", $"Scores[{Name(place)}]"),
        ($"Told{place}", $"multiIf(mapContains(Scores, {Name(place)}), {Recorded}, has(NotApplicable, {Name(place)}), {Inapplicable}, 0)"),
    ];

    private static AxisTaskRow Read(RowReader row) => new()
    {
        Group = row.Array<string>(),
        Task = row.Text(),
        Axis = row.Text(),
        Runs = new RunTally(row.UInt64(), row.UInt64(), row.UInt64(), row.UInt64()) { Running = row.UInt64() },
        Recorded = row.UInt64(),
        NotApplicable = row.UInt64(),
        Mean = row.DoubleOrNull(),
        Min = row.DoubleOrNull(),
        Max = row.DoubleOrNull(),
        StandardDeviation = row.DoubleOrNull(),
        Attempts = ReadAttempts(row.Array<ulong>(), row.Array<ulong>()),
    };

    private static CellAttempts[] ReadAttempts(ulong[] counts, ulong[] cells) =>
        [.. counts.Select((count, i) => new CellAttempts((uint)(count >> PassedBits), (uint)count, cells[i]))];
}
