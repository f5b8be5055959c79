using CsCheck;
using Tracing.Query.Statistics;

namespace Tracing.Query.Tests.Statistics;

public sealed class WilsonIntervalTests
{
    /// <summary>Newcombe, Statistics in Medicine 17 (1998), table I, method 3.</summary>
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0.0000, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void Of_the_published_examples_gives_the_published_ends(long successes, long trials, double low, double high)
    {
        Interval interval = WilsonInterval.Of(successes, trials)!;

        Assert.Equal(low, interval.Low, 4);
        Assert.Equal(high, interval.High, 4);
        Assert.Equal(0.95, interval.Level);
        Assert.Equal("wilson", interval.Method);
    }

    [Fact]
    public void Of_nothing_tried_is_no_interval() => Assert.Null(WilsonInterval.Of(0, 0));

    [Fact]
    public void Of_more_successes_than_trials_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => WilsonInterval.Of(3, 2));

    [Fact]
    public void Of_any_counts_holds_the_proportion_and_mirrors()
    {
        Gen.Int[1, 5000].SelectMany(n => Gen.Select(Gen.Int[0, n], Gen.Const(n))).Sample((k, n) =>
        {
            Interval interval = WilsonInterval.Of(k, n)!;
            Interval mirrored = WilsonInterval.Of(n - k, n)!;
            return interval.Low >= 0 && interval.High <= 1 && interval.Low <= (double)k / n && (double)k / n <= interval.High &&
                Math.Abs(interval.Low - (1 - mirrored.High)) < 1e-12;
        });
    }
}
