using System.Diagnostics;
using System.Runtime.Versioning;
using Tracing.Collector.Queue;

namespace Tracing.Collector.Tests.Queue;

/// <summary>A real small disk (tmpfs, needs the right to mount) that is filled up by somebody else and by the queue itself.</summary>
[Trait("weight", "heavy")]
[SupportedOSPlatform("linux")]
public sealed class FullDiskTests : IAsyncLifetime
{
    private readonly DirectoryInfo _mount = Directory.CreateTempSubdirectory("tracing-full-");

    private QueueOptions Options => new() { Directory = Path.Combine(_mount.FullName, "queue"), SegmentBytes = 256 << 10 };

    public async ValueTask InitializeAsync() =>
        await RunAsync("mount", "-t", "tmpfs", "-o", "size=2m,mode=0700", "tracing-full", _mount.FullName);

    public async ValueTask DisposeAsync()
    {
        await RunAsync("umount", _mount.FullName);
        _mount.Delete();
    }

    [Fact]
    public async Task A_disk_that_somebody_filled_is_answered_Full_and_works_again_when_it_is_emptied()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var queue = await OpenAsync();
        Assert.Equal(AppendOutcome.Stored, await queue.AppendAsync(0, 1000));
        var ballast = Path.Combine(_mount.FullName, "ballast");
        await Assert.ThrowsAnyAsync<IOException>(() => File.WriteAllBytesAsync(ballast, new byte[4 << 20], ct));

        Assert.Equal(AppendOutcome.Full, await queue.AppendAsync(1, 100_000));
        Assert.Equal(AppendOutcome.Full, await queue.AppendAsync(1, 100_000));
        File.Delete(ballast);
        Assert.Equal(AppendOutcome.Stored, await queue.AppendAsync(1, 100_000));

        Assert.Equal([0, 1], (await queue.ReadAllAsync()).Select(QueueSession.IdOf));
    }

    [Fact]
    public async Task A_disk_that_the_queue_filled_is_emptied_by_confirming_across_a_restart()
    {
        var stored = 0;
        await using (var queue = await OpenAsync())
        {
            while (await queue.AppendAsync(stored, 30_000) is var outcome && outcome != AppendOutcome.Full)
            {
                Assert.Equal(AppendOutcome.Stored, outcome);
                stored++;
            }
        }

        Assert.InRange(stored, 40, 75);
        await using var again = await OpenAsync();
        using var reader = await again.StartAfterAsync(0);
        var frames = reader.ReadAll();
        Assert.Equal(Enumerable.Range(0, stored), frames.Select(QueueSession.IdOf));

        await again.ConfirmAsync(frames[^1].Sequence);
        for (var id = 0; id < stored; id++)
        {
            Assert.Equal(AppendOutcome.AlreadyStored, await again.AppendAsync(id, 30_000));
        }

        Assert.Equal(AppendOutcome.Stored, await again.AppendAsync(stored, 30_000));
    }

    private static async Task RunAsync(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    private ValueTask<DurableQueue> OpenAsync() => QueueSession.OpenAsync(new PhysicalFileSystem(), TimeProvider.System, Options);
}
