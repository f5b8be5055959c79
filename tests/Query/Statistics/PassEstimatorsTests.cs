using CsCheck;
using Tracing.Query.Statistics;

namespace Tracing.Query.Tests.Statistics;

public sealed class PassEstimatorsTests
{
    [Fact]
    public void Of_few_attempts_are_what_every_choice_of_k_of_them_comes_to()
    {
        for (int tried = 1; tried <= 9; tried++)
        {
            for (int passed = 0; passed <= tried; passed++)
            {
                for (int k = 1; k <= tried; k++)
                {
                    (double any, double all) = Chosen(tried, passed, k);
                    Assert.Equal(any, PassEstimators.AtK(tried, passed, k), 12);
                    Assert.Equal(all, PassEstimators.HatK(tried, passed, k), 12);
                }
            }
        }
    }

    /// <summary>The program of the paper (arXiv 2107.03374, figure 3): 1 - prod(1 - k / arange(n - c + 1, n + 1)).</summary>
    [Fact]
    public void Pass_at_k_of_many_attempts_is_the_papers() =>
        Gen.Int[1, 400].SelectMany(n => Gen.Select(Gen.Const(n), Gen.Int[0, n], Gen.Int[1, n])).Sample((n, c, k) =>
        {
            double papers = n - c < k ? 1 : 1 - Enumerable.Range(n - c + 1, c).Aggregate(1.0, (product, i) => product * (1 - ((double)k / i)));
            return Math.Abs(papers - PassEstimators.AtK(n, c, k)) < 1e-9;
        });

    [Fact]
    public void One_attempt_is_the_rate_and_more_attempts_part_both_measures() =>
        Gen.Int[2, 300].SelectMany(n => Gen.Select(Gen.Const(n), Gen.Int[0, n], Gen.Int[1, n - 1])).Sample((n, c, k) =>
            Math.Abs(PassEstimators.AtK(n, c, 1) - ((double)c / n)) < 1e-12 && Math.Abs(PassEstimators.HatK(n, c, 1) - ((double)c / n)) < 1e-12 &&
            PassEstimators.AtK(n, c, k + 1) >= PassEstimators.AtK(n, c, k) - 1e-12 && PassEstimators.HatK(n, c, k + 1) <= PassEstimators.HatK(n, c, k) + 1e-12);

    [Fact]
    public void Cells_that_were_tried_too_seldom_are_in_no_mean_and_are_told()
    {
        // Two cells with 2 of 3, one with 0 of 3, one that passed its only run, one with nothing recorded.
        Attempts[] attempts = [new(3, 2, 2), new(3, 0, 1), new(1, 1, 1), new(0, 0, 1)];

        PassEstimate one = PassEstimators.Over(attempts, 1, PassEstimators.AtK);
        Assert.Equal((1, 4, 0), (one.K, one.Cells, one.TooFew));
        Assert.Equal(((2 * 2.0 / 3) + 0 + 1) / 4, one.Value!.Value, 1e-12);
        Assert.Equal(new PassEstimate(2, 2.0 / 3, 3, 1), PassEstimators.Over(attempts, 2, PassEstimators.AtK));
        Assert.Equal(2 * (1.0 / 3) / 3, PassEstimators.Over(attempts, 2, PassEstimators.HatK).Value!.Value, 12);
        Assert.Equal(new PassEstimate(4, null, 0, 4), PassEstimators.Over(attempts, 4, PassEstimators.HatK));
    }

    // The first attempts passed; every k of them is looked at.
    private static (double Any, double All) Chosen(int tried, int passed, int k)
    {
        int passes = (1 << passed) - 1;
        int[] choices = [.. Enumerable.Range(0, 1 << tried).Where(choice => int.PopCount(choice) == k)];
        return (choices.Count(choice => (choice & passes) != 0) / (double)choices.Length, choices.Count(choice => (choice & ~passes) == 0) / (double)choices.Length);
    }
}
