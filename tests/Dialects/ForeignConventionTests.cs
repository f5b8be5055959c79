using Tracing.Dialects.Agents;
using Tracing.Dialects.Records;
using Tracing.Dialects.Steps;
using Tracing.Vocabulary;

namespace Tracing.Dialects.Tests;

/// <summary>Agents that nobody knows, instrumented by one of the libraries in common use.</summary>
public sealed class ForeignConventionTests
{
    private static readonly VocabularyDialect Dialect = new();

    [Fact]
    public void OpenInference_llm_and_tool_spans_are_calls_and_its_chains_are_none()
    {
        RunSteps steps = Dialect.Read(Some.Run(
        [
            Some.Span("agent", Some.Attributes(("openinference.span.kind", "AGENT"), ("llm.token_count.prompt", 999))),
            Some.Span("ChatOpenAI", Some.Attributes(
                ("openinference.span.kind", "LLM"), ("llm.model_name", "m-1"), ("llm.provider", "azure"), ("llm.system", "openai"),
                ("llm.token_count.prompt", 120), ("llm.token_count.completion", "30"), ("llm.token_count.prompt_details.cache_read", 20),
                ("llm.token_count.prompt_details.cache_write", 10), ("llm.token_count.completion_details.reasoning", 8), ("llm.finish_reason", "stop")), duration: 2_000_000),
            Some.Span("bash", Some.Attributes(
                ("openinference.span.kind", "TOOL"), ("tool.name", "shell"), ("tool.id", "call_1"), ("tool.parameters", "{\"command\":\"string\"}"),
                ("input.value", "{\"command\":\"ls\"}"), ("output.value", "a b")), status: "Ok"),
        ]));

        ModelCallStep call = Assert.Single(steps.ModelCalls);
        Assert.Equal(("m-1", "azure", "stop", 2.0), (call.Model, call.Provider, call.FinishReason, call.LatencyMs));
        Assert.Equal((120UL, 30UL, 20UL, 10UL, 8UL), (call.PromptTokens, call.CompletionTokens, call.CachedTokens, call.CacheCreationTokens, call.ReasoningTokens));
        ToolCallStep tool = Assert.Single(steps.ToolCalls);
        Assert.Equal(("shell", "call_1", "{\"command\":\"ls\"}", "a b", true), (tool.Name, tool.CallId, tool.Arguments, tool.Result, tool.Success));
        Assert.Equal([BenchSpanKinds.ModelCall, BenchSpanKinds.ToolCall], steps.SpanKinds.Select(kind => kind.Kind));
    }

    [Theory]
    [InlineData("ai.usage.promptTokens", "ai.usage.completionTokens", "ai.usage.cachedInputTokens", "ai.usage.reasoningTokens")]
    [InlineData("ai.usage.inputTokens", "ai.usage.outputTokens", "ai.usage.cachedInputTokens", "ai.usage.reasoningTokens")]
    [InlineData("ai.usage.inputTokens", "ai.usage.outputTokens", "ai.usage.inputTokenDetails.cacheReadTokens", "ai.usage.outputTokenDetails.reasoningTokens")]
    public void Every_generation_of_the_ai_sdk_is_read_and_its_outer_span_is_not_counted(string prompt, string completion, string cached, string reasoning)
    {
        SpanRecord outer = Some.Span("ai.streamText", Some.Attributes(("ai.operationId", "ai.streamText"), ("ai.model.id", "m"), (prompt, 12), (completion, 7)));
        RunSteps steps = Dialect.Read(Some.Run(
        [
            outer,
            Some.Span("ai.streamText.doStream", Some.Attributes(
                ("operation.name", "ai.streamText.doStream my-function"), ("ai.model.id", "m"), ("ai.model.provider", "p"), ("ai.response.id", "r1"),
                ("ai.response.finishReason", "tool-calls"), ("ai.response.msToFirstChunk", 41.5), (prompt, 12), (completion, 7), (cached, 5), (reasoning, 3))) with { ParentSpanId = outer.SpanId },
            Some.Span("ai.toolCall", Some.Attributes(
                ("operation.name", "ai.toolCall my-function"), ("ai.toolCall.name", "bash"), ("ai.toolCall.id", "c1"), ("ai.toolCall.args", "{}"), ("ai.toolCall.result", "{\"exit\":0}"))) with { ParentSpanId = outer.SpanId },
        ]));

        ModelCallStep call = Assert.Single(steps.ModelCalls);
        Assert.Equal(("m", "p", "r1", "tool-calls", 41.5), (call.Model, call.Provider, call.ResponseId, call.FinishReason, call.FirstTokenMs));
        Assert.Equal((12UL, 7UL, 5UL, 3UL), (call.PromptTokens, call.CompletionTokens, call.CachedTokens, call.ReasoningTokens));
        ToolCallStep tool = Assert.Single(steps.ToolCalls);
        Assert.Equal(("bash", "c1", "{}", "{\"exit\":0}", null), (tool.Name, tool.CallId, tool.Arguments, tool.Result, tool.Success));
    }

    [Fact]
    public void OpenLlmetry_request_types_and_tools_are_calls_and_its_workflows_are_none()
    {
        RunSteps steps = Dialect.Read(Some.Run(
        [
            Some.Span("plan.workflow", Some.Attributes(("traceloop.span.kind", "workflow"), ("traceloop.entity.name", "plan"))),
            Some.Span("openai.chat", Some.Attributes(
                ("llm.request.type", "chat"), ("gen_ai.system", "OpenAI"), ("gen_ai.request.model", "m"), ("gen_ai.usage.prompt_tokens", 9),
                ("gen_ai.usage.completion_tokens", 4), ("gen_ai.usage.cache_read_input_tokens", 2), ("gen_ai.completion.0.finish_reason", "stop"))),
            Some.Span("openai.embeddings", Some.Attributes(("llm.request.type", "embedding"), ("gen_ai.usage.prompt_tokens", 9))),
            Some.Span("add.tool", Some.Attributes(("traceloop.span.kind", "tool"), ("traceloop.entity.name", "add"), ("traceloop.entity.input", "{\"a\":1}"), ("traceloop.entity.output", "2"))),
        ]));

        ModelCallStep call = Assert.Single(steps.ModelCalls);
        Assert.Equal(("m", "OpenAI", 9UL, 4UL, 2UL, "stop"), (call.Model, call.Provider, call.PromptTokens, call.CompletionTokens, call.CachedTokens, call.FinishReason));
        ToolCallStep tool = Assert.Single(steps.ToolCalls);
        Assert.Equal(("add", "{\"a\":1}", "2"), (tool.Name, tool.Arguments, tool.Result));
    }

    [Fact]
    public void A_call_instrumented_at_two_heights_is_counted_once_at_the_inner_span_and_completed_by_the_outer()
    {
        SpanRecord framework = Some.Span("ChatOpenAI", Some.Attributes(("openinference.span.kind", "LLM"), ("llm.model_name", "m"), ("llm.token_count.prompt", 12), ("llm.finish_reason", "stop")), start: 1);
        SpanRecord between = Some.Span("RunnableSequence", Some.Attributes(("openinference.span.kind", "CHAIN")), start: 2) with { ParentSpanId = framework.SpanId };
        SpanRecord client = Some.Span("chat m", Some.Attributes(("gen_ai.operation.name", "chat"), ("gen_ai.usage.output_tokens", 7)), start: 3) with { ParentSpanId = between.SpanId };
        RunSteps steps = Dialect.Read(Some.Run([framework, between, client], Some.Log(EventNames.InferenceDetails, Some.Attributes(("gen_ai.request.model", "m")), spanId: framework.SpanId)));

        ModelCallStep call = Assert.Single(steps.ModelCalls);
        Assert.Equal((client.SpanId, "m", 12UL, 7UL, "stop"), (call.SpanId, call.Model, call.PromptTokens, call.CompletionTokens, call.FinishReason));
        Assert.Equal([client.SpanId], steps.SpanKinds.Select(kind => kind.SpanId));
    }

    [Fact]
    public void A_span_over_several_calls_repeats_their_sum_and_gives_nothing()
    {
        SpanRecord outer = Some.Span("completion", Some.Attributes(("gen_ai.operation.name", "chat"), ("gen_ai.usage.input_tokens", 30)), start: 1);
        RunSteps steps = Dialect.Read(Some.Run(
        [
            outer,
            Some.Span("first", Some.Attributes(("gen_ai.operation.name", "chat"), ("http.response.status_code", 503)), start: 2) with { ParentSpanId = outer.SpanId },
            Some.Span("second", Some.Attributes(("gen_ai.operation.name", "chat"), ("gen_ai.usage.input_tokens", 30)), start: 3) with { ParentSpanId = outer.SpanId },
        ]));

        Assert.Equal([null, 30UL], steps.ModelCalls.Select(call => call.PromptTokens));
        Assert.Equal([true, false], steps.ModelCalls.Select(call => call.Failed));
    }

    [Fact]
    public void A_model_called_by_a_tool_that_a_model_called_is_a_call_of_its_own()
    {
        SpanRecord outer = Some.Span("doStream", Some.Attributes(("ai.operationId", "ai.streamText.doStream")), start: 1);
        SpanRecord tool = Some.Span("task", Some.Attributes(("ai.operationId", "ai.toolCall")), start: 2) with { ParentSpanId = outer.SpanId };
        SpanRecord inner = Some.Span("doGenerate", Some.Attributes(("ai.operationId", "ai.generateText.doGenerate")), start: 3) with { ParentSpanId = tool.SpanId };

        Assert.Equal([outer.SpanId, inner.SpanId], Dialect.Read(Some.Run([outer, tool, inner])).ModelCalls.Select(call => call.SpanId));
    }

    [Fact]
    public void A_prompt_smaller_than_its_cached_part_was_told_without_it()
    {
        RunSteps steps = Dialect.Read(Some.Run(
        [
            Some.Span("a", Some.Attributes(("gen_ai.operation.name", "chat"), ("gen_ai.usage.input_tokens", 3), ("gen_ai.usage.cache_read.input_tokens", 90), ("gen_ai.usage.cache_creation.input_tokens", 7)), start: 1),
            Some.Span("b", Some.Attributes(("gen_ai.operation.name", "chat"), ("gen_ai.usage.input_tokens", 100), ("gen_ai.usage.cache_read.input_tokens", 90)), start: 2),
            Some.Span("c", Some.Attributes(("gen_ai.operation.name", "chat"), ("gen_ai.usage.cache_read.input_tokens", 90)), start: 3),
        ]));

        Assert.Equal([100UL, 100UL, null], steps.ModelCalls.Select(call => call.PromptTokens));
    }

    [Fact]
    public void Spans_that_name_each_other_as_parents_stay_one_call_at_least()
    {
        SpanRecord one = Some.Span("one", Some.Attributes(("gen_ai.operation.name", "chat")));
        SpanRecord two = Some.Span("two", Some.Attributes(("gen_ai.operation.name", "chat"))) with { ParentSpanId = one.SpanId };

        Assert.Single(Dialect.Read(Some.Run([one with { ParentSpanId = two.SpanId }, two])).ModelCalls);
    }
}
