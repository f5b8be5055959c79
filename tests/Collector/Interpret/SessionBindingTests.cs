using Google.Protobuf;
using Tracing.Collector.Tests.Receive;
using Tracing.Storage.Reads;
using Tracing.Storage.Rows;
using static Tracing.Collector.Tests.Interpret.AgentRecords;

namespace Tracing.Collector.Tests.Interpret;

/// <summary>Records that say no run belong to the run of which another record names the same session.</summary>
public sealed class SessionBindingTests(EngineFixture.EngineFixture engine)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Loose_spans_that_came_before_the_run_become_its_own()
    {
        await using BindingHost host = await BindingHost.StartAsync(engine);

        await host.LookedAtAsync(await host.InsertAsync(Traced(Loose(), Session("s"))));
        await host.InsertAsync(Traced(Of("run"), Session("s")));

        await host.RunAsync("run", spans: 2);
    }

    [Theory]
    [InlineData("session.id", "session.id")]
    [InlineData("conversation.id", "gen_ai.conversation.id")]
    public async Task Loose_spans_that_come_after_the_run_become_its_own(string told, string loose)
    {
        await using BindingHost host = await BindingHost.StartAsync(engine);

        await host.InsertAsync(Traced(Of("run"), Session("s", told)));
        await host.RunAsync("run", spans: 1);
        await host.InsertAsync(Traced(Loose(Session("s", loose))));

        await host.RunAsync("run", spans: 2);
    }

    [Fact]
    public async Task One_insert_may_bring_both()
    {
        await using BindingHost host = await BindingHost.StartAsync(engine);

        await host.InsertAsync(Traced(Of("run"), Session("s")), Traced(Loose(), Session("s")), Call(Loose(), 7, Session("s")));

        await host.RunAsync("run", spans: 2, logs: 1);
    }

    [Fact]
    public async Task Records_find_their_run_however_late_they_or_it_come()
    {
        await using BindingHost host = await BindingHost.StartAsync(engine, interpreters: 0);
        await host.StoreAsOfAsync(TimeSpan.FromHours(2));
        await host.InsertAsync(Traced(Of("early"), Session("e")));
        ulong before = await host.InsertAsync(Traced(Loose(), Session("l")), Call(Loose(), 7, Session("l")));
        await host.StartInterpreterAsync();
        await host.RunAsync("early", spans: 1);
        await host.LookedAtAsync(before);

        await host.StoreAsOfAsync(TimeSpan.Zero);
        await host.InsertAsync(Traced(Loose(), Session("e")), Call(Loose(), 8, Session("e")));
        await host.InsertAsync(Traced(Of("late"), Session("l")));

        await host.RunAsync("early", spans: 2, logs: 1);
        await host.RunAsync("late", spans: 2, logs: 1);
    }

    [Fact]
    public async Task A_log_record_without_run_and_trace_is_among_the_runs_calls_and_logs()
    {
        await using BindingHost host = await BindingHost.StartAsync(engine);

        await host.InsertAsync(Call(Loose(), 100, Session("s")), Call(Loose(), 10, Session("other")), Call(Loose(), 1));
        await host.InsertAsync(Traced(Of("run"), Session("s")));
        await host.InsertAsync(Call(Loose(Session("s")), 1000), Call(Loose(), 10_000, Session("s", "conversation.id"), Session("s")));

        RunRow run = await host.RunAsync("run", spans: 1, logs: 3);
        Assert.Equal((3U, 11_100UL), (run.ModelCallCount, run.PromptTokens));
        IReadOnlyList<ModelCallRow> calls = await host.Store.Reads.AskAsync(new ModelCallsOfRuns(["run"]), Cancel);
        Assert.Equal([100UL, 1000UL, 10_000UL], calls.Select(call => call.PromptTokens));
        IReadOnlyList<LogRow> logs = await host.Store.Reads.AskAsync(new LogPageOfRuns(["run"], 10), Cancel);
        Assert.Equal((3, "run"), (logs.Count, logs.Select(log => log.RunId).Distinct().Single()));
    }

    [Fact]
    public async Task A_session_of_two_runs_binds_nothing_more_and_is_logged_once()
    {
        await using BindingHost host = await BindingHost.StartAsync(engine);
        await host.InsertAsync(Traced(Of("one"), Session("s")), Traced(Loose(), Session("s")));
        await host.RunAsync("one", spans: 2);

        await host.InsertAsync(Traced(Of("two"), Session("s")));
        await host.RunAsync("two", spans: 1);
        await host.LookedAtAsync(await host.InsertAsync(Traced(Loose(), Session("s")), Call(Loose(), 7, Session("s"))));
        await host.LookedAtAsync(await host.InsertAsync(Traced(Loose(), Session("s"))));
        await host.StopInterpretersAsync();

        await host.RunAsync("one", spans: 2);
        await host.RunAsync("two", spans: 1);
        Assert.Single(host.Logged, line => line.Contains("session s is named by 2 runs", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_trace_says_counts_before_the_session()
    {
        await using BindingHost host = await BindingHost.StartAsync(engine);
        ByteString trace = Samples.Id(16);
        await host.InsertAsync(Traced(Of("one"), trace), Traced(Of("two"), Session("s")));
        await host.RunAsync("one", spans: 1);
        await host.RunAsync("two", spans: 1);

        await host.LookedAtAsync(await host.InsertAsync(Traced(Loose(), trace, Session("s"))));
        await host.RunAsync("one", spans: 2);
        await host.StopInterpretersAsync();

        await host.RunAsync("two", spans: 1);
    }

    [Fact]
    public async Task A_trace_that_names_sessions_of_two_runs_and_an_id_that_is_too_long_bind_nothing()
    {
        await using BindingHost host = await BindingHost.StartAsync(engine);
        ByteString trace = Samples.Id(16);
        string tooLong = new('é', 129);
        await host.InsertAsync(Traced(Of("one"), Session("s")), Traced(Of("two"), Session("t"), Session(tooLong, "conversation.id")));
        await host.RunAsync("one", spans: 1);
        await host.RunAsync("two", spans: 1);

        await host.LookedAtAsync(await host.InsertAsync(Traced(Loose(), trace, Session("s")), Traced(Loose(), trace, Session("t")), Traced(Loose(), Session(tooLong))));
        await host.StopInterpretersAsync();

        await host.RunAsync("one", spans: 1);
        await host.RunAsync("two", spans: 1);
        Assert.Equal(2, await host.CountAsync("SELECT count() FROM run_sessions FINAL"));
    }

    [Fact]
    public async Task What_a_crash_left_between_insert_and_binding_is_bound_by_the_next_start()
    {
        await using BindingHost host = await BindingHost.StartAsync(engine);
        await host.InsertAsync(Traced(Of("run"), Session("s")));
        await host.RunAsync("run", spans: 1);
        await host.StopInterpretersAsync();

        await host.InsertAsync(Traced(Loose(), Session("s")));
        await host.InsertAsync(Call(Loose(), 7, Session("s")));
        await host.StartInterpreterAsync();

        await host.RunAsync("run", spans: 2, logs: 1);
    }

    [Fact]
    public async Task A_crash_in_the_middle_of_binding_what_came_with_the_run_leaves_nothing_out()
    {
        // The run is read before its records without a run are looked at; they add no insert to those that are counted already.
        await using BindingHost host = await BindingHost.StartAsync(engine);
        await host.RefuseAsync("loose_records");
        await host.InsertAsync(Traced(Of("run"), Session("s")), Traced(Loose(), Session("s")));
        await host.RunAsync("run", spans: 1);

        // Bound by its trace, and dead before the run is told to have more.
        await host.RefuseAsync("run_touches");
        await host.AcceptAsync("loose_records");
        await host.CountsAsync("SELECT count() FROM run_traces WHERE Source = 'session'", 1);
        await host.StopInterpretersAsync();
        Assert.Equal(0, await host.CountAsync("SELECT count() FROM loose_records WHERE SessionId = ''"));

        await host.AcceptAsync("run_touches");
        await host.StartInterpreterAsync();
        await host.RunAsync("run", spans: 2);
    }

    [Fact]
    public async Task Two_collectors_on_one_store_bind_the_runs_of_both()
    {
        await using BindingHost host = await BindingHost.StartAsync(engine, interpreters: 2);
        string[] runs = [.. Enumerable.Range(0, 10).Select(number => $"run-{number}")];

        foreach (string run in runs)
        {
            await host.InsertAsync(Traced(Of(run), Session(run)));
            await host.InsertAsync(Traced(Loose(), Session(run)), Call(Loose(), 7, Session(run)));
        }

        foreach (string run in runs)
        {
            await host.RunAsync(run, spans: 2, logs: 1);
        }
    }
}
