namespace Tracing.Dialects.Agents.GeminiCli;

/// <summary>Joins two lists of moments one to one, the closest first: what tells the same fact twice without a common id.</summary>
internal static class NearestPairs
{
    /// <summary>Joins.</summary>
    /// <param name="of">Moments to join, nanoseconds.</param>
    /// <param name="with">Moments to join them with.</param>
    /// <param name="tolerance">The largest distance, nanoseconds.</param>
    /// <param name="agree">Whether two may be the same; asked by index.</param>
    /// <returns>For each of the first list the index of its partner in the second, or null.</returns>
    public static IReadOnlyList<int?> Of(IReadOnlyList<long> of, IReadOnlyList<long> with, long tolerance, Func<int, int, bool> agree)
    {
        int[] order = [.. Enumerable.Range(0, with.Count).OrderBy(index => with[index])];
        long[] moments = [.. order.Select(index => with[index])];
        var candidates = new List<(ulong Distance, int Of, int With)>();
        for (int i = 0; i < of.Count; i++)
        {
            int at = Array.BinarySearch(moments, Below(of[i], tolerance));
            for (at = at < 0 ? ~at : at; at < moments.Length && Distance(moments[at], of[i]) <= (ulong)tolerance; at++)
            {
                if (agree(i, order[at]))
                {
                    candidates.Add((Distance(moments[at], of[i]), i, order[at]));
                }
            }
        }

        var pairs = new int?[of.Count];
        var taken = new HashSet<int>();
        foreach ((_, int left, int right) in candidates.Order())
        {
            if (pairs[left] is null && taken.Add(right))
            {
                pairs[left] = right;
            }
        }

        return pairs;
    }

    private static long Below(long moment, long tolerance) => moment < long.MinValue + tolerance ? long.MinValue : moment - tolerance;

    private static ulong Distance(long a, long b) => a > b ? (ulong)a - (ulong)b : (ulong)b - (ulong)a;
}
