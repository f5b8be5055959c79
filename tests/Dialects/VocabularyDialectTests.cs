using Tracing.Dialects.Agents;
using Tracing.Dialects.Records;
using Tracing.Dialects.Steps;
using Tracing.Vocabulary;

namespace Tracing.Dialects.Tests;

public sealed class VocabularyDialectTests
{
    private const long Second = 1_000_000_000;

    private static readonly VocabularyDialect Dialect = new();

    [Fact]
    public void A_run_with_a_root_span_is_finished_and_knows_its_cell_timing_and_outcome()
    {
        RunSteps steps = Dialect.Read(Some.Run(
        [
            Some.Span("run", Some.Attributes(("bench.span.kind", "adapter_run"), ("process.exit.code", 3)), start: 10, duration: 90),
            Some.Span("box", Some.Attributes(("bench.span.kind", "container"), ("container.image.name", "img:1"), ("container.image.repo_digests", "[\"img@sha256:sha256:abc\"]")), start: 20),
        ]));

        RunFacts facts = steps.Facts!;
        Assert.Equal("sweep/agent/vendor/model/polyglot/task", facts.Cell.ToString());
        Assert.Equal(2, facts.Trial);
        Assert.Equal(RunStates.Finished, facts.State);
        Assert.Equal((10, 100), (facts.StartedUnixNano, facts.EndedUnixNano));
        Assert.Equal(3, facts.ExitCode);
        Assert.Equal(("img:1", "sha256:abc"), (facts.ContainerImage, facts.ImageDigest));
    }

    [Fact]
    public void A_run_whose_root_has_not_arrived_is_running_and_has_no_end()
    {
        RunFacts facts = Dialect.Read(Some.Run([Some.Span("tool", Some.Attributes(("bench.span.kind", "tool_call")), start: 7)])).Facts!;

        Assert.Equal(RunStates.Running, facts.State);
        Assert.Equal(7, facts.StartedUnixNano);
        Assert.Null(facts.EndedUnixNano);
        Assert.Null(facts.ExitCode);
    }

    [Fact]
    public void The_latest_state_event_counts_before_what_the_spans_suggest()
    {
        RunFacts facts = Dialect.Read(Some.Run(
            [Some.Span("run", Some.Attributes(("bench.span.kind", "adapter_run")))],
            Some.Log("bench.run.state", Some.Attributes(("bench.run.state", "running")), at: 1),
            Some.Log("bench.run.state", Some.Attributes(("bench.run.state", "infrastructure_failed"), ("bench.run.state.reason", "no image")), at: 5),
            Some.Log("bench.run.state", Some.Attributes(("bench.run.state", "no such state")), at: 9))).Facts!;

        Assert.Equal((RunStates.InfrastructureFailed, "no image"), (facts.State, facts.StateReason));
    }

    [Fact]
    public void An_agent_of_the_conventions_a_proxy_and_standard_output_tell_each_call_once()
    {
        RunSteps steps = Dialect.Read(Some.Run(
        [
            Some.Span("chat", Some.Attributes(("gen_ai.operation.name", "chat"), ("gen_ai.response.id", "r"), ("gen_ai.response.finish_reasons", "[\"stop\"]")), start: Second, duration: Second),
            Some.Span("call", Some.Attributes(("bench.span.kind", "model_call"), ("bench.source", "proxy"), ("gen_ai.response.id", "r"), ("gen_ai.usage.input_tokens", 7)), start: Second + 5, duration: Second),
            Some.Span("execute_tool bash", Some.Attributes(("gen_ai.operation.name", "execute_tool"), ("gen_ai.tool.name", "bash"), ("gen_ai.tool.call.id", "c")), start: 3 * Second, duration: 40_000_000),
            Some.Span("tool", Some.Attributes(("bench.span.kind", "tool_call"), ("bench.source", "stdout"), ("gen_ai.tool.name", "bash"), ("gen_ai.tool.call.id", "c"), ("process.exit.code", 2)), start: 3 * Second, duration: 90_000_000),
            Some.Span("tool", Some.Attributes(("bench.span.kind", "tool_call"), ("bench.source", "proxy"), ("gen_ai.tool.name", "bash"), ("gen_ai.tool.call.id", "c")), start: 2 * Second, duration: 2 * Second),
        ]));

        ModelCallStep model = Assert.Single(steps.ModelCalls);
        ToolCallStep tool = Assert.Single(steps.ToolCalls);
        Assert.Equal((FactSources.Proxy, 7UL, "stop"), (model.Source, model.PromptTokens, model.FinishReason));
        Assert.Equal((FactSources.Agent, 40.0, 2, false), (tool.Source, tool.DurationMs, tool.ExitCode, tool.Success));
        Assert.Equal((FactSources.Stdout, FactSources.Stdout), (tool.FieldSources["exitCode"], tool.FieldSources["success"]));
    }

    [Fact]
    public void A_tool_that_brought_no_result_has_no_duration_and_no_outcome()
    {
        ToolCallStep tool = Assert.Single(Dialect.Read(Some.Run(
        [
            Some.Span("tool", Some.Attributes(("bench.span.kind", "tool_call"), ("bench.source", "proxy"), ("gen_ai.tool.name", "bash"), ("error.type", "no_result")), duration: 0, status: "Error"),
        ])).ToolCalls);

        Assert.Equal((null, null, "no_result"), (tool.DurationMs, tool.Success, tool.ErrorType));
    }

    [Fact]
    public void Model_calls_are_read_leniently_and_what_is_absent_stays_not_recorded()
    {
        RunSteps steps = Dialect.Read(Some.Run(
        [
            Some.Span("chat b", Some.Attributes(("gen_ai.operation.name", "chat"), ("gen_ai.request.model", "m"), ("http.response.status_code", 503), ("bench.attempt", 2), ("bench.source", "proxy")), start: 30 * Second, duration: 4_000_000),
            Some.Span("chat a", Some.Attributes(
                ("gen_ai.operation.name", "chat"), ("gen_ai.request.model", "m"), ("gen_ai.response.model", "m-1"), ("gen_ai.system", "vendor"),
                ("gen_ai.usage.input_tokens", "12"), ("gen_ai.usage.completion_tokens", 7.0), ("gen_ai.usage.cache_read.input_tokens", -1),
                ("gen_ai.response.time_to_first_chunk", 0.25), ("gen_ai.response.finish_reasons", "[\"stop\",\"x\"]")), start: 20, duration: 1_500_000),
            Some.Span("invoke_agent", Some.Attributes(("gen_ai.operation.name", "invoke_agent"), ("gen_ai.usage.input_tokens", 999)), start: 10),
        ]));

        Assert.Collection(
            steps.ModelCalls,
            first =>
            {
                Assert.Equal(("m-1", "vendor", 12UL, 7UL), (first.Model, first.Provider, first.PromptTokens, first.CompletionTokens));
                Assert.Null(first.CachedTokens);
                Assert.Equal((1.5, 250.0, "stop"), (first.LatencyMs, first.FirstTokenMs, first.FinishReason));
                Assert.Equal((false, 1U, FactSources.Agent), (first.Failed, first.Attempt, first.Source));
            },
            second =>
            {
                Assert.Equal((true, 2U, FactSources.Proxy), (second.Failed, second.Attempt, second.Source));
                Assert.Null(second.PromptTokens);
            });
        Assert.Equal(2, steps.SpanKinds.Count);
    }

    [Fact]
    public void A_model_call_told_by_span_and_log_is_counted_once_and_one_told_by_a_log_alone_is_kept()
    {
        SpanRecord span = Some.Span("chat", Some.Attributes(("gen_ai.operation.name", "chat"), ("gen_ai.response.id", "r1")));
        RunSteps steps = Dialect.Read(Some.Run(
            [span],
            Some.Log(EventNames.InferenceDetails, Some.Attributes(("gen_ai.request.model", "m")), spanId: span.SpanId),
            Some.Log(EventNames.InferenceDetails, Some.Attributes(("gen_ai.response.id", "r1"))),
            Some.Log(EventNames.InferenceDetails, Some.Attributes(("gen_ai.response.id", "r2"), ("gen_ai.usage.input_tokens", 5)))));

        Assert.Equal(["r1", "r2"], steps.ModelCalls.Select(call => call.ResponseId));
        Assert.Equal(FactSources.Log, steps.ModelCalls[1].Source);
    }

    [Fact]
    public void A_failed_tool_is_failed_and_one_that_tells_nothing_is_not_recorded()
    {
        RunSteps steps = Dialect.Read(Some.Run(
        [
            Some.Span("t1", Some.Attributes(("gen_ai.operation.name", "execute_tool"), ("gen_ai.tool.name", "bash"), ("process.exit.code", 3)), start: 1),
            Some.Span("t2", Some.Attributes(("gen_ai.operation.name", "execute_tool"), ("gen_ai.tool.name", "edit")), start: 2),
            Some.Span("t3", Some.Attributes(("gen_ai.operation.name", "execute_tool")), start: 3, status: "Error"),
            Some.Span("t4", Some.Attributes(("bench.span.kind", "tool_call"), ("process.exit.code", 0)), start: 4),
        ]));

        Assert.Equal([false, null, false, true], steps.ToolCalls.Select(call => call.Success));
        Assert.Equal(["bash", "edit", "t3", "t4"], steps.ToolCalls.Select(call => call.Name));
    }

    [Fact]
    public void The_latest_score_of_an_axis_and_scorer_counts_and_absent_is_not_recorded()
    {
        RunSteps steps = Dialect.Read(Some.Run(
            [],
            Some.Log(EventNames.EvaluationResult, Some.Attributes(("gen_ai.evaluation.name", "pass"), ("gen_ai.evaluation.score.value", 0.0)), at: 1),
            Some.Log(EventNames.EvaluationResult, Some.Attributes(("gen_ai.evaluation.name", "pass_rate"), ("gen_ai.evaluation.score.value", 1.0)), at: 2),
            Some.Log(EventNames.EvaluationResult, Some.Attributes(("gen_ai.evaluation.name", "tokens"), ("bench.axis.details", "{\"a\":1}"))),
            Some.Log(EventNames.EvaluationResult, Some.Attributes(("gen_ai.evaluation.name", "style"), ("gen_ai.evaluation.score.value", "NaN"))),
            Some.Log(EventNames.EvaluationResult, Some.Attributes(("gen_ai.evaluation.score.value", 1.0)))));

        Assert.Equal(["pass_rate", "style", "tokens"], steps.Scores.Select(score => score.Axis));
        Assert.Equal([1.0, null, null], steps.Scores.Select(score => score.Value));
        Assert.Contains("'NaN' is not a finite number", steps.Scores[1].Explanation, StringComparison.Ordinal);
        Assert.Equal("{\"a\":1}", steps.Scores[2].Details);
    }

    [Fact]
    public void Records_that_name_no_cell_have_no_facts()
    {
        SpanRecord span = Some.Span("x", Some.Attributes()) with { Resource = Some.Attributes(("service.name", "web")) };

        Assert.Null(Dialect.Read(Some.Run([span])).Facts);
    }
}
