using System.Text.Json;
using Tracing.Dialects.Steps;
using Tracing.Dialects.Witnesses;
using Tracing.Vocabulary;

namespace Tracing.Dialects.Tests.Witnesses;

public sealed class CallFoldTests
{
    private const long Second = 1_000_000_000;

    [Fact]
    public void The_trusted_witness_wins_its_gaps_are_filled_and_the_other_stays_visible()
    {
        ModelCallStep proxy = Call(FactSources.Proxy, at: 10 * Second, lasts: 500) with { PromptTokens = 100, RequestHash = "ab" };
        ModelCallStep agent = Call(FactSources.Agent, at: (10 * Second) - 20_000_000, lasts: 540) with { PromptTokens = 99, FinishReason = "stop", SpanId = "s", TraceId = "t" };

        ModelCallStep call = Assert.Single(CallFold.ModelCalls([proxy], [agent]));

        Assert.Equal((100UL, 500.0, "stop", FactSources.Proxy), (call.PromptTokens, call.LatencyMs, call.FinishReason, call.Source));
        Assert.Equal([new("finishReason", FactSources.Agent)], call.FieldSources);
        using JsonDocument others = JsonDocument.Parse(call.Others);
        JsonElement other = Assert.Single(others.RootElement.EnumerateArray());
        Assert.Equal(("agent", 99, "s"), (other.GetProperty("source").GetString(), other.GetProperty("promptTokens").GetInt32(), other.GetProperty("spanId").GetString()));
    }

    [Fact]
    public void A_witness_that_leaves_the_latency_to_another_is_found_by_how_long_it_saw_the_call()
    {
        ModelCallStep proxy = Call(FactSources.Proxy, 10 * Second, 110) with { Failed = true };
        ModelCallStep span = Call(FactSources.Agent, (10 * Second) - 148_000_000, 0) with { LatencyMs = null, SeenMs = 320, Failed = true };

        Assert.Equal((FactSources.Proxy, 110.0), Assert.Single(CallFold.ModelCalls([proxy], [span]).Select(call => (call.Source, call.LatencyMs ?? 0))));
        Assert.Equal(2, CallFold.ModelCalls([proxy], [span with { SeenMs = 20 }]).Count);
    }

    [Fact]
    public void A_common_id_tells_more_than_time()
    {
        ModelCallStep[] proxy = [Call(FactSources.Proxy, 10 * Second, 100) with { ResponseId = "a" }, Call(FactSources.Proxy, 11 * Second, 100) with { ResponseId = "b" }];
        ModelCallStep[] log = [Call(FactSources.Log, 11 * Second, 100) with { ResponseId = "a", FinishReason = "of a" }];

        IReadOnlyList<ModelCallStep> calls = CallFold.ModelCalls(proxy, log);

        Assert.Equal(["of a", null], calls.Select(call => call.FinishReason));
    }

    [Fact]
    public void Different_ids_are_different_calls_even_at_the_same_time()
    {
        IReadOnlyList<ModelCallStep> calls = CallFold.ModelCalls(
            [Call(FactSources.Agent, Second, 100) with { ResponseId = "a" }], [Call(FactSources.Log, Second, 100) with { ResponseId = "b" }]);

        Assert.Equal(["a", "b"], calls.Select(call => call.ResponseId));
    }

    [Fact]
    public void A_call_without_tokens_does_not_take_those_that_another_tells_too()
    {
        // The log lost the end of the first call and the request of the second: what it tells reaches over both, and fits the first one better.
        ModelCallStep[] spans =
        [
            Call(FactSources.Agent, 10 * Second, 1200), Call(FactSources.Agent, 12 * Second, 900) with { PromptTokens = 2000, CompletionTokens = 20 },
        ];
        ModelCallStep[] log = [Call(FactSources.Log, 10 * Second, 2900) with { PromptTokens = 2000, CompletionTokens = 20 }];

        IReadOnlyList<ModelCallStep> calls = CallFold.ModelCalls(spans, log);

        Assert.Equal([null, 2000UL], calls.Select(call => call.PromptTokens));
        Assert.Equal([null, 20UL], calls.Select(call => call.CompletionTokens));
    }

    [Fact]
    public void Of_two_calls_at_the_same_time_the_one_that_agrees_is_meant()
    {
        ModelCallStep[] proxy =
        [
            Call(FactSources.Proxy, Second, 400) with { PromptTokens = 5, CompletionTokens = 1 }, Call(FactSources.Proxy, Second, 390) with { PromptTokens = 7, CompletionTokens = 2 },
        ];
        ModelCallStep[] agent =
        [
            Call(FactSources.Agent, Second, 400) with { PromptTokens = 7, CompletionTokens = 2, FinishReason = "seven" },
            Call(FactSources.Agent, Second, 390) with { PromptTokens = 5, CompletionTokens = 1, FinishReason = "five" },
        ];

        IReadOnlyList<ModelCallStep> calls = CallFold.ModelCalls(proxy, agent);

        Assert.Equal([(5UL, "five"), (7UL, "seven")], calls.Select(call => (call.PromptTokens!.Value, call.FinishReason!)).Order());
    }

    [Fact]
    public void A_call_that_the_trusted_witness_did_not_see_is_kept_and_a_call_is_matched_once()
    {
        IReadOnlyList<ModelCallStep> calls = CallFold.ModelCalls(
            [Call(FactSources.Proxy, 10 * Second, 300)],
            [Call(FactSources.Agent, 10 * Second, 300), Call(FactSources.Agent, 10 * Second, 250), Call(FactSources.Agent, 30 * Second, 300)]);

        Assert.Equal([FactSources.Proxy, FactSources.Agent, FactSources.Agent], calls.Select(call => call.Source));
    }

    [Fact]
    public void Three_witnesses_of_one_tool_call_fold_into_one()
    {
        var span = new ToolCallStep { TraceId = "t", SpanId = "s", StartUnixNano = Second, Name = "bash", CallId = "c", Source = FactSources.Agent };
        ToolCallStep log = span with { SpanId = "", Arguments = "{}", Success = false, Source = FactSources.Log };
        ToolCallStep stdout = span with { SpanId = "", ExitCode = 3, Success = true, Source = FactSources.Stdout };

        ToolCallStep call = Assert.Single(CallFold.ToolCalls([span], [log], [stdout]));

        Assert.Equal(("{}", 3, false), (call.Arguments, call.ExitCode, call.Success));
        Assert.Equal(
            [new("arguments", FactSources.Log), new("exitCode", FactSources.Stdout), new("success", FactSources.Log)],
            call.FieldSources.OrderBy(field => field.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void A_tool_call_without_an_id_is_the_one_of_its_name_that_lies_over_it()
    {
        var agent = new ToolCallStep { TraceId = "", SpanId = "s", StartUnixNano = 2 * Second, DurationMs = 50, Name = "bash", ExitCode = 1, Success = false, Source = FactSources.Agent };
        ToolCallStep proxy = agent with { SpanId = "", DurationMs = 300, StartUnixNano = agent.StartUnixNano - 100_000_000, CallId = "c", ExitCode = null, Success = null, Source = FactSources.Proxy };

        IReadOnlyList<ToolCallStep> calls = CallFold.ToolCalls([agent], [proxy with { Name = "read", CallId = "d" }, proxy]);

        Assert.Equal([("read", "d", 300.0), ("bash", "c", 50.0)], calls.Select(call => (call.Name, call.CallId!, call.DurationMs!.Value)));
        Assert.Equal([new("callId", FactSources.Proxy)], calls[1].FieldSources);
    }

    [Fact]
    public void Numbers_that_standard_output_gives_do_not_make_another_call_of_it()
    {
        var stdout = new ToolCallStep { TraceId = "", SpanId = "", StartUnixNano = 2 * Second, DurationMs = 50, Name = "exec_command", CallId = "item_0", ExitCode = 1, Source = FactSources.Stdout };
        ToolCallStep proxy = stdout with { DurationMs = 300, StartUnixNano = stdout.StartUnixNano - 100_000_000, CallId = "call_1", ExitCode = null, Source = FactSources.Proxy };
        ToolCallStep next = proxy with { StartUnixNano = 4 * Second, CallId = "call_2" };

        IReadOnlyList<ToolCallStep> apart = CallFold.ToolCalls([stdout], [proxy, next]);
        IReadOnlyList<ToolCallStep> common = CallFold.ToolCalls([stdout, stdout with { CallId = "call_1", StartUnixNano = Second }], [proxy]);

        Assert.Equal([("item_0", 1), ("call_2", null)], apart.Select(call => (call.CallId!, call.ExitCode)));
        Assert.Equal(["call_1", "item_0"], common.Select(call => call.CallId));
    }

    [Fact]
    public void Output_that_was_read_late_tells_the_same_calls_in_the_same_order_whatever_the_shell_is_called()
    {
        var stdout = new ToolCallStep { TraceId = "", SpanId = "", StartUnixNano = 9 * Second, DurationMs = 1, Name = "exec_command", CallId = "item_0", ExitCode = 1, Source = FactSources.Stdout };
        ToolCallStep proxy = stdout with { Name = "shell", StartUnixNano = 2 * Second, DurationMs = 100, CallId = "call_1", ExitCode = null, Source = FactSources.Proxy };

        IReadOnlyList<ToolCallStep> calls = CallFold.ToolCalls(
            [stdout, stdout with { CallId = "item_1", StartUnixNano = 10 * Second, ExitCode = 2 }],
            [proxy, proxy with { CallId = "call_2", StartUnixNano = 3 * Second }, proxy with { CallId = "call_3", StartUnixNano = 4 * Second }, proxy with { Name = "read", CallId = "call_4" }]);

        Assert.Equal(
            [("read", null), ("shell", null), ("exec_command", 1), ("exec_command", (int?)2)],
            calls.Select(call => (call.Name, call.ExitCode)));
        Assert.Contains("call_2", calls[3].Others, StringComparison.Ordinal);
    }

    [Fact]
    public void Logs_that_are_far_apart_are_not_matched_by_their_order()
    {
        var agent = new ToolCallStep { TraceId = "", SpanId = "", StartUnixNano = 2 * Second, DurationMs = 1, Name = "bash", Source = FactSources.Agent };

        Assert.Equal(2, CallFold.ToolCalls([agent], [agent with { StartUnixNano = 9 * Second, Source = FactSources.Log }]).Count);
    }

    private static ModelCallStep Call(string source, long at, double lasts) =>
        new() { TraceId = "", SpanId = "", StartUnixNano = at, LatencyMs = lasts, Model = "m", Failed = false, Attempt = 1, Source = source };
}
