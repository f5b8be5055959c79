using System.Text.Json;
using Tracing.Dialects.Records;
using Tracing.Dialects.Steps;
using Tracing.Vocabulary;

namespace Tracing.Dialects.Tests.Agents;

/// <summary>A harness with a model proxy runs a real agent that tells its calls too: each call counts once, and the proxy's word goes first.</summary>
public sealed class ProxyBesideAgentTests
{
    [Theory]
    [InlineData("claude-code")]
    [InlineData("codex")]
    [InlineData("opencode")]
    public void The_proxys_calls_take_the_agents_in(string capture)
    {
        RunRecords agent = Captured.Run(capture);
        RunSteps alone = DialectCatalogue.For(agent).Read(agent);
        SpanRecord root = Harness("cell", BenchSpanKinds.AdapterRun, agent.Spans[0].StartUnixNano - 1, 600_000_000_000) with
        {
            Attributes = Some.Attributes((BenchAttributes.SpanKind, BenchSpanKinds.AdapterRun), (StandardAttributes.ProcessExitCode, 0)),
        };
        SpanRecord[] proxied = [.. alone.ModelCalls.Select((call, index) => OfProxy(call, index)), .. alone.ToolCalls.Select(ToolOfProxy)];

        RunRecords both = agent with { Spans = [.. agent.Spans.Append(root).Concat(proxied).OrderBy(span => span.StartUnixNano)] };
        RunSteps steps = DialectCatalogue.For(both).Read(both);

        Assert.Equal(alone.ModelCalls.Count, steps.ModelCalls.Count);
        Assert.All(steps.ModelCalls, call => Assert.Equal(FactSources.Proxy, call.Source));
        Assert.Equal(proxied.Take(alone.ModelCalls.Count).Select(span => span.Attributes.Text(BenchAttributes.RequestHash)), steps.ModelCalls.Select(call => call.RequestHash));
        Assert.Equal(alone.ModelCalls.Select(call => call.FinishReason), steps.ModelCalls.Select(call => call.FinishReason));
        Assert.All(steps.ModelCalls.Where(call => call.FinishReason is not null), call => Assert.Equal(FactSources.Agent, call.FieldSources["finishReason"]));
        AssertTools(alone.ToolCalls, steps.ToolCalls);
        Assert.Equal((root.SpanId, root.EndUnixNano, 0), (steps.Facts!.RootSpanId, steps.Facts.EndedUnixNano, steps.Facts.ExitCode));
    }

    // When it ran and how it ended is the agent's to say; what the proxy saw stays beside it.
    private static void AssertTools(IReadOnlyList<ToolCallStep> alone, IReadOnlyList<ToolCallStep> steps)
    {
        Assert.NotEmpty(alone);
        Assert.Equal(
            alone.Select(call => (call.Name, call.CallId, call.StartUnixNano, call.DurationMs, call.ExitCode, call.Success, call.Source)),
            steps.Select(call => (call.Name, call.CallId, call.StartUnixNano, call.DurationMs, call.ExitCode, call.Success, call.Source)));
        Assert.All(steps, call => Assert.Equal(FactSources.Proxy, JsonDocument.Parse(call.Others).RootElement.EnumerateArray().Last().GetProperty("source").GetString()));
    }

    private static SpanRecord ToolOfProxy(ToolCallStep call) =>
        Harness("execute_tool", BenchSpanKinds.ToolCall, call.StartUnixNano - 3_000_000, (ulong)Math.Max(1e6, ((call.DurationMs ?? 50) + 20) * 1e6)) with
        {
            Attributes = Some.Attributes(
                (BenchAttributes.SpanKind, BenchSpanKinds.ToolCall), (BenchAttributes.Source, FactSources.Proxy), (GenAiAttributes.ToolName, call.Name), (GenAiAttributes.ToolCallId, call.CallId ?? "")),
        };

    // What lies between proxy and model is shorter than what the agent sees, and the proxy tells neither span nor reason.
    private static SpanRecord OfProxy(ModelCallStep call, int index) =>
        Harness("call", BenchSpanKinds.ModelCall, call.StartUnixNano + 2_000_000, (ulong)Math.Max(1e6, ((call.LatencyMs ?? 50) - 4) * 1e6)) with
        {
            Attributes = Some.Attributes(
                (BenchAttributes.SpanKind, BenchSpanKinds.ModelCall), (BenchAttributes.Source, FactSources.Proxy), (BenchAttributes.RequestHash, $"hash {index}"),
                (GenAiAttributes.RequestModel, "scripted-model"), (StandardAttributes.HttpResponseStatusCode, call.Failed ? 503 : 200)),
        };

    private static SpanRecord Harness(string name, string kind, long start, ulong lasts) =>
        Some.Span(name, Some.Attributes((BenchAttributes.SpanKind, kind)), start, lasts);
}
