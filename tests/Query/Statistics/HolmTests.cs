using CsCheck;
using Tracing.Query.Statistics;

namespace Tracing.Query.Tests.Statistics;

public sealed class HolmTests
{
    /// <summary>A worked example that many texts share: 0.01, 0.04, 0.03, 0.005 at level 0.05 refuse the first and the last.</summary>
    [Fact]
    public void The_worked_example_is_adjusted_as_published() =>
        Equal([0.03, 0.06, 0.06, 0.02], Holm.Adjust([0.01, 0.04, 0.03, 0.005]));

    [Fact]
    public void What_was_not_tested_is_no_member_of_the_family() => Equal([0.02, null, 1, null], Holm.Adjust([0.01, null, 1, null]));

    /// <summary>Closed testing with Bonferroni's test of every intersection is what Holm's procedure is short for.</summary>
    [Fact]
    public void Adjusted_values_are_those_of_closed_testing() => Gen.Double[0, 1].Array[1, 7].Sample(values =>
    {
        IReadOnlyList<double?> adjusted = Holm.Adjust([.. values.Select(value => (double?)value)]);
        for (int i = 0; i < values.Length; i++)
        {
            double closed = Enumerable.Range(1, (1 << values.Length) - 1).Where(set => (set >> i & 1) == 1)
                .Max(set => Math.Min(1, int.PopCount(set) * values.Where((_, j) => (set >> j & 1) == 1).Min()));
            if (Math.Abs(closed - adjusted[i]!.Value) > 1e-12)
            {
                return false;
            }
        }

        return true;
    });

    private static void Equal(double?[] expected, IReadOnlyList<double?> actual)
    {
        Assert.Equal(expected.Length, actual.Count);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First ?? -1, pair.Second ?? -1, 12));
    }
}
