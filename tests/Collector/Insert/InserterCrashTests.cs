using Tracing.Collector.Queue;
using Tracing.Collector.Tests.Queue;
using Tracing.Storage.Columns;

namespace Tracing.Collector.Tests.Insert;

/// <summary>
/// The collector's machine stops at any call to the disk, or at any call to the store, before or after it took effect; the
/// store lives on. Then a new collector starts on what is left, senders resend everything, and each request must be stored once.
/// </summary>
public sealed class InserterCrashTests
{
    private const int Requests = 8;

    public static TheoryData<CrashPolicy, int> Policies => new()
    {
        { CrashPolicy.Lose, 0 },
        { CrashPolicy.Keep, 0 },
        { CrashPolicy.Scatter, 1 },
        { CrashPolicy.Scatter, 2 },
    };

    [Theory]
    [MemberData(nameof(Policies))]
    public async Task A_crash_at_any_call_to_the_disk_loses_and_doubles_nothing(CrashPolicy policy, int seed)
    {
        for (var at = 1; at < 90; at++)
        {
            var ordinal = at;
            var disk = new StrictDisk { Faults = call => call.Kind != DiskCallKind.Read && call.Ordinal == ordinal ? DiskFault.Crash : null };
            var store = new FakeStore();
            await LiveAsync(disk, store);
            await VerifyAsync(disk.AfterCrash(policy, new Random(seed)), store, $"disk call {at}");
        }
    }

    [Theory]
    [InlineData(nameof(StoreFault.Down))]
    [InlineData(nameof(StoreFault.AnswerLost))]
    [InlineData(nameof(StoreFault.HalfStored))]
    public async Task A_crash_at_any_call_to_the_store_loses_and_doubles_nothing(string fault)
    {
        for (var at = 1; at < 25; at++)
        {
            foreach (var policy in (CrashPolicy[])[CrashPolicy.Lose, CrashPolicy.Keep, CrashPolicy.Scatter])
            {
                var calls = 0;
                var disk = new StrictDisk();
                var store = new FakeStore { Refuses = touch => touch == Frames.Touch(5) };
                store.Faults = (_, _) =>
                {
                    if (++calls != at)
                    {
                        return null;
                    }

                    disk.Faults = _ => DiskFault.Crash;
                    return Enum.Parse<StoreFault>(fault);
                };
                await LiveAsync(disk, store);
                store.Faults = null;
                store.Refuses = _ => false;
                await VerifyAsync(disk.AfterCrash(policy, new Random(at)), store, $"store call {at}, {policy}");
            }
        }
    }

    private static async Task LiveAsync(StrictDisk disk, FakeStore store)
    {
        try
        {
            await using var session = await InsertSession.OpenAsync(disk, store);
            for (var id = 0; id < Requests; id++)
            {
                await session.AppendAsync(id);
                if (id % 3 == 2)
                {
                    await InsertSession.EventuallyAsync(() => disk.Crashed || session.Queue.Statistics.Frames == 0);
                }
            }

            await InsertSession.EventuallyAsync(() => disk.Crashed || session.Queue.Statistics.Frames == 0);
        }
        catch (IOException) when (disk.Crashed)
        {
        }
    }

    private static async Task VerifyAsync(StrictDisk disk, FakeStore store, string where)
    {
        try
        {
            await using var session = await InsertSession.OpenAsync(disk, store);
            for (var id = 0; id < Requests; id++)
            {
                Assert.True(await session.AppendAsync(id) is AppendOutcome.Stored or AppendOutcome.AlreadyStored);
            }

            await session.DrainedAsync();
            await session.Inserter.SetAside.ReplayAsync(session.Queue, TestContext.Current.CancellationToken);
            await session.DrainedAsync();
            InsertSession.AssertExactlyOnce(store, Enumerable.Range(0, Requests), TableTag.Spans, TableTag.Logs);
            Assert.Equal(Enumerable.Range(0, Requests).Select(Frames.Touch), store.Touches.OrderBy(t => t.TraceId));
        }
        catch (Exception e)
        {
            throw new InvalidOperationException(where, e);
        }
    }
}
