using Tracing.Collector.Insert;

namespace Tracing.Collector.Tests.Insert;

public sealed class BackOffTests
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    [Fact]
    public void Pauses_double_up_to_the_longest_and_stay_there()
    {
        var backOff = new BackOff(First, Longest, () => 0);

        Assert.Equal(
            [200, 400, 800, 1600, 3200, 6400, 12800, 25600, 30000, 30000],
            Enumerable.Range(0, 10).Select(_ => backOff.Fail().TotalMilliseconds));
        Assert.Equal(10, backOff.Failures);
    }

    [Fact]
    public void A_success_begins_anew()
    {
        var backOff = new BackOff(First, Longest, () => 0);
        backOff.Fail();
        backOff.Fail();
        backOff.Succeed();

        Assert.Equal(0, backOff.Failures);
        Assert.Equal(First, backOff.Fail());
    }

    [Fact]
    public void Jitter_shortens_a_pause_by_up_to_half()
    {
        Assert.Equal(First / 2, new BackOff(First, Longest, () => 1).Fail());
        Assert.Equal(First * 0.75, new BackOff(First, Longest, () => 0.5).Fail());
    }
}
