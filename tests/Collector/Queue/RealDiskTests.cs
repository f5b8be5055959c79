using System.Runtime.Versioning;
using Tracing.Collector.Queue;

namespace Tracing.Collector.Tests.Queue;

/// <summary>The queue on the disk of this machine.</summary>
[SupportedOSPlatform("linux")]
public sealed class RealDiskTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tracing-queue-");

    private QueueOptions Options => new() { Directory = Path.Combine(_folder.FullName, "queue"), SegmentBytes = 1 << 20 };

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Concurrent_appends_share_syncs_and_all_come_back()
    {
        const int Senders = 64;
        const int Each = 25;
        await using (var queue = await OpenAsync())
        {
            await Task.WhenAll(Enumerable.Range(0, Senders).Select(sender => Task.Run(async () =>
            {
                for (var i = 0; i < Each; i++)
                {
                    Assert.Equal(AppendOutcome.Stored, await queue.AppendAsync((sender * Each) + i, 2000));
                }
            })));
            Assert.InRange(queue.Statistics.Groups, 1, Senders * Each / 4);
        }

        await using var again = await OpenAsync();
        var frames = await again.ReadAllAsync();
        Assert.Equal(Enumerable.Range(0, Senders * Each), frames.Select(QueueSession.IdOf).Order());
        Assert.All(frames, frame => Assert.Equal(QueueSession.Payload(QueueSession.IdOf(frame), 2000), frame.Payload.ToArray()));
        Assert.True(again.Statistics.Segments > 2);
    }

    [Fact]
    public async Task Frames_are_read_while_others_are_written()
    {
        const int Count = 500;
        await using var queue = await OpenAsync();
        using var reader = await queue.StartAfterAsync(0);
        var writing = Task.Run(async () =>
        {
            for (var id = 0; id < Count; id++)
            {
                await queue.AppendAsync(id, 5000);
            }
        }, TestContext.Current.CancellationToken);

        for (var id = 0; id < Count;)
        {
            if (reader.TryRead() is { } frame)
            {
                Assert.Equal(id++, QueueSession.IdOf(frame));
                await queue.ConfirmAsync(frame.Sequence);
            }
            else
            {
                await reader.WaitAsync(TestContext.Current.CancellationToken);
            }
        }

        await writing;
        Assert.Equal(0, queue.Statistics.Frames);
        Assert.InRange(queue.Statistics.Segments, 1, 2);
    }

    [Fact]
    public async Task A_second_queue_on_the_folder_is_refused_until_the_first_is_closed()
    {
        var first = await OpenAsync();

        var refusal = await Assert.ThrowsAsync<QueueRefusedException>(async () => await OpenAsync());
        Assert.Contains("another process", refusal.Message, StringComparison.Ordinal);

        await first.DisposeAsync();
        await (await OpenAsync()).DisposeAsync();
    }

    [Fact]
    public async Task All_files_are_for_the_owner_alone()
    {
        await using var queue = await OpenAsync();
        await queue.AppendAsync(1);

        var modes = Directory.GetFiles(Options.Directory).ToDictionary(path => path, File.GetUnixFileMode);
        Assert.NotEmpty(modes);
        Assert.All(modes, mode => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, mode.Value));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Options.Directory));
    }

    [Fact]
    public async Task A_folder_that_is_a_link_is_refused()
    {
        var target = _folder.CreateSubdirectory("elsewhere");
        Directory.CreateSymbolicLink(Options.Directory, target.FullName);

        await Assert.ThrowsAsync<QueueRefusedException>(async () => await OpenAsync());

        Assert.Empty(target.GetFileSystemInfos());
    }

    [Theory]
    [InlineData("segment-0000000001-0123456789abcdef.seg")]
    [InlineData("lock")]
    [InlineData("ranges-a.ledger")]
    public async Task A_file_that_is_a_link_is_refused_and_its_target_untouched(string name)
    {
        var target = Path.Combine(_folder.FullName, "victim");
        await File.WriteAllTextAsync(target, "precious", TestContext.Current.CancellationToken);
        await (await OpenAsync()).DisposeAsync();
        File.Delete(Path.Combine(Options.Directory, name));
        File.CreateSymbolicLink(Path.Combine(Options.Directory, name), target);

        await Assert.ThrowsAsync<QueueRefusedException>(async () => await OpenAsync());

        Assert.Equal("precious", await File.ReadAllTextAsync(target, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_folder_that_everyone_may_write_to_is_refused()
    {
        Directory.CreateDirectory(Options.Directory);
        File.SetUnixFileMode(Options.Directory, (UnixFileMode)0b111_111_111);

        var refusal = await Assert.ThrowsAsync<QueueRefusedException>(async () => await OpenAsync());

        Assert.Contains("chmod", refusal.Message, StringComparison.Ordinal);
    }

    private ValueTask<DurableQueue> OpenAsync() => QueueSession.OpenAsync(new PhysicalFileSystem(), TimeProvider.System, Options);
}
