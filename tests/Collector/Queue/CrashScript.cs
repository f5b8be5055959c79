using Tracing.Collector.Queue;

namespace Tracing.Collector.Tests.Queue;

/// <summary>
/// A short life of a queue, up to a crash anywhere in it, and the obligations it leaves: what was acknowledged must come
/// back or have been noted as delivered, nothing else may come, nothing twice, and resends are recognised.
/// </summary>
internal sealed class CrashScript(ManualTime time)
{
    private readonly List<int> _acknowledged = [];
    private readonly HashSet<int> _issued = [];
    private readonly HashSet<int> _delivered = [];
    private ulong _noted;
    private int _next;

    /// <summary>At most ten operations: appends that fill segments, reads, confirmations, a restart.</summary>
    public async Task RunAsync(StrictDisk disk)
    {
        try
        {
            var queue = await QueueSession.OpenAsync(disk, time);
            var reader = await queue.StartAfterAsync(_noted);
            await AppendAsync(queue, 150);
            await AppendAsync(queue, 150);
            await AppendAsync(queue, 700);
            await ConfirmAsync(queue, reader, 2);
            await AppendAsync(queue, 30);
            await queue.DisposeAsync();

            queue = await QueueSession.OpenAsync(disk, time);
            reader = await queue.StartAfterAsync(_noted);
            await AppendAsync(queue, 150);
            await ConfirmAsync(queue, reader, 2);
            await AppendAsync(queue, 30);
            await queue.DisposeAsync();
        }
        catch (IOException) when (disk.Crashed)
        {
        }
    }

    /// <summary>Opens what is left, checks it, and shows that life goes on.</summary>
    public async Task VerifyAsync(StrictDisk disk)
    {
        await using var queue = await QueueSession.OpenAsync(disk, time);
        using var reader = await queue.StartAfterAsync(_noted);
        var frames = reader.ReadAll();
        var ids = frames.ConvertAll(QueueSession.IdOf);

        Assert.Equal(ids.Distinct(), ids);
        Assert.Equal(ids.Order(), ids);
        Assert.All(ids, id => Assert.Contains(id, _issued));
        Assert.All(ids, id => Assert.DoesNotContain(id, _delivered));
        Assert.All(frames, frame => Assert.Equal(
            QueueSession.Payload(QueueSession.IdOf(frame), frame.Payload.Length), frame.Payload.ToArray()));
        Assert.Equal(_acknowledged.Where(id => !_delivered.Contains(id)), ids.Where(_acknowledged.Contains));
        Assert.Equal(0, queue.Statistics.MissingSegments);

        foreach (var id in _issued)
        {
            var known = _acknowledged.Contains(id) || ids.Contains(id);
            Assert.Equal(known ? AppendOutcome.AlreadyStored : AppendOutcome.Stored, await queue.AppendAsync(id, 40));
        }

        Assert.Equal(AppendOutcome.Stored, await queue.AppendAsync(1000, 40));
        Assert.Equal(1000, QueueSession.IdOf(reader.ReadAll()[^1]));
    }

    private async Task AppendAsync(DurableQueue queue, int size)
    {
        var id = _next++;
        _issued.Add(id);
        if (await queue.AppendAsync(id, size) == AppendOutcome.Stored)
        {
            _acknowledged.Add(id);
        }
    }

    private async Task ConfirmAsync(DurableQueue queue, QueueReader reader, int count)
    {
        for (var i = 0; i < count && reader.TryRead() is { } frame; i++)
        {
            _delivered.Add(QueueSession.IdOf(frame));
            _noted = frame.Sequence;
        }

        await queue.ConfirmAsync(_noted);
    }
}
