using Tracing.Collector.Insert;
using Tracing.Collector.Queue;

namespace Tracing.Collector.Tests.Queue;

public sealed class QueueOptionsTests
{
    [Fact]
    public void The_defaults_are_valid()
    {
        var problems = new List<string>();
        new QueueOptions().Validate("collector.queue", problems);
        new InsertOptions().Validate("collector.insert", problems);

        Assert.Empty(problems);
    }

    [Fact]
    public void Every_problem_is_told_with_its_key()
    {
        var problems = new List<string>();
        new QueueOptions
        {
            Directory = " ",
            SegmentBytes = 1,
            MaxBytes = 1,
            MaxFrameBytes = 2,
            MaxPendingBytes = 1,
            KeepConfirmed = TimeSpan.FromDays(2),
            RememberRequests = TimeSpan.FromDays(8),
            MaxRememberedRequests = 0,
        }.Validate("collector.queue", problems);
        new InsertOptions
        {
            MaxRows = 0,
            MaxBytes = 0,
            MaxAge = TimeSpan.FromHours(1),
            FirstPause = TimeSpan.Zero,
            LongestPause = TimeSpan.FromHours(2),
            Timeout = TimeSpan.Zero,
            StopWithin = TimeSpan.FromSeconds(-1),
        }.Validate("collector.insert", problems);

        Assert.Equal(
            [
                "collector.queue.directory", "collector.queue.segmentBytes", "collector.queue.maxBytes", "collector.queue.maxFrameBytes",
                "collector.queue.maxPendingBytes", "collector.queue.keepConfirmed", "collector.queue.rememberRequests",
                "collector.queue.maxRememberedRequests", "collector.insert.maxRows", "collector.insert.maxBytes", "collector.insert.maxAge",
                "collector.insert.firstPause", "collector.insert.longestPause", "collector.insert.timeout", "collector.insert.stopWithin",
            ],
            problems.Select(problem => problem[..problem.IndexOf(':', StringComparison.Ordinal)]));
    }
}
