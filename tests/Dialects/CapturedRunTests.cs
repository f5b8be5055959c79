using System.Text.Json;
using CsCheck;
using Tracing.Dialects.Records;
using Tracing.Dialects.Steps;

namespace Tracing.Dialects.Tests;

/// <summary>Captured exports of real agents, read by their dialects, against the log of the model that answered them.</summary>
public sealed class CapturedRunTests
{
    private const string Gemini = "gemini-cli-0.61";
    private const string Qwen = "qwen-code-0.24";
    private const string OldQwen = "qwen-code-0.15";
    private const string Copilot = "copilot-1.0.102";

    public static TheoryData<string> Files => [.. from agent in new[] { Gemini, Qwen, OldQwen, Copilot } from run in new[] { "fault", "killed" } select $"{agent}-{run}"];

    [Theory]
    [InlineData(Gemini)]
    [InlineData(Qwen)]
    [InlineData(Copilot)]
    public void Every_try_is_a_call_with_the_tokens_that_the_model_told(string agent)
    {
        (RunSteps steps, IReadOnlyList<AnsweredCall> truth) = Read($"{agent}-fault");

        Assert.Equal(truth.Select(call => (call.Status == 200, call.Attempt)), steps.ModelCalls.Select(call => (!call.Failed, (uint?)call.Attempt)));
        AssertAnswered(truth, steps.ModelCalls);
    }

    [Fact]
    public void Old_qwen_hides_its_tries_and_tells_the_answered_calls()
    {
        (RunSteps steps, IReadOnlyList<AnsweredCall> truth) = Read($"{OldQwen}-fault");

        Assert.Contains(truth, call => call.Status == 503);
        Assert.Equal(truth.Count(call => call.Status == 200), steps.ModelCalls.Count);
        AssertAnswered(truth, steps.ModelCalls);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_call_begins_and_ends_when_the_model_saw_it(string file)
    {
        (RunSteps steps, IReadOnlyList<AnsweredCall> truth) = Read(file);

        // The agent began to ask before the model heard it, and heard the end after the model had said it. How long before depends on the machine's load
        // while this was captured, and agents round their clocks or look at them late.
        foreach (AnsweredCall answered in truth.Where(call => call.Status == 200))
        {
            ModelCallStep call = Assert.Single(steps.ModelCalls, call => call.PromptTokens == answered.Prompt);
            Assert.InRange(Moment(call.StartUnixNano), DateTimeOffset.MinValue, answered.Began.AddMilliseconds(150));
            Assert.InRange(Moment(call.StartUnixNano).AddMilliseconds(call.LatencyMs!.Value), answered.Ended.AddMilliseconds(-150), DateTimeOffset.MaxValue);
        }
    }

    [Theory]
    [InlineData(Qwen)]
    [InlineData(OldQwen)]
    [InlineData(Copilot)]
    public void A_call_in_which_the_agent_was_ended_has_failed_and_nothing_more_is_known(string agent)
    {
        (RunSteps steps, IReadOnlyList<AnsweredCall> truth) = Read($"{agent}-killed");

        Assert.Equal([200, 200, 0], truth.Select(call => call.Status));
        AssertBrokenOff(truth, steps);
    }

    [Fact]
    public void A_request_that_gemini_told_and_nothing_else_is_under_way_until_the_run_has_ended()
    {
        CapturedRun run = CapturedRun.Load($"{Gemini}-killed");
        SpanRecord root = Some.Span("run", Some.Attributes(("bench.span.kind", "adapter_run")), start: run.Records.Logs[0].UnixNano, duration: 60_000_000_000);

        Assert.Equal([200, 200, 0], run.Truth.Select(call => call.Status));
        Assert.Equal([false, false], Read($"{Gemini}-killed").Steps.ModelCalls.Select(call => call.Failed));
        RunRecords ended = run.Records with { Spans = [.. run.Records.Spans, root] };
        AssertBrokenOff(run.Truth, DialectCatalogue.For(ended).Read(ended));
    }

    private static void AssertBrokenOff(IReadOnlyList<AnsweredCall> truth, RunSteps steps)
    {
        Assert.Equal([false, false, true], steps.ModelCalls.Select(call => call.Failed));
        AssertAnswered(truth, steps.ModelCalls);
        ModelCallStep broken = steps.ModelCalls[^1];
        Assert.Equal("scripted-model", broken.Model);
        Assert.Equal((null, null, null, null), (broken.PromptTokens, broken.CompletionTokens, broken.CachedTokens, broken.FinishReason));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Tools_are_those_the_model_asked_for_and_the_failing_one_is_marked(string file)
    {
        (RunSteps steps, IReadOnlyList<AnsweredCall> truth) = Read(file);
        CalledTool[] asked = [.. truth.SelectMany(call => call.Tools)];

        Assert.Equal(asked.Select(tool => (tool.Name, tool.Command)), steps.ToolCalls.Select(tool => (tool.Name, CommandOf(tool))));
        if (!file.StartsWith(OldQwen, StringComparison.Ordinal))
        {
            Assert.Equal(asked.Select(tool => tool.Id), steps.ToolCalls.Select(tool => tool.CallId));
            Assert.Equal(asked.Select((_, index) => (bool?)(index != 1)), steps.ToolCalls.Select(tool => tool.Success));
            Assert.Equal(1, steps.ToolCalls[1].ExitCode);
        }
        else
        {
            // It says true of a shell whatever the command's exit code: nobody told.
            Assert.All(steps.ToolCalls, tool => Assert.Null(tool.Success));
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void What_is_shuffled_sent_twice_or_told_as_text_means_the_same(string file)
    {
        CapturedRun run = CapturedRun.Load(file);
        string expected = Told(Read(file).Steps);
        Gen.Select(Gen.Shuffle(run.Records.Spans.ToArray()), Gen.Shuffle(run.Records.Logs.ToArray()), Gen.Bool, Gen.Bool).Sample(
            (spans, logs, twice, asText) =>
            {
                SpanRecord[] sentSpans = twice ? [.. spans, .. spans.Reverse()] : spans;
                LogRecord[] sentLogs = twice ? [.. logs, .. logs.Reverse().Select(log => log with { Body = log.Body })] : logs;
                RunRecords records = new(
                    "run",
                    [.. sentSpans.Select(span => asText ? span with { Attributes = AsText(span.Attributes) } : span)],
                    [.. sentLogs.Select(log => asText ? log with { Attributes = AsText(log.Attributes) } : log)]);
                return Told(DialectCatalogue.For(records).Read(records)) == expected;
            },
            iter: 40);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Records_that_are_missing_or_cut_never_add_a_call_and_never_throw(string file)
    {
        CapturedRun run = CapturedRun.Load(file);
        int calls = Read(file).Steps.ModelCalls.Count;
        int tools = run.Truth.Sum(call => call.Tools.Count);
        Gen.Select(Gen.Bool.Array[run.Records.Spans.Count], Gen.Bool.Array[run.Records.Logs.Count], Gen.Int[0, 200]).Sample(
            (hasSpan, hasLog, length) =>
            {
                RunRecords records = new(
                    "run",
                    [.. run.Records.Spans.Where((_, index) => hasSpan[index]).Select(span => span with { Attributes = Cut(span.Attributes, length) })],
                    [.. run.Records.Logs.Where((_, index) => hasLog[index]).Select(log => log with { Attributes = Cut(log.Attributes, length) })]);
                RunSteps steps = DialectCatalogue.For(records).Read(records);
                return steps.ModelCalls.Count <= calls + 1 && steps.ToolCalls.Count <= tools;
            },
            iter: 60);
    }

    private static (RunSteps Steps, IReadOnlyList<AnsweredCall> Truth) Read(string file)
    {
        CapturedRun run = CapturedRun.Load(file);
        IDialect dialect = DialectCatalogue.For(run.Records);
        Assert.StartsWith(dialect.Name, file, StringComparison.Ordinal);
        return (dialect.Read(run.Records), run.Truth);
    }

    // An agent that leaves out a count of zero has not told it.
    private static void AssertAnswered(IReadOnlyList<AnsweredCall> truth, IReadOnlyList<ModelCallStep> calls)
    {
        AnsweredCall[] answered = [.. truth.Where(call => call.Status == 200)];
        ModelCallStep[] told = [.. calls.Where(call => call.PromptTokens is not null)];
        Assert.Equal(answered.Select(call => (call.Prompt, call.Completion, call.Cached)), told.Select(call => (call.PromptTokens, call.CompletionTokens, (ulong?)(call.CachedTokens ?? 0))));
        Assert.Equal(answered.Select(call => call.Reasoning), told.Select(call => (ulong?)(call.ReasoningTokens ?? 0)));
        Assert.Equal(answered.Select(call => call.ResponseId), told.Select(call => call.ResponseId));
        Assert.All(told, call => Assert.Equal(("scripted-model", false), (call.Model, call.Failed)));
        if (told.Any(call => call.FinishReason is not null))
        {
            Assert.Equal(answered.Select(call => call.Finish), told.Select(call => call.FinishReason), StringComparer.OrdinalIgnoreCase);
        }
    }

    private static string CommandOf(ToolCallStep tool)
    {
        using var arguments = JsonDocument.Parse(tool.Arguments!);
        return arguments.RootElement.GetProperty("command").GetString()!;
    }

    private static string Told(RunSteps steps) => string.Join('\n', [.. steps.ModelCalls.Select(call => call.ToString()), .. steps.ToolCalls.Select(call => call.ToString())]);

    private static AttributeSet AsText(AttributeSet attributes) => new([.. attributes.All.Select(one => one with { Type = 's' })]);

    private static AttributeSet Cut(AttributeSet attributes, int length) =>
        new([.. attributes.All.Select(one => one.Value.Length <= length || one.Key == "event.name" ? one : one with { Value = one.Value[..length] })]);

    private static DateTimeOffset Moment(long unixNano) => DateTimeOffset.UnixEpoch.AddTicks(unixNano / 100);
}
