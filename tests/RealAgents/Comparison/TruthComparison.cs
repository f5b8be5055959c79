using System.Text.Json;
using Tracing.RealAgents.Tests.Definitions;
using Tracing.Adapters.ScriptedModel.Scripts;
using Tracing.Adapters.ScriptedModel.Serving;

namespace Tracing.RealAgents.Tests.Comparison;

/// <summary>Compares what the product derived with what the model itself wrote down.</summary>
/// <param name="agent">The agent, for its words.</param>
/// <param name="truth">The model's log.</param>
/// <param name="processor">How long processes waited for a processor.</param>
internal sealed class TruthComparison(AgentDefinition agent, IReadOnlyList<CallRecord> truth, KernelPressure processor)
{
    // Between a moment of one process and the same moment as another wrote it down.
    private const double GrainMs = 150;

    // The same where nobody tells how long processes waited in between: a busy machine is not taken for a wrong clock.
    private const double UntoldGrainMs = 10_000;

    /// <summary>The model calls of the log, by arrival; held ones were not answered.</summary>
    private readonly CallRecord[] calls =
        [.. truth.Where(call => call.Kind is CallKind.Main or CallKind.Side or CallKind.Beyond).OrderBy(call => call.Time)];

    /// <summary>Every call of the log was derived once, in order, with the log's numbers, and nothing else was.</summary>
    public void AssertWhole(DerivedRun derived)
    {
        CallRecord[] told = [.. calls.Where(call => call.Status == 200 || agent.TellsRefusals)];
        Assert.True(told.Length == derived.ModelCalls.Count, Both(derived));
        foreach ((CallRecord call, DerivedModelCall step) in told.Zip(derived.ModelCalls))
        {
            AssertSame(call, step, derived);
        }

        AssertTools([.. calls.SelectMany(call => call.Calls)], derived);
        Assert.True(derived.State == "FINISHED" || agent.SessionSpan is null, derived.Text);
    }

    /// <summary>What was derived of a run that was cut off is the beginning of the log: what is not answered there has failed, and nothing is invented.</summary>
    public void AssertBeginning(DerivedRun derived, bool sessionTold)
    {
        CallRecord[] answered = [.. calls.Where(call => call.Status == 200)];
        DerivedModelCall[] ok = [.. derived.ModelCalls.Where(call => !call.Failed)];
        Assert.True(ok.Length > 0 && ok.Length <= answered.Length && derived.ModelCalls.Count <= calls.Length, Both(derived));
        foreach ((CallRecord call, DerivedModelCall step) in answered.Zip(ok))
        {
            AssertSame(call, step, derived);
        }

        Assert.All(derived.ModelCalls.Where(call => call.Failed), call => Assert.Null(call.CompletionTokens));
        CalledTool[] asked = [.. answered.SelectMany(call => call.Calls)];
        Assert.True(derived.ToolCalls.Count <= asked.Length, Both(derived));
        AssertTools(asked[..derived.ToolCalls.Count], derived);
        Assert.True(derived.State == (sessionTold ? "FINISHED" : "RUNNING"), derived.Text);
    }

    private void AssertSame(CallRecord call, DerivedModelCall step, DerivedRun derived)
    {
        string both = Both(derived);
        Assert.True((call.Status != 200) == step.Failed, both);
        Assert.True(call.Model == step.Model, both);
        Assert.True(call.Usage?.Prompt == step.PromptTokens && call.Usage?.Completion == step.CompletionTokens && Told(call.Usage?.Cached) == step.CachedTokens, both);
        Assert.True((call.Finish is { } finish ? agent.Finish(finish) : null) == step.FinishReason, both);
        Assert.True(step.ResponseId is null || step.ResponseId == call.ResponseId, both);
        Assert.True(step.Attempt == (call.Attempt ?? 1) || !agent.TellsRefusals, both);
        if (call.Status == 200)
        {
            AssertLatency(call, step, both);
        }
    }

    private long? Told(long? count) => count == 0 && !agent.TellsZero ? null : count;

    // An agent's clock runs from before its request is sent until it goes on after the answer, which is the model's time and what the agent itself
    // does in between (Claude Code begins a tool call while it reads on): never less than the model's time, and never beyond the call before or after.
    private void AssertLatency(CallRecord call, DerivedModelCall step, string both)
    {
        Assert.True(step.LatencyMs is not null, both);
        DateTimeOffset end = step.Timestamp.AddMilliseconds(step.LatencyMs.Value);
        double waited = processor.WaitedMs(step.Timestamp < call.Time ? step.Timestamp : call.Time, end > call.Ended ? end : call.Ended);
        double difference = step.LatencyMs.Value - (call.Ended - call.Time).TotalMilliseconds;
        TestContext.Current.TestOutputHelper?.WriteLine($"{agent.Name} call {step.Index}: latency differs by {difference:F0} ms, processes waited {waited:F0} ms");

        TimeSpan grain = TimeSpan.FromMilliseconds(processor.IsKept ? GrainMs + waited : UntoldGrainMs);
        CallRecord? before = calls.LastOrDefault(other => other.Kind == call.Kind && other.Ended <= call.Time);
        CallRecord? after = calls.FirstOrDefault(other => other.Kind == call.Kind && other.Time >= call.Ended);
        string told = $"Latency of call {step.Index} differs by {difference} ms; processes waited {waited} ms.\n{both}";
        Assert.True(difference >= -grain.TotalMilliseconds, told);
        Assert.True(before is null || step.Timestamp >= before.Ended - grain, told);
        Assert.True(after is null || end <= after.Time + grain, told);
    }

    private static void AssertTools(CalledTool[] asked, DerivedRun derived)
    {
        Assert.True(asked.Length == derived.ToolCalls.Count, derived.Text);
        foreach ((CalledTool tool, DerivedToolCall step) in asked.Zip(derived.ToolCalls))
        {
            Assert.True(tool.Name == step.Name && (step.CallId is null || step.CallId == tool.Id), derived.Text);
            Assert.True(step.Arguments is null || Command(tool.Arguments.ToJsonString()) == Command(step.Arguments), derived.Text);
        }
    }

    private static string? Command(string arguments)
    {
        using JsonDocument json = JsonDocument.Parse(arguments);
        return json.RootElement.TryGetProperty("command", out JsonElement command) || json.RootElement.TryGetProperty("cmd", out command) ? command.ToString() : null;
    }

    private string Both(DerivedRun derived) => string.Join('\n', calls.Select(call => JsonSerializer.Serialize(call))) + "\n--- derived\n" + derived.Text;
}
