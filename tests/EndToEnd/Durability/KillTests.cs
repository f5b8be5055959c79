using Tracing.Processes;

namespace Tracing.EndToEnd.Tests.Durability;

/// <summary>The shipped process, killed under load. Acknowledged means stored; resent means counted once.</summary>
[Trait("weight", "heavy")]
public sealed class KillTests
{
    private const int Rounds = 25;

    [Fact]
    public async Task After_25_kills_under_load_and_a_resend_of_everything_each_record_is_there_once()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        using var data = new TemporaryFolder();
        var requests = new SentRequests("killed");
        var random = new Random(25);
        for (int round = 0; round < Rounds; round++)
        {
            await using TracingProcess tracing = await TracingProcess.UpAsync(data.Path, [], cancellation);
            using var stop = new CancellationTokenSource();
            Task load = Load.RunAsync(tracing.Http, requests, stop.Token);
            await UntilAcknowledgedAsync(requests, requests.All.Count(r => r.Acknowledged) + random.Next(1, 60), load, cancellation);
            await tracing.Child.KillAsync(cancellation);
            await stop.CancelAsync();
            await load;
        }

        await using TracingProcess last = await TracingProcess.UpAsync(data.Path, [], cancellation);
        StoredCounts acknowledged = StoredCounts.Of(requests.All.Where(r => r.Acknowledged));
        StoredCounts before = await StoredCounts.AskUntilAsync(last.Engine, "killed", acknowledged, cancellation);
        Assert.InRange(before.DistinctSpans, acknowledged.Spans, StoredCounts.Of(requests.All).Spans);
        Assert.InRange(before.DistinctLogs, acknowledged.Logs, StoredCounts.Of(requests.All).Logs);

        await Load.ResendAllAsync(last.Http, requests, cancellation);
        StoredCounts all = StoredCounts.Of(requests.All);
        Assert.Equal(all, await StoredCounts.AskUntilAsync(last.Engine, "killed", all, cancellation));
        Assert.Equal(0, await last.Child.TerminateAsync(cancellation));
    }

    [Fact]
    public async Task A_stop_under_load_drains_ends_with_0_and_keeps_all_that_was_acknowledged()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        using var data = new TemporaryFolder();
        var requests = new SentRequests("stopped");
        await using (TracingProcess tracing = await TracingProcess.UpAsync(data.Path, [], cancellation))
        {
            Task load = Load.RunAsync(tracing.Http, requests, CancellationToken.None);
            await UntilAcknowledgedAsync(requests, 100, load, cancellation);
            Assert.Equal(0, await tracing.Child.TerminateAsync(cancellation));
            await load;
        }

        await using TracingProcess again = await TracingProcess.UpAsync(data.Path, [], cancellation);
        StoredCounts acknowledged = StoredCounts.Of(requests.All.Where(r => r.Acknowledged));
        StoredCounts kept = await StoredCounts.AskUntilAsync(again.Engine, "stopped", acknowledged, cancellation);
        Assert.InRange(kept.DistinctSpans, acknowledged.Spans, StoredCounts.Of(requests.All).Spans);
        Assert.Equal((kept.DistinctSpans, kept.DistinctLogs), (kept.Spans, kept.Logs));
    }

    private static async Task UntilAcknowledgedAsync(SentRequests requests, int count, Task load, CancellationToken cancellation)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (requests.All.Count(r => r.Acknowledged) < count && !load.IsCompleted)
        {
            await pace.WaitForNextTickAsync(cancellation);
        }
    }
}
