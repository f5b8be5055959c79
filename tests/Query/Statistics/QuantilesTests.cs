using Tracing.Query.Statistics;

namespace Tracing.Query.Tests.Statistics;

public sealed class QuantilesTests
{
    /// <summary>NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2, critical values of Student's t.</summary>
    [Theory]
    [InlineData(0.975, 1, 12.706)]
    [InlineData(0.975, 2, 4.303)]
    [InlineData(0.975, 5, 2.571)]
    [InlineData(0.975, 10, 2.228)]
    [InlineData(0.975, 24, 2.064)]
    [InlineData(0.975, 49, 2.010)]
    [InlineData(0.975, 100, 1.984)]
    [InlineData(0.95, 7, 1.895)]
    [InlineData(0.9, 30, 1.310)]
    [InlineData(0.999, 3, 10.215)]
    public void Of_student_are_the_tabled_ones(double probability, long freedom, double tabled)
    {
        Assert.Equal(tabled, Quantiles.Student(probability, freedom), 3);
        Assert.Equal(2 * (1 - probability), Quantiles.StudentTwoSided(Quantiles.Student(probability, freedom), freedom), 9);
        Assert.Equal(2 * (1 - probability), Quantiles.StudentTwoSided(-Quantiles.Student(probability, freedom), freedom), 9);
    }

    [Fact]
    public void Of_many_degrees_of_freedom_is_the_normal_one_and_the_remembered_one_is_the_found_one()
    {
        Assert.Equal(Quantiles.NormalUpper, Quantiles.StudentUpper(10_000_000), 6);
        foreach (long freedom in (long[])[1, 2, 24, 511, 512, 513])
        {
            double first = Quantiles.StudentUpper(freedom);
            Assert.Equal(Quantiles.Student(0.975, freedom), first);
            Assert.Equal(first, Quantiles.StudentUpper(freedom));
        }
    }

    [Fact]
    public void A_fair_coin_is_counted_out()
    {
        for (int throws = 1; throws <= 14; throws++)
        {
            for (int heads = 0; heads <= throws; heads++)
            {
                Assert.Equal(CountedOut(heads, throws), Quantiles.FairCoinTwoSided(heads, throws - heads), 1e-12);
            }
        }

        Assert.Equal(1, Quantiles.FairCoinTwoSided(0, 0));
    }

    // Every sequence of throws is looked at: those that split at least as unevenly, over all.
    private static double CountedOut(int heads, int throws)
    {
        int uneven = Math.Abs((2 * heads) - throws);
        int sequences = 1 << throws;
        return Enumerable.Range(0, sequences).Count(sequence => Math.Abs((2 * int.PopCount(sequence)) - throws) >= uneven) / (double)sequences;
    }
}
