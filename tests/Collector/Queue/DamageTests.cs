using Tracing.Collector.Queue;

namespace Tracing.Collector.Tests.Queue;

/// <summary>Files that somebody or something changed: the queue starts, reads what is whole, never a wrong frame, and counts.</summary>
public sealed class DamageTests
{
    private const int Frames = 5;
    private readonly ManualTime _time = new();

    [Fact]
    public async Task One_flipped_bit_anywhere_in_a_segment_costs_at_most_one_frame_and_is_counted()
    {
        var (disk, name, content) = await SegmentAsync();
        for (var at = 0; at < content.Length; at++)
        {
            var damaged = (byte[])content.Clone();
            damaged[at] ^= (byte)(1 << (at % 8));
            var (ids, statistics) = await ReopenAsync(disk, name, damaged);

            Assert.True(ids.Count >= Frames - 1, $"byte {at}: {ids.Count} frames");
            Assert.True(
                ids.Count == Frames || statistics.DamagedRegions == 1 || statistics.TornBytes > 0, $"byte {at}: lost and not counted");
        }
    }

    [Fact]
    public async Task A_segment_cut_at_any_length_gives_the_frames_before_the_cut()
    {
        var (disk, name, content) = await SegmentAsync();
        var whole = 0;
        for (var length = 0; length < content.Length; length++)
        {
            var (ids, statistics) = await ReopenAsync(disk, name, content[..length]);

            Assert.Equal(Enumerable.Range(0, ids.Count), ids);
            Assert.InRange(ids.Count, whole, Frames - 1);
            whole = ids.Count;
            Assert.Equal(0, statistics.DamagedRegions);
        }

        Assert.Equal(Frames - 1, whole);
    }

    [Fact]
    public async Task A_segment_overwritten_with_noise_at_random_places_never_gives_a_wrong_frame()
    {
        var (disk, name, content) = await SegmentAsync();
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var damaged = (byte[])content.Clone();
            var at = random.Next(damaged.Length);
            random.NextBytes(damaged.AsSpan(at, random.Next(damaged.Length - at)));
            await ReopenAsync(disk, name, damaged);
        }
    }

    [Fact]
    public async Task A_payload_that_imitates_a_frame_is_not_taken_for_one_when_its_own_header_is_damaged()
    {
        var disk = new StrictDisk();
        var inner = new byte[FrameHeader.Size + 8];
        new FrameHeader(8, 2, FrameKind.Data, 0, 7, Crc32C.Of(inner.AsSpan(FrameHeader.Size))).Write(inner, 0x1234);
        await using (var queue = await QueueSession.OpenAsync(disk, _time))
        {
            await queue.AppendAsync(UInt128.One, inner, TestContext.Current.CancellationToken);
            await queue.AppendAsync(3);
        }

        var (name, content) = Segment(disk);
        content[SegmentHeader.Size + 5] ^= 1;
        disk.Tamper($"{QueueSession.Folder}/{name}", content);

        await using var again = await QueueSession.OpenAsync(disk, _time);
        Assert.Equal([3], (await again.ReadAllAsync()).Select(QueueSession.IdOf));
        Assert.Equal(1, again.Statistics.DamagedRegions);
    }

    [Fact]
    public async Task A_damaged_frame_is_kept_in_quarantine_byte_for_byte_and_its_resend_is_stored()
    {
        var (disk, name, content) = await SegmentAsync();
        content[^1] ^= 0x40;
        disk.Tamper($"{QueueSession.Folder}/{name}", content);

        await using var queue = await QueueSession.OpenAsync(disk, _time);
        var kept = Assert.Single(disk.Files($"{QueueSession.Folder}/quarantine"));

        Assert.EndsWith("-payload.bin", kept.Key, StringComparison.Ordinal);
        Assert.Equal(content[^kept.Value.Length..], kept.Value);
        Assert.Equal(AppendOutcome.Stored, await queue.AppendAsync(Frames - 1));
    }

    [Fact]
    public async Task Damage_that_is_done_while_the_queue_is_open_is_met_by_the_reader()
    {
        var disk = new StrictDisk();
        await using var queue = await QueueSession.OpenAsync(disk, _time);
        for (var id = 0; id < Frames; id++)
        {
            await queue.AppendAsync(id);
        }

        var (name, content) = Segment(disk);
        content[SegmentHeader.Size + FrameHeader.Size + 3] ^= 1;
        disk.Tamper($"{QueueSession.Folder}/{name}", content);

        Assert.Equal([1, 2, 3, 4], (await queue.ReadAllAsync()).Select(QueueSession.IdOf));
        Assert.Equal(1, queue.Statistics.DamagedRegions);
        Assert.Equal(AppendOutcome.Stored, await queue.AppendAsync(0));
    }

    [Fact]
    public async Task A_segment_that_cannot_be_read_is_passed_over_and_kept_whole()
    {
        var disk = new StrictDisk();
        await using var queue = await QueueSession.OpenAsync(disk, _time);
        for (var id = 0; id < 12; id++)
        {
            await queue.AppendAsync(id);
        }

        var (name, content) = Segment(disk);
        disk.Faults = OnlyContent(name);
        using var reader = await queue.StartAfterAsync(0);
        var frames = new List<QueuedFrame>();
        var failures = 0;
        while (frames.Count == 0 || QueueSession.IdOf(frames[^1]) < 11)
        {
            try
            {
                frames.Add(reader.TryRead()!);
            }
            catch (IOException)
            {
                Assert.True(++failures < 10);
            }
        }

        await queue.ConfirmAsync(frames[^1].Sequence);
        Assert.Equal(Enumerable.Range(12 - frames.Count, frames.Count), frames.Select(QueueSession.IdOf));
        Assert.InRange(frames.Count, 6, 11);
        Assert.Equal(1, queue.Statistics.DamagedRegions);
        Assert.Equal(content, disk.Files($"{QueueSession.Folder}/quarantine")[name]);
        Assert.Equal(1, queue.Statistics.Segments);
    }

    /// <summary>The file can be opened, its bytes cannot be read.</summary>
    private static Func<DiskCall, DiskFault?> OnlyContent(string name)
    {
        var opened = false;
        return call =>
        {
            if (call.Kind != DiskCallKind.Read || !call.Path.EndsWith(name, StringComparison.Ordinal))
            {
                return null;
            }

            (var first, opened) = (!opened, true);
            return first ? null : DiskFault.Error;
        };
    }

    [Fact]
    public async Task A_segment_that_vanished_between_others_is_counted()
    {
        var disk = new StrictDisk();
        await using (var queue = await QueueSession.OpenAsync(disk, _time))
        {
            for (var id = 0; id < 12; id++)
            {
                await queue.AppendAsync(id);
            }
        }

        var second = disk.Files(QueueSession.Folder).Keys.Where(n => n.EndsWith(".seg", StringComparison.Ordinal)).Order().ElementAt(1);
        disk.Tamper($"{QueueSession.Folder}/{second}", null);

        await using var again = await QueueSession.OpenAsync(disk, _time);
        var ids = (await again.ReadAllAsync()).ConvertAll(QueueSession.IdOf);
        Assert.Equal(1, again.Statistics.MissingSegments);
        Assert.Equal(ids.Order(), ids);
        Assert.InRange(ids.Count, 6, 11);
    }

    [Fact]
    public async Task An_emptied_segment_and_a_damaged_sidecar_do_not_keep_the_queue_from_starting()
    {
        var disk = new StrictDisk();
        await using (var queue = await QueueSession.OpenAsync(disk, _time))
        {
            for (var id = 0; id < 12; id++)
            {
                await queue.AppendAsync(id);
            }

            await queue.ConfirmAsync((await queue.ReadAllAsync())[4].Sequence);
        }

        foreach (var name in disk.Files(QueueSession.Folder).Keys)
        {
            disk.Tamper($"{QueueSession.Folder}/{name}", name.EndsWith(".seg", StringComparison.Ordinal) ? [] : [1, 2, 3]);
        }

        await using var again = await QueueSession.OpenAsync(disk, _time);
        Assert.Empty(await again.ReadAllAsync());
        Assert.Equal(AppendOutcome.Stored, await again.AppendAsync(50));
    }

    [Fact]
    public async Task A_segment_of_a_newer_version_is_refused_and_nothing_is_touched()
    {
        var (disk, name, content) = await SegmentAsync();
        content[8] = 2;
        BitConverter.TryWriteBytes(content.AsSpan(60), Crc32C.Of(content.AsSpan(0, 60)));
        disk.Tamper($"{QueueSession.Folder}/{name}", content);
        var before = disk.Files(QueueSession.Folder);

        var refusal = await Assert.ThrowsAsync<QueueRefusedException>(async () => await QueueSession.OpenAsync(disk, _time));

        Assert.Contains("newer version", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, disk.Files(QueueSession.Folder));
    }

    private static (string Name, byte[] Content) Segment(StrictDisk disk)
    {
        var file = disk.Files(QueueSession.Folder).Where(f => f.Key.EndsWith(".seg", StringComparison.Ordinal)).MinBy(f => f.Key);
        return (file.Key, (byte[])file.Value.Clone());
    }

    private async Task<(StrictDisk Disk, string Name, byte[] Content)> SegmentAsync()
    {
        var disk = new StrictDisk();
        await using (var queue = await QueueSession.OpenAsync(disk, _time, QueueSession.Small with { SegmentBytes = 4096 }))
        {
            for (var id = 0; id < Frames; id++)
            {
                await queue.AppendAsync(id);
            }
        }

        var (name, content) = Segment(disk);
        return (disk, name, content);
    }

    /// <summary>Opens with a changed segment; every frame that is returned must be one that was stored.</summary>
    private async Task<(List<int> Ids, QueueStatistics Statistics)> ReopenAsync(StrictDisk disk, string name, byte[] content)
    {
        var copy = disk.AfterCrash(CrashPolicy.Keep, new Random(0));
        copy.Tamper($"{QueueSession.Folder}/{name}", content);
        await using var queue = await QueueSession.OpenAsync(copy, _time);
        var frames = await queue.ReadAllAsync();
        Assert.All(frames, frame => Assert.Equal(QueueSession.Payload(QueueSession.IdOf(frame), 50), frame.Payload.ToArray()));
        Assert.Equal(frames.Select(f => f.Sequence).Distinct().Order(), frames.Select(f => f.Sequence));
        Assert.Equal(AppendOutcome.Stored, await queue.AppendAsync(99));
        return (frames.ConvertAll(QueueSession.IdOf), queue.Statistics);
    }
}
