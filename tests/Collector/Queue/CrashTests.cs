
using Tracing.Collector.Queue;

namespace Tracing.Collector.Tests.Queue;

/// <summary>The machine stops at every single call that changes the disk, and again at every such call of the recovery.</summary>
public sealed class CrashTests
{
    private static readonly (CrashPolicy Policy, int Seed)[] Policies =
        [(CrashPolicy.Lose, 0), (CrashPolicy.Keep, 0), .. Enumerable.Range(1, 5).Select(seed => (CrashPolicy.Scatter, seed))];

    [Fact]
    public async Task Nothing_acknowledged_is_lost_or_doubled_by_a_crash_at_any_call()
    {
        var calls = await CountAsync();
        Assert.True(calls > 30);
        for (var at = 1; at <= calls; at++)
        {
            foreach (var (policy, seed) in Policies)
            {
                var script = new CrashScript(new ManualTime());
                var disk = await CrashAsync(script, at);
                await Explain($"crash at call {at}, {policy} {seed}", () => script.VerifyAsync(disk.AfterCrash(policy, new Random(seed))));
            }
        }
    }

    [Fact]
    public async Task Nothing_acknowledged_is_lost_or_doubled_by_a_crash_during_the_recovery_from_a_crash()
    {
        var calls = await CountAsync();
        for (var at = 1; at <= calls; at++)
        {
            foreach (var (policy, seed) in Policies.Where(p => p.Seed <= 2))
            {
                for (var again = 1; ; again++)
                {
                    var time = new ManualTime();
                    var script = new CrashScript(time);
                    var disk = (await CrashAsync(script, at)).AfterCrash(policy, new Random(seed));
                    disk.Faults = CrashAt(again);
                    try
                    {
                        await (await QueueSession.OpenAsync(disk, time)).DisposeAsync();
                    }
                    catch (IOException) when (disk.Crashed)
                    {
                    }

                    if (!disk.Crashed)
                    {
                        break;
                    }

                    await Explain(
                        $"crash at call {at}, {policy} {seed}, then at call {again} of the recovery",
                        () => script.VerifyAsync(disk.AfterCrash(policy, new Random(seed + again))));
                }
            }
        }
    }

    [Fact]
    public async Task A_resend_is_not_answered_from_a_page_cache_that_power_loss_can_still_take()
    {
        // Killed between write and sync: the new process finds the frame, and must sync before it vouches for it.
        var disk = new StrictDisk();
        var time = new ManualTime();
        await using (var queue = await QueueSession.OpenAsync(disk, time))
        {
            disk.Faults = call => call.Kind == DiskCallKind.Sync ? DiskFault.Crash : null;
            Assert.Equal(AppendOutcome.Failed, await queue.AppendAsync(1));
        }

        disk.Restart();
        await using (var queue = await QueueSession.OpenAsync(disk, time))
        {
            Assert.Equal(AppendOutcome.AlreadyStored, await queue.AppendAsync(1));
        }

        await using var last = await QueueSession.OpenAsync(disk.AfterCrash(CrashPolicy.Lose, new Random(0)), time);
        Assert.Equal([1], (await last.ReadAllAsync()).Select(QueueSession.IdOf));
    }

    private static Func<DiskCall, DiskFault?> CrashAt(int ordinal) =>
        call => call.Ordinal == ordinal && call.Kind != DiskCallKind.Read ? DiskFault.Crash : null;

    private static async Task<StrictDisk> CrashAsync(CrashScript script, int at)
    {
        var disk = new StrictDisk { Faults = CrashAt(at) };
        await script.RunAsync(disk);
        return disk;
    }

    private static async Task<int> CountAsync()
    {
        var disk = new StrictDisk();
        await new CrashScript(new ManualTime()).RunAsync(disk);
        return disk.Changes;
    }

    private static async Task Explain(string where, Func<Task> check)
    {
        try
        {
            await check();
        }
        catch (Exception e)
        {
            throw new InvalidOperationException(where, e);
        }
    }
}
