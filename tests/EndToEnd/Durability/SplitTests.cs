using Tracing.Processes;

namespace Tracing.EndToEnd.Tests.Durability;

/// <summary>Two collectors and a query service as processes of their own, before one ClickHouse HTTP interface.</summary>
[Trait("weight", "heavy")]
public sealed class SplitTests
{
    [Fact]
    public async Task The_same_requests_through_two_collectors_are_counted_once_and_answered_by_a_query_process()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        await using Split split = await Split.StartAsync(cancellation);
        var requests = new SentRequests("split");
        for (int i = 0; i < 50; i++)
        {
            requests.Next();
        }

        await Task.WhenAll(split.Collectors.Select(collector => Load.ResendAllAsync(collector.Http, requests, cancellation)));

        StoredCounts all = StoredCounts.Of(requests.All);
        Assert.Equal(all, await StoredCounts.AskUntilAsync(split.Engine, "split", all, cancellation));
        foreach (TracingProcess collector in split.Collectors)
        {
            Assert.Equal(0, await collector.Child.TerminateAsync(cancellation));
        }
    }

    [Fact]
    public async Task While_the_engine_refuses_requests_are_acknowledged_and_arrive_when_it_takes_them_again()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        await using Split split = await Split.StartAsync(cancellation);
        var requests = new SentRequests("refused");
        for (int i = 0; i < 20; i++)
        {
            requests.Next();
        }

        await split.ControlAsync("refuse?code=241", cancellation);
        await Load.ResendAllAsync(split.Collectors[0].Http, requests, cancellation);
        Assert.Equal(0, (await StoredCounts.AskAsync(split.Engine, "refused", cancellation)).Spans);

        await split.ControlAsync("release", cancellation);
        StoredCounts all = StoredCounts.Of(requests.All);
        Assert.Equal(all, await StoredCounts.AskUntilAsync(split.Engine, "refused", all, cancellation));
    }

    [Fact]
    public async Task A_collector_that_is_killed_while_the_engine_holds_its_insert_delivers_after_the_restart_and_counts_once()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        await using Split split = await Split.StartAsync(cancellation);
        var requests = new SentRequests("held");
        for (int i = 0; i < 20; i++)
        {
            requests.Next();
        }

        await split.ControlAsync("hold", cancellation);
        await Load.ResendAllAsync(split.Collectors[0].Http, requests, cancellation);
        await split.Collectors[0].Child.KillAsync(cancellation);
        await split.ControlAsync("release", cancellation);
        await split.RestartCollectorAsync(0, cancellation);
        await Load.ResendAllAsync(split.Collectors[0].Http, requests, cancellation);

        StoredCounts all = StoredCounts.Of(requests.All);
        Assert.Equal(all, await StoredCounts.AskUntilAsync(split.Engine, "held", all, cancellation));
    }
}
