using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Tracing.Adapters.Proxy;
using Tracing.Adapters.Proxy.Recording;
using Tracing.Adapters.Proxy.Telemetry;
using Tracing.Adapters.Tests.Proxy.Stage;
using Tracing.Adapters.Tests.Telemetry;

namespace Tracing.Adapters.Tests.Proxy;

/// <summary>What a collector is told, and what becomes of it while the collector is away.</summary>
public sealed class OtlpCallSinkTests
{
    private const long Ample = 1 << 20;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Calls_wait_for_a_collector_that_is_away_and_are_told_once()
    {
        await using FakeCollector collector = await FakeCollector.StartAsync(count => count <= 2 ? 503 : 200);
        await using OtlpCallSink sink = Sink(collector, Ample);

        for (int i = 0; i < 20; i++)
        {
            sink.Add(Call() with { RequestHash = $"hash-{i}" });
        }

        await sink.StopAsync(Patience);

        string[] taken = [.. collector.Requests.Skip(2).SelectMany(request => Spans(request.Body)).Select(span => Attribute(span, "bench.request.hash")!)];
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"hash-{i}").Order(), taken.Order());
        Assert.Equal(0, sink.Dropped);
    }

    [Fact]
    public async Task What_a_collector_refuses_for_good_and_what_it_never_takes_is_counted()
    {
        await using FakeCollector refusing = await FakeCollector.StartAsync(_ => 400);
        await using FakeCollector away = await FakeCollector.StartAsync(_ => 503);
        await using OtlpCallSink refused = Sink(refusing, Ample);
        await using OtlpCallSink left = Sink(away, Ample);

        refused.Add(Call());
        left.Add(Call());
        left.Add(Call());
        await refused.StopAsync(Patience);
        await left.StopAsync(TimeSpan.FromMilliseconds(50));

        Assert.Equal((1, 2), (refused.Dropped, left.Dropped));
    }

    [Fact]
    public async Task What_waits_is_bounded_in_bytes_and_what_is_beyond_is_counted()
    {
        await using FakeCollector collector = await FakeCollector.StartAsync(_ => 503);
        await using OtlpCallSink sink = Sink(collector, maxPendingBytes: 20_000);

        for (int i = 0; i < 1_000; i++)
        {
            sink.Add(Call());
        }

        Assert.InRange(sink.Dropped, 900, 999);
        await sink.StopAsync(TimeSpan.Zero);
        Assert.Equal(1_000, sink.Dropped);
    }

    [Fact]
    public async Task Calls_may_leave_by_another_sink_such_as_the_spool_of_a_run()
    {
        var others = new KeptRequests();
        await using var sink = new OtlpCallSink(others, ProxyResource.Make(new ProxyIdentity { Run = "own" }, null), Ample, NullLoggerFactory.Instance);

        sink.Add(Call());
        sink.Add(Call() with { Run = "other" });
        await sink.StopAsync(Patience);

        Assert.All(others.Requests, request => Assert.Equal("v1/traces", request.SignalPath));
        Assert.Equal(["other", "own"], others.Requests.Select(request => RunOf(request.Json)).Order());
        Assert.All(others.Requests, request => Assert.Single(Spans(request.Json)));
        Assert.Equal(0, sink.Dropped);
    }

    [Fact]
    public async Task A_call_of_a_run_that_its_request_named_is_sent_to_that_run()
    {
        await using FakeCollector collector = await FakeCollector.StartAsync(_ => 200);
        await using OtlpCallSink sink = Sink(collector, Ample);

        sink.Add(Call());
        sink.Add(Call() with { Run = "other" });
        await sink.StopAsync(Patience);

        // In its resource, so that any collector may stand between.
        Assert.All(collector.Requests, request => Assert.Equal("/v1/traces", request.Path));
        string?[] runs = [.. collector.Requests.Select(request => RunOf(request.Body))];
        Assert.Equal(2, runs.Distinct().Count());
        Assert.Contains("other", runs);
        Assert.All(collector.Requests, request => Assert.Contains("my-sweep", request.Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Calls_of_a_run_share_a_trace_unless_the_agent_has_its_own_and_nothing_is_told_that_was_not_recorded()
    {
        await using FakeCollector collector = await FakeCollector.StartAsync(_ => 200);
        await using OtlpCallSink sink = Sink(collector, Ample);
        var parent = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded);

        sink.Add(Call());
        sink.Add(Call());
        sink.Add(Call() with { Parent = parent });
        await sink.StopAsync(Patience);

        JsonElement[] spans = [.. collector.Requests.SelectMany(request => Spans(request.Body))];
        Assert.Equal(spans[0].GetProperty("traceId").GetString(), spans[1].GetProperty("traceId").GetString());
        Assert.Equal(parent.TraceId.ToHexString(), spans[2].GetProperty("traceId").GetString());
        Assert.Equal(parent.SpanId.ToHexString(), spans[2].GetProperty("parentSpanId").GetString());
        Assert.Equal(3, spans.Select(span => span.GetProperty("spanId").GetString()).Distinct().Count());
        Assert.Equal(["bench.attempt", "bench.source", "bench.span.kind", "gen_ai.operation.name"], spans[0].GetProperty("attributes").EnumerateArray().Select(a => a.GetProperty("key").GetString()).Order());
    }

    [Fact]
    public async Task A_tool_call_and_contents_are_told_in_the_words_of_the_conventions()
    {
        await using FakeCollector collector = await FakeCollector.StartAsync(_ => 200);
        await using OtlpCallSink sink = Sink(collector, Ample);
        var used = new RecordedToolCall { Id = "c", Name = "bash", Start = DateTimeOffset.UnixEpoch.AddYears(56), Duration = TimeSpan.FromSeconds(2), Arguments = "{}", Outcome = new ToolOutcome(true, 3) };

        sink.Add(Call() with { Input = new KeptContent("[1]", IsCut: true), Output = new KeptContent("[2]", IsCut: false) });
        sink.Add(used);
        sink.Add(used with { Duration = null, Outcome = default });
        await sink.StopAsync(Patience);

        JsonElement[] spans = [.. collector.Requests.SelectMany(request => Spans(request.Body))];
        Assert.Equal(("[1]", "[2]"), (Attribute(spans[0], "gen_ai.input.messages"), Attribute(spans[0], "gen_ai.output.messages")));
        Assert.Contains("bench.content.truncated", spans[0].ToString(), StringComparison.Ordinal);
        Assert.Equal(
            ("tool_call", "proxy", "execute_tool", "bash", "c", "{}", "tool_error"),
            (Attribute(spans[1], "bench.span.kind"), Attribute(spans[1], "bench.source"), Attribute(spans[1], "gen_ai.operation.name"), Attribute(spans[1], "gen_ai.tool.name"),
                Attribute(spans[1], "gen_ai.tool.call.id"), Attribute(spans[1], "gen_ai.tool.call.arguments"), Attribute(spans[1], "error.type")));
        Assert.Equal(("no_result", spans[2].GetProperty("startTimeUnixNano").GetString()), (Attribute(spans[2], "error.type"), spans[2].GetProperty("endTimeUnixNano").GetString()));
        Assert.Equal(spans[0].GetProperty("traceId").GetString(), spans[1].GetProperty("traceId").GetString());
    }

    [Fact]
    public void The_resource_is_what_the_options_say_else_the_environment_and_a_cell_without_a_run_is_a_new_run()
    {
        ProxyResource both = ProxyResource.Make(new ProxyIdentity { Run = "r", Trial = 2 }, "bench.run.id=env,bench.cell.id=s/a/m/c%20x/t, broken ,=x");
        ProxyResource cell = ProxyResource.Make(new ProxyIdentity { Sweep = "s" }, null);
        ProxyResource none = ProxyResource.Make(new ProxyIdentity(), "service.name=mine");

        Assert.Equal(("r", "2", "s/a/m/c x/t"), (both.Run, both.Attributes["bench.trial"], both.Attributes["bench.cell.id"]));
        Assert.NotNull(cell.Run);
        Assert.Equal((null, "mine"), (none.Run, none.Attributes["service.name"]));
    }

    private static OtlpCallSink Sink(FakeCollector collector, long maxPendingBytes) => new(
        collector.Client, ProxyResource.Make(new ProxyIdentity { Run = "own", Sweep = "my-sweep" }, null), maxPendingBytes, TimeProvider.System, NullLoggerFactory.Instance);

    private static RecordedCall Call() => new()
    {
        Protocol = "openai.chat",
        Start = DateTimeOffset.UnixEpoch.AddYears(56),
        Duration = TimeSpan.FromSeconds(1),
        Attempt = 1,
        Facts = new ModelCallFacts(),
    };

    private static string? RunOf(string body) => Attribute(JsonDocument.Parse(body).RootElement.GetProperty("resourceSpans")[0].GetProperty("resource"), "bench.run.id");

    private static JsonElement[] Spans(string body) => [.. JsonDocument.Parse(body).RootElement.GetProperty("resourceSpans")[0].GetProperty("scopeSpans")[0].GetProperty("spans").EnumerateArray()];

    private static string? Attribute(JsonElement span, string key) => span.GetProperty("attributes").EnumerateArray()
        .Where(attribute => attribute.GetProperty("key").GetString() == key)
        .Select(attribute => attribute.GetProperty("value").GetProperty("stringValue").GetString())
        .SingleOrDefault();
}
