using Tracing.Processes;

namespace Tracing.EndToEnd.Tests.Durability;

/// <summary>What the engine refuses for good is kept, listed and put back by <c>tracing reinsert</c>.</summary>
[Trait("weight", "heavy")]
public sealed class ReinsertTests
{
    // CANNOT_PARSE_INPUT_ASSERTION_FAILED: what the engine says of bytes that it will never take.
    private const string RefuseForGood = "refuse?code=27";

    [Fact]
    public async Task Requests_that_were_refused_for_good_are_listed_put_back_and_then_stored_once()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        string queue = folder["queue"];
        await using Split split = await Split.StartAsync(cancellation, ["--queue", queue], collectors: 1);
        var requests = new SentRequests("refused-for-good");
        for (int i = 0; i < 6; i++)
        {
            requests.Next();
        }

        await split.ControlAsync(RefuseForGood, cancellation);
        await Load.ResendAllAsync(split.Collectors[0].Http, requests, cancellation);
        await UntilSetAsideAsync(Path.Combine(queue, "set-aside"), requests.All.Count, cancellation);
        Assert.Equal(0, await split.Collectors[0].Child.TerminateAsync(cancellation));
        await split.ControlAsync("release", cancellation);

        Assert.Contains("6 set aside", await ReinsertAsync(["--queue", queue], cancellation), StringComparison.Ordinal);
        Assert.Contains("6 put back", await ReinsertAsync(["--queue", queue, "--all"], cancellation), StringComparison.Ordinal);
        Assert.Contains("nothing is set aside", await ReinsertAsync(["--queue", queue], cancellation), StringComparison.Ordinal);

        await split.RestartCollectorAsync(0, cancellation);
        StoredCounts all = StoredCounts.Of(requests.All);
        Assert.Equal(all, await StoredCounts.AskUntilAsync(split.Engine, "refused-for-good", all, cancellation));
    }

    private static async Task<string> ReinsertAsync(string[] arguments, CancellationToken cancellation)
    {
        await using ChildProcess reinsert = TracingProcess.Run(["reinsert", .. arguments]);
        Assert.Equal(0, await reinsert.WaitForExitAsync(cancellation));
        return string.Join('\n', reinsert.OutputLines);
    }

    private static async Task UntilSetAsideAsync(string folder, int count, CancellationToken cancellation)
    {
        using var guard = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        guard.CancelAfter(TimeSpan.FromMinutes(1));
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!Directory.Exists(folder) || Directory.GetFiles(folder, "*.json").Length < count)
        {
            await pace.WaitForNextTickAsync(guard.Token);
        }
    }
}
