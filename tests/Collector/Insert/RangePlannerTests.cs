using Tracing.Collector.Insert;
using Tracing.Collector.Queue;

namespace Tracing.Collector.Tests.Insert;

public sealed class RangePlannerTests
{
    private static readonly DateTimeOffset Start = new(2026, 6, 16, 12, 0, 0, TimeSpan.Zero);
    private static readonly InsertOptions Options = new() { MaxRows = 10, MaxBytes = 1 << 20, MaxAge = TimeSpan.FromMilliseconds(100) };

    [Fact]
    public void Frames_join_until_the_rows_are_reached()
    {
        var planner = new RangePlanner(Options);

        Assert.True(planner.TryAdd(Frame(1, 6), Start));
        Assert.Equal(TimeSpan.FromMilliseconds(100), planner.Remaining(Start));
        Assert.False(planner.TryAdd(Frame(2, 5), Start));
        Assert.True(planner.TryAdd(Frame(2, 4), Start));
        Assert.Equal(TimeSpan.Zero, planner.Remaining(Start));
        Assert.False(planner.TryAdd(Frame(3, 1), Start));
    }

    [Fact]
    public void Frames_join_until_the_bytes_are_reached()
    {
        var size = Frame(1, 1).Bytes;
        var planner = new RangePlanner(Options with { MaxBytes = (2 * size) + 1 });

        Assert.True(planner.TryAdd(Frame(1, 1), Start));
        Assert.True(planner.TryAdd(Frame(2, 1), Start));
        Assert.False(planner.TryAdd(Frame(3, 1), Start));
    }

    [Fact]
    public void A_frame_over_the_limits_goes_alone_and_at_once()
    {
        var planner = new RangePlanner(Options);

        Assert.True(planner.TryAdd(Frame(1, 50), Start));
        Assert.Equal(TimeSpan.Zero, planner.Remaining(Start));
        Assert.Single(planner.Frames);
    }

    [Fact]
    public void A_frame_that_cannot_be_understood_never_joins_others()
    {
        var planner = new RangePlanner(Options);
        var broken = LoadedFrame.Of(new QueuedFrame(9, 0, 0, new byte[] { 9 }));

        planner.TryAdd(Frame(1, 1), Start);
        Assert.False(planner.TryAdd(broken, Start));

        var alone = new RangePlanner(Options);
        Assert.True(alone.TryAdd(broken, Start));
        Assert.False(alone.TryAdd(Frame(2, 1), Start));
        Assert.Equal(TimeSpan.Zero, alone.Remaining(Start));
    }

    [Theory]
    [InlineData(0, 100)]
    [InlineData(60, 40)]
    [InlineData(100, 0)]
    [InlineData(5000, 0)]
    [InlineData(-3_600_000, 0)]
    public void The_first_frame_waits_no_longer_than_the_age_whatever_the_clock_does(int passed, int remaining)
    {
        var planner = new RangePlanner(Options);
        planner.TryAdd(Frame(1, 1), Start);

        Assert.Equal(remaining, planner.Remaining(Start.AddMilliseconds(passed)).TotalMilliseconds);
    }

    private static LoadedFrame Frame(int id, int rows) =>
        LoadedFrame.Of(new QueuedFrame((ulong)id, 0, 0, Frames.Make(id, logs: rows)));
}
