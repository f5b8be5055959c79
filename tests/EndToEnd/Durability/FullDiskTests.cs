using Tracing.Processes;

namespace Tracing.EndToEnd.Tests.Durability;

/// <summary>A collector whose queue is on a disk that fills: a small tmpfs, mounted by the test.</summary>
[Trait("weight", "heavy")]
public sealed class FullDiskTests
{
    [Fact]
    public async Task On_a_full_disk_senders_are_asked_to_retry_the_process_lives_and_when_there_is_room_nothing_is_lost()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        string disk = folder["disk"];
        Directory.CreateDirectory(disk);
        await RunAsync("mount", ["-t", "tmpfs", "-o", "size=12m", "tmpfs", disk], cancellation);
        try
        {
            await using Split split = await Split.StartAsync(cancellation, ["--queue", Path.Combine(disk, "queue"), "--set", "collector.queue.segmentBytes=2MiB"], collectors: 1);
            var requests = new SentRequests("full-disk", padding: 4096);
            await split.ControlAsync("hold", cancellation);
            await Load.RunAsync(split.Collectors[0].Http, requests, CancellationToken.None);
            Assert.Contains(requests.All, sent => sent.Acknowledged);
            Assert.Contains(requests.All, sent => !sent.Acknowledged);
            Assert.False(split.Collectors[0].Child.HasExited);

            await split.ControlAsync("release", cancellation);
            await Load.ResendAllAsync(split.Collectors[0].Http, requests, cancellation);
            StoredCounts all = StoredCounts.Of(requests.All);
            Assert.Equal(all, await StoredCounts.AskUntilAsync(split.Engine, "full-disk", all, cancellation));
            Assert.Equal(0, await split.Collectors[0].Child.TerminateAsync(cancellation));
        }
        finally
        {
            await RunAsync("umount", [disk], CancellationToken.None);
        }
    }

    private static async Task RunAsync(string program, string[] arguments, CancellationToken cancellation)
    {
        await using ChildProcess process = ChildProcess.Start(program, arguments);
        Assert.Equal(0, await process.WaitForExitAsync(cancellation));
    }
}
