using Microsoft.Extensions.Logging.Abstractions;
using Tracing.Collector.Interpret;
using Tracing.Collector.Tests.Queue;
using Tracing.Storage.Columns;

namespace Tracing.Collector.Tests.Interpret;

/// <summary>Finding what a crash left.</summary>
public sealed class UnreadRunsTests(EngineFixture.EngineFixture engine)
{
    private static readonly TimeSpan CatchUp = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_long_backlog_is_handed_out_page_by_page_and_the_next_look_waits_for_its_time()
    {
        await using BindingHost host = await BindingHost.StartAsync(engine, interpreters: 0);
        await TouchAsync(host, 0, 1_203);
        var time = new ManualTime();
        var unread = new UnreadRuns(host.Store.Reads, CatchUp, time, NullLogger.Instance);

        Assert.Equal(Runs(0, 500), await FindAsync(unread));
        Assert.Equal(time.GetUtcNow(), unread.NextDue(shared: false));
        Assert.Empty(await FindAsync(unread, behind: true));
        Assert.NotEqual(time.GetUtcNow(), unread.NextDue(shared: false));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(Runs(500, 500), await FindAsync(unread));
        Assert.Equal(Runs(1_000, 203), await FindAsync(unread));
        Assert.Empty(await FindAsync(unread));
        Assert.Equal(time.GetUtcNow() + CatchUp, unread.NextDue(shared: false));
    }

    [Fact]
    public async Task A_run_that_sorts_before_the_place_is_found_by_the_next_look()
    {
        await using BindingHost host = await BindingHost.StartAsync(engine, interpreters: 0);
        await TouchAsync(host, 100, 600);
        var time = new ManualTime();
        var unread = new UnreadRuns(host.Store.Reads, CatchUp, time, NullLogger.Instance);

        Assert.Equal(Runs(100, 500), await FindAsync(unread));
        await TouchAsync(host, 0, 1);
        Assert.Equal(Runs(600, 100), await FindAsync(unread));
        time.Advance(CatchUp);
        Assert.Contains(Runs(0, 1)[0], await FindAsync(unread));
    }

    private static string[] Runs(int first, int count) => [.. Enumerable.Range(first, count).Select(i => $"run-{i:D5}")];

    private static async Task<IEnumerable<string>> FindAsync(UnreadRuns unread, bool behind = false) =>
        (await unread.FindAsync(shared: false, behind, TestContext.Current.CancellationToken)).Select(run => run.RunId);

    private static Task TouchAsync(BindingHost host, int first, int count) => host.Store.Writer.RecordTouchesAsync(
        (ulong)first + 1, [.. Runs(first, count).Select(run => new RunTouch(run, "00000000000000000000000000000001"))], TestContext.Current.CancellationToken);
}
