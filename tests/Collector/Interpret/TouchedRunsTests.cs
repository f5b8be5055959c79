using Tracing.Collector.Interpret;

namespace Tracing.Collector.Tests.Interpret;

public sealed class TouchedRunsTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TouchedRuns runs = new(new InterpretOptions { Quiet = TimeSpan.FromSeconds(1), Longest = TimeSpan.FromSeconds(5) });

    [Fact]
    public void A_run_is_due_when_it_has_been_quiet()
    {
        runs.Touch("a", At(0));
        runs.Touch("a", At(0.5));

        Assert.Equal(At(1.5), runs.NextDue());
        Assert.Empty(runs.TakeDue(At(1.4), 2));
        Assert.Equal(["a"], runs.TakeDue(At(1.5), 2));
        Assert.Null(runs.NextDue());
    }

    [Fact]
    public void A_run_that_never_rests_is_due_after_the_longest_wait()
    {
        for (double second = 0; second <= 4.8; second += 0.4)
        {
            runs.Touch("a", At(second));
        }

        Assert.Equal(At(5), runs.NextDue());
        Assert.Equal(["a"], runs.TakeDue(At(5), 2));
    }

    [Fact]
    public void Those_that_waited_longest_are_read_first_and_the_rest_stays_due()
    {
        runs.Touch("b", At(0.1));
        runs.Touch("c", At(0.2));
        runs.Touch("a", At(0));

        Assert.Equal(["a", "b"], runs.TakeDue(At(10), 2));
        Assert.Equal(["c"], runs.TakeDue(At(10), 2));
        Assert.Equal(0, runs.Count);
    }

    [Fact]
    public void A_run_that_is_touched_while_it_is_read_waits_again()
    {
        runs.Touch("a", At(0));
        runs.TakeDue(At(1), 2);
        runs.Touch("a", At(1.2));

        Assert.Equal(At(2.2), runs.NextDue());
    }

    [Fact]
    public void A_run_that_rests_is_due_when_its_rest_is_over_and_others_are_not_held_up()
    {
        runs.Rest("long", At(30), At(0));
        runs.Touch("long", At(1));
        runs.Touch("short", At(1));

        Assert.Equal(["short"], runs.TakeDue(At(10), 2));
        Assert.Equal(At(30), runs.NextDue());
        Assert.Equal(["long"], runs.TakeDue(At(30), 2));
    }

    private static DateTimeOffset At(double seconds) => Start + TimeSpan.FromSeconds(seconds);
}
