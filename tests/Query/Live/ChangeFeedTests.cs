using Microsoft.Extensions.Logging.Abstractions;
using Tracing.Query.Execution;
using Tracing.Query.Live;
using Tracing.Query.Loading;
using Tracing.Query.Tests.Support;
using Tracing.Storage.Columns;
using Tracing.Storage.Rows;
using Tracing.Storage.Writes;

namespace Tracing.Query.Tests.Live;

public sealed class ChangeFeedTests(EngineFixture.EngineFixture engine)
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_is_told_once_for_each_reading_that_is_stored_after_somebody_listened()
    {
        await using Stage stage = await Stage.StartAsync(engine);
        await stage.StoreAsync(Runs.Run("s/a/m/c/t", "before"));
        using Listener<RunRow> listener = await stage.Feed.ListenToRunsAsync(_ => true, Cancellation);

        await stage.StoreAsync(Runs.Run("s/a/m/c/t", "one"));
        await stage.StepAsync();
        await stage.StoreAsync(Runs.Run("s/a/m/c/t", "one"), Runs.Run("s/a/m/c/u", "two"));
        await stage.StepAsync();
        await stage.StoreAsync(Runs.Run("s/a/m/c/t", "one") with { Version = 2 }, Runs.Run("s/a/m/c/t", "before") with { Version = 2 });
        await stage.StepAsync();
        await stage.StepAsync();

        Assert.Equal(["before 2", "one 1", "one 2", "two 1"], (await TakeAsync(listener, 4)).Select(run => $"{run.RunId} {run.Version}").Order());
        Assert.False(listener.IsBehind);
        Assert.Empty(await RestAsync(listener));
    }

    [Fact]
    public async Task Spans_are_told_when_their_insert_is_stored_however_old_they_are_and_by_trace_too()
    {
        await using Stage stage = await Stage.StartAsync(engine);
        await stage.ArriveAsync(1, RawSpans.Span(Trace, "00000000000000a1", Runs.Epoch, runId: "r"));
        using Listener<SpanView> listener = await stage.Feed.ListenToSpansAsync("r", Cancellation);
        using Listener<SpanView> other = await stage.Feed.ListenToSpansAsync("other", Cancellation);

        await stage.ArriveAsync(2, RawSpans.Span(Trace, "00000000000000a2", Runs.Epoch - (86_400 * Runs.Second), runId: "r"), RawSpans.Span(Trace, "00000000000000a3", Runs.Epoch, runId: "r"));
        await stage.ArriveAsync(3, RawSpans.Span(Trace, "00000000000000a4", Runs.Epoch, runId: "q"));
        await stage.StepAsync();
        await stage.ArriveAsync(4, RawSpans.Span(Trace, "00000000000000a5", Runs.Epoch));
        await stage.StepAsync();
        await stage.StepAsync();

        Assert.Equal(["00000000000000a2", "00000000000000a3", "00000000000000a5"], (await TakeAsync(listener, 3)).Select(span => span.Row.SpanId).Order());
        Assert.Empty(await RestAsync(listener));
        Assert.Empty(await RestAsync(other));
    }

    [Fact]
    public async Task Spans_that_a_session_binds_afterwards_are_told_then_though_their_insert_was_told_before()
    {
        await using Stage stage = await Stage.StartAsync(engine);
        const string loose = "1af7651916cd43dd8448eb211c80319c";
        using Listener<SpanView> listener = await stage.Feed.ListenToSpansAsync("r", Cancellation);
        await stage.ArriveAsync(1, RawSpans.Span(Trace, "00000000000000a1", Runs.Epoch, runId: "r"), RawSpans.Span(loose, "00000000000000a2", Runs.Epoch));
        await stage.StepAsync();

        await stage.BindAsync(new SessionBindingRow("r", new LooseRecordRow("session", loose, 1)));
        await stage.StepAsync();
        await stage.StepAsync();

        List<string> told = [.. (await RestAsync(listener)).Select(span => span.Row.SpanId)];
        Assert.Equal("00000000000000a1", told[0]);
        Assert.Single(told, "00000000000000a2");
    }

    [Fact]
    public async Task Attack_52_a_listener_that_does_not_read_is_dropped_with_a_code_and_others_get_everything()
    {
        await using Stage stage = await Stage.StartAsync(engine, new LiveOptions { BufferedEvents = 8 });
        using Listener<RunRow> idle = await stage.Feed.ListenToRunsAsync(_ => true, Cancellation);
        Listener<RunRow> eager = await stage.Feed.ListenToRunsAsync(_ => true, Cancellation);
        Task<List<RunRow>> read = TakeAsync(eager, 50);

        await stage.StoreAsync([.. Enumerable.Range(0, 50).Select(i => Runs.Run($"s/a/m/c/t{i}", $"r{i}"))]);
        await stage.StepAsync();

        Assert.Equal(50, (await read).Select(run => run.RunId).Distinct().Count());
        List<RunRow> got = [];
        QueryError dropped = await Assert.ThrowsAsync<QueryError>(async () =>
        {
            await foreach (RunRow run in idle.ReadAsync(Cancellation))
            {
                got.Add(run);
            }
        });
        Assert.Equal("TOO_SLOW", dropped.Code);
        Assert.Equal(8, got.Count);
        Assert.Equal(1, stage.Feed.Listeners);
        eager.Dispose();
    }

    [Fact]
    public async Task Nothing_is_asked_while_nobody_listens_and_a_new_listener_starts_it_again()
    {
        await using Stage stage = await Stage.StartAsync(engine);
        Listener<RunRow> first = await stage.Feed.ListenToRunsAsync(_ => true, Cancellation);
        await stage.Time.PausedAsync(Cancellation);
        first.Dispose();
        await stage.Time.StepAsync(Cancellation);
        await stage.StoreAsync(Runs.Run("s/a/m/c/t", "unheard"));

        using Listener<RunRow> second = await stage.Feed.ListenToRunsAsync(_ => true, Cancellation);
        await stage.StoreAsync(Runs.Run("s/a/m/c/t", "heard"));
        await stage.StepAsync();

        Assert.Equal("heard", Assert.Single(await TakeAsync(second, 1)).RunId);
        second.Dispose();
        int asked = stage.Asked;
        await stage.Time.StepAsync(Cancellation);
        using Listener<RunRow> third = await stage.Feed.ListenToRunsAsync(_ => true, Cancellation);

        // The clock, and what is there already: nothing was asked in between.
        Assert.Equal(asked + 2, stage.Asked);
    }

    [Fact]
    public async Task One_subscriber_too_many_is_refused_and_a_place_is_free_again_when_one_leaves()
    {
        await using Stage stage = await Stage.StartAsync(engine, new LiveOptions { MaxSubscriptions = 2 });
        using Listener<RunRow> first = await stage.Feed.ListenToRunsAsync(_ => true, Cancellation);
        using Listener<SpanView> second = await stage.Feed.ListenToSpansAsync("r", Cancellation);

        QueryError refused = await Assert.ThrowsAsync<QueryError>(() => stage.Feed.ListenToRunsAsync(_ => true, Cancellation));
        first.Dispose();
        using Listener<RunRow> third = await stage.Feed.ListenToRunsAsync(_ => true, Cancellation);

        Assert.Equal("LIMIT", refused.Code);
        Assert.Equal(2, stage.Feed.Listeners);
    }

    [Fact]
    public async Task What_is_stored_while_the_store_does_not_answer_is_told_afterwards()
    {
        await using Stage stage = await Stage.StartAsync(engine);
        using Listener<RunRow> listener = await stage.Feed.ListenToRunsAsync(_ => true, Cancellation);

        await stage.StoreAsync(Runs.Run("s/a/m/c/t", "hidden"));
        stage.IsAway = true;
        await stage.StepAsync();
        stage.IsAway = false;
        await stage.StepAsync();

        Assert.Equal("hidden", Assert.Single(await TakeAsync(listener, 1)).RunId);
    }

    private static async Task<List<TEvent>> TakeAsync<TEvent>(Listener<TEvent> listener, int count)
    {
        List<TEvent> taken = [];
        await foreach (TEvent one in listener.ReadAsync(Cancellation))
        {
            taken.Add(one);
            if (taken.Count == count)
            {
                break;
            }
        }

        return taken;
    }

    // What waits when nothing more will come.
    private static async Task<List<TEvent>> RestAsync<TEvent>(Listener<TEvent> listener)
    {
        listener.Dispose();
        List<TEvent> rest = [];
        await foreach (TEvent one in listener.ReadAsync(Cancellation))
        {
            rest.Add(one);
        }

        return rest;
    }

    /// <summary>A feed over a store of its own, whose pauses end when the test says so.</summary>
    private sealed class Stage : IAsyncDisposable
    {
        private readonly QueryHost _host;
        private readonly Switch _switch;

        private Stage(QueryHost host, Switch between, LiveOptions options)
        {
            _host = host;
            _switch = between;
            Feed = new ChangeFeed(new StoreAnswers(host.Store, new RequestLimits()), options, Time, NullLogger<ChangeFeed>.Instance);
        }

        public SteppedTime Time { get; } = new();

        public ChangeFeed Feed { get; }

        public int Asked => _switch.Count;

        public bool IsAway
        {
            set => _switch.IsAway = value;
        }

        public static async Task<Stage> StartAsync(EngineFixture.EngineFixture engine, LiveOptions? options = null)
        {
            Switch? between = null;
            QueryHost host = await QueryHost.StartAsync(engine, between: inner => between = new Switch(inner));
            return new Stage(host, between!, options ?? new LiveOptions());
        }

        public async Task StoreAsync(params RunRow[] runs) => await _host.Store.Derived.WriteAsync(new DerivedRows { Runs = runs }, Cancellation);

        /// <summary>Stores spans as an insert of the collector does: the rows, then that it brought them.</summary>
        public async Task ArriveAsync(ulong batch, params SpanRow[] spans)
        {
            await RawSpans.InsertBatchAsync(_host.Database, batch, spans);
            await _host.Store.Writer.RecordTouchesAsync(batch, [.. spans.Select(span => new RunTouch(span.RunId, span.TraceId)).Distinct()], Cancellation);
        }

        public Task BindAsync(params SessionBindingRow[] bindings) => _host.Store.Bindings.BindAsync(bindings, Cancellation);

        /// <summary>Lets the feed ask once.</summary>
        public async Task StepAsync()
        {
            await Time.StepAsync(Cancellation);
            await Time.PausedAsync(Cancellation);
        }

        public async ValueTask DisposeAsync()
        {
            await Feed.DisposeAsync();
            await _host.DisposeAsync();
        }
    }

    /// <summary>Stands before the engine, counts, and can be away.</summary>
    private sealed class Switch(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        private int _count;

        public bool IsAway { get; set; }

        public int Count => Volatile.Read(ref _count);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _count);
            return IsAway ? throw new HttpRequestException("away") : base.SendAsync(request, cancellationToken);
        }
    }
}
