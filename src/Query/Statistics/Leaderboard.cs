namespace Tracing.Query.Statistics;

/// <summary>Ranks and the frontier of a leaderboard.</summary>
public static class Leaderboard
{
    /// <summary>Ranks values as sports do: equal ones share a rank, and the next rank counts them all (1, 2, 2, 4).</summary>
    /// <param name="values">The values; null was not recorded and has no rank.</param>
    /// <param name="lessIsBetter">Whether the least is the first.</param>
    /// <returns>The ranks in the order of <paramref name="values"/>.</returns>
    public static IReadOnlyList<int?> Ranks(IReadOnlyList<double?> values, bool lessIsBetter) =>
        [.. values.Select(value => value is { } own ? 1 + values.Count(other => other is { } better && (lessIsBetter ? better < own : better > own)) : (int?)null)];

    /// <summary>
    /// Whether a row is on the Pareto frontier: no other is at least as good for at most the cost, and better in one of both.
    /// </summary>
    /// <param name="rows">Value and cost of each; null was not recorded.</param>
    /// <param name="lessIsBetter">Whether less of the value is better.</param>
    /// <returns>In the order of <paramref name="rows"/>; null where value or cost was not recorded.</returns>
    public static IReadOnlyList<bool?> Frontier(IReadOnlyList<(double? Value, double? Cost)> rows, bool lessIsBetter)
    {
        return [.. rows.Select(row => row is { Value: { } value, Cost: { } cost } ? !rows.Any(other => Beats(other, value, cost)) : (bool?)null)];

        bool Beats((double? Value, double? Cost) other, double value, double cost)
        {
            double? gain = lessIsBetter ? value - other.Value : other.Value - value;
            return gain >= 0 && other.Cost <= cost && (gain > 0 || other.Cost < cost);
        }
    }
}
