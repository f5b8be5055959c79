using System.Text.Json;
using Tracing.Query.Tests.Support;
using Tracing.Storage.Rows;
using Tracing.Storage.Writes;

namespace Tracing.Query.Tests.Api;

public sealed class TracesTests(EngineFixture.EngineFixture engine)
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";

    [Fact]
    public async Task A_span_comes_back_as_it_was_sent()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine);
        await RawSpans.InsertAsync(host.Database, RawSpans.Span(Trace, "b7ad6b7169203331", Runs.Epoch + 123_456_789, "chat x", "svc") with
        {
            ParentSpanId = "00f067aa0ba902b7",
            Kind = "Client",
            StatusCode = "Error",
            StatusMessage = "no",
            DurationNano = 9_007_199_254_740_993,
            Attributes = [new("n", "3", AttributeType.Int), new("s", "3", AttributeType.String), new("__proto__", "x", AttributeType.String), new("bench.span.kind", "model_call", AttributeType.String)],
            ResourceAttributes = [new("service.name", "svc", AttributeType.String)],
            Events = [new(Runs.Epoch + 1, "e", [new("d", "0.1", AttributeType.Double)])],
            Links = [new("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", "a=b", [])],
        });

        JsonElement trace = (await host.AskAsync("query($id:ID!){trace(id:$id){id startTime durationNano spanCount services runs{id} spans{traceId spanId parentSpanId name kind benchKind serviceName startTime startTimeUnixNano durationNano statusCode statusMessage attributes{key value type} resourceAttributes{key value type} events{time timeUnixNano name attributes{key value type}} links{traceId spanId traceState attributes{key}}}}}", new { id = Trace.ToUpperInvariant() })).Data.GetProperty("trace");

        Assert.Equal(
            $$"""{"id":"{{Trace}}","startTime":"2026-06-17T07:00:00.123456789Z","durationNano":"9007199254740993","spanCount":1,"services":["svc"],"runs":[],"spans":[{"traceId":"{{Trace}}","spanId":"b7ad6b7169203331","parentSpanId":"00f067aa0ba902b7","name":"chat x","kind":"Client","benchKind":"model_call","serviceName":"svc","startTime":"2026-06-17T07:00:00.123456789Z","startTimeUnixNano":"1781679600123456789","durationNano":"9007199254740993","statusCode":"Error","statusMessage":"no","attributes":[{"key":"n","value":"3","type":"INT"},{"key":"s","value":"3","type":"STRING"},{"key":"__proto__","value":"x","type":"STRING"},{"key":"bench.span.kind","value":"model_call","type":"STRING"}],"resourceAttributes":[{"key":"service.name","value":"svc","type":"STRING"}],"events":[{"time":"2026-06-17T07:00:00.000000001Z","timeUnixNano":"1781679600000000001","name":"e","attributes":[{"key":"d","value":"0.1","type":"DOUBLE"}]}],"links":[{"traceId":"4bf92f3577b34da6a3ce929d0e0e4736","spanId":"00f067aa0ba902b7","traceState":"a=b","attributes":[]}]}]}""",
            trace.GetRawText());
    }

    [Fact]
    public async Task Spans_are_paged_newest_first_each_once()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine);
        SpanRow[] spans = [.. Enumerable.Range(0, 25).Select(i => RawSpans.Span(Trace, $"{i + 1:x16}", Runs.Epoch + (i / 3), $"op{i % 2}", i % 5 == 0 ? "db" : "web"))];
        await RawSpans.InsertAsync(host.Database, spans);
        await RawSpans.InsertAsync(host.Database, spans[..10]);
        List<string?> seen = [];
        string? after = null;
        do
        {
            JsonElement page = (await host.AskAsync("query($t:ID,$after:String){spans(filter:{traceId:$t},first:4,after:$after){edges{cursor node{spanId}} pageInfo{hasNextPage endCursor}}}", new { t = Trace, after })).Data.GetProperty("spans");
            seen.AddRange(page.GetProperty("edges").EnumerateArray().Select(edge => edge.GetProperty("node").GetProperty("spanId").GetString()));
            after = page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean() ? page.GetProperty("pageInfo").GetProperty("endCursor").GetString() : null;
        }
        while (after is not null);

        Assert.Equal(spans.OrderByDescending(span => (span.StartUnixNano, span.SpanId)).Select(span => span.SpanId), seen);
    }

    [Fact]
    public async Task Spans_are_filtered_by_every_field()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine);
        await RawSpans.InsertAsync(host.Database,
        [
            RawSpans.Span(Trace, "0000000000000001", Runs.Epoch, "a", "web", "r"),
            RawSpans.Span(Trace, "0000000000000002", Runs.Epoch + Runs.Second, "b", "web") with { Kind = "Client", StatusCode = "Error", DurationNano = 5_000_000 },
            RawSpans.Span("4bf92f3577b34da6a3ce929d0e0e4736", "0000000000000003", Runs.Epoch + (2 * Runs.Second), "a", "db"),
        ]);

        Assert.Equal(new[] { "0000000000000001" }, await SpansAsync(host, "runId:\"r\""));
        Assert.Equal(new[] { "0000000000000002", "0000000000000001" }, await SpansAsync(host, "service:\"web\""));
        Assert.Equal(new[] { "0000000000000003", "0000000000000001" }, await SpansAsync(host, "operation:\"a\""));
        Assert.Equal(new[] { "0000000000000002" }, await SpansAsync(host, "kind:\"Client\""));
        Assert.Equal(new[] { "0000000000000002" }, await SpansAsync(host, "statusCode:\"Error\""));
        Assert.Equal(new[] { "0000000000000002" }, await SpansAsync(host, "minDurationNano:\"5000000\""));
        Assert.Equal(new[] { "0000000000000002" }, await SpansAsync(host, "from:\"2026-06-17T07:00:00.000000001Z\",to:\"2026-06-17T07:00:02Z\""));
        Assert.Empty(await SpansAsync(host, "service:\"web\",operation:\"none\""));
    }

    [Fact]
    public async Task Services_and_their_operations_are_listed()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine);
        await RawSpans.InsertAsync(host.Database, [RawSpans.Span(Trace, "0000000000000001", Runs.Epoch, "a", "web"), RawSpans.Span(Trace, "0000000000000002", Runs.Epoch, "b", "db")]);

        JsonElement data = (await host.AskAsync("{services all:operations{service name kind} web:operations(service:\"web\"){name}}")).Data;

        Assert.Equal("""{"services":["db","web"],"all":[{"service":"db","name":"b","kind":"Internal"},{"service":"web","name":"a","kind":"Internal"}],"web":[{"name":"a"}]}""", data.GetRawText());
    }

    [Fact]
    public async Task A_run_shows_the_kinds_of_spans_that_are_asked_for()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine);
        await SeedRun.StoreAsync(host);

        JsonElement run = (await host.AskAsync("query($id:ID!){run(id:$id){id trial state spans(kinds:[container,adapter_run]){name benchKind}}}", new { id = SeedRun.Id })).Data.GetProperty("run");

        Assert.Equal("FINISHED", run.GetProperty("state").GetString());
        Assert.Equal(["adapter_run", "container"], run.GetProperty("spans").EnumerateArray().Select(span => span.GetProperty("benchKind").GetString()));
    }

    [Fact]
    public async Task A_kind_of_an_earlier_reading_of_the_run_is_passed_over()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine);
        await RawSpans.InsertAsync(host.Database, [RawSpans.Span(Trace, "0000000000000001", Runs.Epoch, runId: "r"), RawSpans.Span(Trace, "0000000000000002", Runs.Epoch + 1, runId: "r")]);
        await host.Store.Derived.WriteAsync(
            new DerivedRows
            {
                Runs = [Runs.Run("s/a/m/c/t", "r") with { Version = 2 }],
                SpanKinds = [Kind("0000000000000001", 1), Kind("0000000000000002", 2)],
            },
            QueryHost.Cancellation);

        JsonElement spans = (await host.AskAsync("{run(id:\"r\"){spans{benchKind}}}")).Data.GetProperty("run").GetProperty("spans");

        Assert.Equal("""[{"benchKind":null},{"benchKind":"verify"}]""", spans.GetRawText());

        static SpanKindRow Kind(string span, ulong version) => new() { RunId = "r", Version = version, TraceId = Trace, SpanId = span, Kind = "verify" };
    }

    [Fact]
    public async Task A_list_that_is_longer_than_an_answer_may_be_is_refused_and_never_cut()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine, new QueryOptions { Limits = new RequestLimits { MaxListItems = 3 } });
        await RawSpans.InsertAsync(host.Database, Enumerable.Range(1, 4).Select(i => RawSpans.Span(Trace, $"{i:x16}", Runs.Epoch)));

        GraphQlAnswer answer = await host.AskAsync("query($id:ID!){trace(id:$id){spanCount}}", new { id = Trace });

        Assert.Equal("LIMIT", answer.Code);
        Assert.Equal("maxListItems", answer.Error.GetProperty("extensions").GetProperty("limit").GetString());
    }

    [Fact]
    public async Task Attack_48_a_slow_read_is_stopped_when_its_time_is_up()
    {
        HoldingHandler? gate = null;
        await using QueryHost host = await QueryHost.StartAsync(engine, new QueryOptions { Limits = new RequestLimits { Timeout = TimeSpan.FromSeconds(1) } }, inner => gate = new HoldingHandler(inner));
        gate!.Hold();

        // On a busy machine the time may be up before the engine is asked: only a question that reached it can be stopped there.
        do
        {
            Assert.Equal("TIMEOUT", (await host.AskAsync("{services}")).Code);
        }
        while (!gate.Entered.IsCompleted);

        await gate.Cancelled.WaitAsync(QueryHost.Cancellation);
    }

    [Fact]
    public async Task Attack_48_a_client_that_goes_away_stops_its_read()
    {
        HoldingHandler? gate = null;
        await using QueryHost host = await QueryHost.StartAsync(engine, new QueryOptions { Limits = new RequestLimits { Timeout = TimeSpan.FromMinutes(10) } }, inner => gate = new HoldingHandler(inner));
        gate!.Hold();
        using CancellationTokenSource client = CancellationTokenSource.CreateLinkedTokenSource(QueryHost.Cancellation);

        Task<HttpResponseMessage> asked = host.Http.GetAsync(new Uri("/graphql?query={services}", UriKind.Relative), client.Token);
        await gate.Entered.WaitAsync(QueryHost.Cancellation);
        await client.CancelAsync();

        await gate.Cancelled.WaitAsync(QueryHost.Cancellation);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
    }

    private static async Task<IReadOnlyList<string>> SpansAsync(QueryHost host, string filter) =>
        [.. (await host.AskAsync($"{{spans(filter:{{{filter}}}){{nodes{{spanId}}}}}}")).Data.GetProperty("spans").GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("spanId").GetString()!)];

    /// <summary>Keeps reads waiting, as a slow engine would, and tells when one was told to stop.</summary>
    private sealed class HoldingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        private TaskCompletionSource? _entered;
        private TaskCompletionSource? _cancelled;

        public Task Entered => _entered!.Task;

        public Task Cancelled => _cancelled!.Task;

        public void Hold()
        {
            _entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (_entered is { } entered && _cancelled is { } cancelled)
            {
                entered.TrySetResult();
                await using CancellationTokenRegistration told = cancellationToken.Register(() => cancelled.TrySetResult());
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }
}
