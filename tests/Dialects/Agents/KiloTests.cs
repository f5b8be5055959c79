using Tracing.Dialects.Records;
using Tracing.Dialects.Steps;

namespace Tracing.Dialects.Tests.Agents;

/// <summary>Kilo is made of opencode and calls itself so, but tells no tokens.</summary>
public sealed class KiloTests
{
    [Fact]
    public void Calls_without_tokens_are_calls_whose_tokens_are_not_recorded()
    {
        AttributeSet service = Some.Attributes(("service.name", "opencode"), ("bench.cell.id", "sweep/kilo/m/repair/calc"));
        SpanRecord outer = Some.Span("ai.streamText", Some.Attributes(("ai.operationId", "ai.streamText")), start: 10, duration: 100) with { Resource = service };
        SpanRecord request = Some.Span(
            "ai.streamText.doStream", Some.Attributes(("ai.operationId", "ai.streamText.doStream"), ("gen_ai.request.model", "m"), ("ai.response.finishReason", "stop")), start: 20, duration: 50) with
        {
            Resource = service,
            ParentSpanId = outer.SpanId,
        };
        SpanRecord tool = Some.Span(
            "ai.toolCall", Some.Attributes(("ai.operationId", "ai.toolCall"), ("ai.toolCall.name", "bash"), ("ai.toolCall.result", "{\"metadata\":{\"exit\":3}}")), start: 40, duration: 30) with
        {
            Resource = service,
            ParentSpanId = outer.SpanId,
        };
        SpanRecord noise = Some.Span("sql.execute", Some.Attributes(), start: 15) with { Resource = service };

        RunRecords run = Some.Run([outer, noise, request, tool]);
        RunSteps steps = DialectCatalogue.For(run).Read(run);

        ModelCallStep call = Assert.Single(steps.ModelCalls);
        Assert.Equal(("m", "stop", 20L, 20e-6), (call.Model, call.FinishReason, call.StartUnixNano, call.LatencyMs));
        Assert.Equal((null, null, null), (call.PromptTokens, call.CachedTokens, call.CompletionTokens));
        ToolCallStep ran = Assert.Single(steps.ToolCalls);
        Assert.Equal(("bash", 3, false), (ran.Name, ran.ExitCode, ran.Success));
        Assert.Equal([request.SpanId, tool.SpanId], steps.SpanKinds.Select(kind => kind.SpanId));
    }
}
