namespace Tracing.Query.Statistics;

/// <summary>Holm's step-down adjustment (Holm 1979): of a family of tests, no true hypothesis is refused by chance with more than the level's probability.</summary>
public static class Holm
{
    /// <summary>Adjusts p values.</summary>
    /// <param name="values">The p values; null where there was no test, which is no member of the family.</param>
    /// <returns>The adjusted values in the order of <paramref name="values"/>.</returns>
    public static IReadOnlyList<double?> Adjust(IReadOnlyList<double?> values)
    {
        int[] ascending = [.. Enumerable.Range(0, values.Count).Where(i => values[i] is not null).OrderBy(i => values[i])];
        double?[] adjusted = new double?[values.Count];
        double least = 0;
        for (int rank = 0; rank < ascending.Length; rank++)
        {
            // A test is refused only if all smaller ones were: an adjusted value is never below the one before it.
            least = Math.Max(least, Math.Min(1, (ascending.Length - rank) * values[ascending[rank]]!.Value));
            adjusted[ascending[rank]] = least;
        }

        return adjusted;
    }
}
