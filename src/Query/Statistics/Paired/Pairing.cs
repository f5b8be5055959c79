namespace Tracing.Query.Statistics.Paired;

/// <summary>Two sides of a comparison, paired by their keys.</summary>
/// <param name="Pairs">Keys that both sides recorded.</param>
/// <param name="OnlyA">Keys that only A has.</param>
/// <param name="OnlyB">Keys that only B has.</param>
/// <param name="NotRecorded">Keys that both have, and for which at least one has no recorded value.</param>
public sealed record Pairing(IReadOnlyList<Pair> Pairs, int OnlyA, int OnlyB, int NotRecorded)
{
    /// <summary>Pairs two sides.</summary>
    /// <param name="a">A, one group a key.</param>
    /// <param name="b">B, one group a key.</param>
    /// <param name="byTask">Where a key names a task: the place of the task in it. A task's pairs belong together.</param>
    public static Pairing Of(IReadOnlyList<AxisGroup> a, IReadOnlyList<AxisGroup> b, int? byTask)
    {
        Dictionary<GroupKey, AxisGroup> others = b.ToDictionary(group => new GroupKey(group.Key));
        List<Pair> pairs = [];
        int onlyA = 0;
        int notRecorded = 0;
        foreach (AxisGroup group in a)
        {
            if (!others.TryGetValue(new GroupKey(group.Key), out AxisGroup? other))
            {
                onlyA++;
            }
            else if (Values(group) is { } valuesA && Values(other) is { } valuesB)
            {
                pairs.Add(new Pair(group.Key, byTask is { } place ? group.Key[place] : string.Join('\u001f', group.Key), valuesA, valuesB));
            }
            else
            {
                notRecorded++;
            }
        }

        return new Pairing(pairs, onlyA, b.Count - pairs.Count - notRecorded, notRecorded);
    }

    private static ValueSummary? Values(AxisGroup group) => ValueSummary.Of([.. group.Tasks.Where(task => task.Values is not null).Select(task => task.Values!)]);
}
