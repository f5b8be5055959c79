using CsCheck;
using Tracing.Dialects.Records;
using Tracing.Dialects.Steps;
using Tracing.Vocabulary;

namespace Tracing.Dialects.Tests.Agents;

/// <summary>Real exports, read by the dialect that recognises them. What is expected is the script that the model played, not what a dialect gave.</summary>
public sealed class CapturedAgentTests
{
    private static readonly (ulong Prompt, ulong Cached, ulong Completion)[] Turns =
        [(1200, 0, 40), (1400, 1100, 30), (1600, 1300, 50), (1800, 1500, 30), (2000, 1700, 20)];

    private static readonly string[] Odd = ["", "-1", "NaN", "1e400", "18446744073709551616", "{", "[1", "{\"metadata\":1}", "[]", "null"];

    public static TheoryData<string, string> Captures => new()
    {
        { "claude-code", "claude-code" },
        { "codex", "codex" },
        { "opencode", "opencode" },
    };

    [Theory]
    [MemberData(nameof(Captures))]
    public void Every_answered_call_is_there_once_in_order_with_its_tokens(string capture, string dialect)
    {
        RunSteps steps = Read(Captured.Run(capture), dialect);

        Assert.Equal(Turns, Answered(steps).Select(call => (call.PromptTokens!.Value, call.CachedTokens!.Value, call.CompletionTokens!.Value)));
        Assert.All(Answered(steps), call => Assert.Equal("scripted-model", call.Model));
        Assert.Equal(steps.ModelCalls.OrderBy(call => call.StartUnixNano), steps.ModelCalls);
    }

    [Theory]
    [MemberData(nameof(Captures))]
    public void The_refused_request_is_an_attempt_that_failed_before_the_one_that_was_answered(string capture, string dialect)
    {
        ModelCallStep[] calls = [.. Read(Captured.Run(capture), dialect).ModelCalls];

        int refused = Array.FindIndex(calls, call => call.Failed);
        Assert.Equal(refused, Array.FindLastIndex(calls, call => call.Failed));
        Assert.Equal((1U, 2U), (calls[refused].Attempt, calls[refused + 1].Attempt));
        Assert.Equal(1400UL, calls[refused + 1].PromptTokens);
        Assert.Null(calls[refused].PromptTokens);
        Assert.Null(calls[refused].CompletionTokens);
    }

    [Theory]
    [MemberData(nameof(Captures))]
    public void Four_commands_ran_and_the_second_failed(string capture, string dialect)
    {
        RunSteps steps = Read(Captured.Run(capture), dialect);

        Assert.Equal([true, false, true, true], steps.ToolCalls.Select(call => call.Success));
        Assert.All(["cat calc.py", "test_calc.py", "sed -i", "test_calc.py"], (command, index) => Assert.Contains(command, steps.ToolCalls[index].Arguments, StringComparison.Ordinal));
        Assert.All(steps.ToolCalls, call => Assert.True(call.DurationMs > 0));
    }

    [Theory]
    [MemberData(nameof(Captures))]
    public void The_agents_own_session_is_the_runs_time_and_its_spans_have_kinds(string capture, string dialect)
    {
        RunSteps steps = Read(Captured.Run(capture), dialect);

        RunFacts facts = steps.Facts!;
        Assert.Equal(RunStates.Finished, facts.State);
        Assert.True(facts.StartedUnixNano <= steps.ModelCalls[0].StartUnixNano && facts.EndedUnixNano >= steps.ModelCalls[^1].StartUnixNano);
        Assert.Equal(steps.SpanKinds.Distinct(), steps.SpanKinds);
        Assert.Equal(4, steps.SpanKinds.Count(kind => kind.Kind == BenchSpanKinds.ToolCall));
    }

    [Theory]
    [MemberData(nameof(Captures))]
    public void Without_its_session_span_a_run_is_not_finished(string capture, string dialect)
    {
        RunRecords run = Captured.Run(capture);
        string session = Read(run, dialect).Facts!.RootSpanId;

        RunFacts facts = Read(run with { Spans = [.. run.Spans.Where(span => span.SpanId != session)] }, dialect).Facts!;

        Assert.Equal(RunStates.Running, facts.State);
        Assert.Null(facts.EndedUnixNano);
    }

    [Theory]
    [MemberData(nameof(Captures))]
    public void Records_that_come_twice_or_in_any_order_change_nothing(string capture, string dialect)
    {
        RunRecords run = Captured.Run(capture);
        string once = Text(Read(run, dialect));

        Gen.Shuffle(run.Spans.Concat(run.Spans).ToArray()).Select(Gen.Shuffle(run.Logs.Concat(run.Logs).ToArray())).Sample(
            (spans, logs) => Text(Read(run with { Spans = spans, Logs = logs }, dialect)) == once, iter: 20);
    }

    [Theory]
    [MemberData(nameof(Captures))]
    public void Records_that_are_missing_make_no_call_and_no_token(string capture, string dialect)
    {
        RunRecords run = Captured.Run(capture);
        Gen.Select(Gen.Bool.Array[run.Spans.Count], Gen.Bool.Array[run.Logs.Count]).Sample(
            (keepSpan, keepLog) =>
            {
                RunSteps steps = DialectCatalogue.All.Single(one => one.Name == dialect).Read(run with
                {
                    Spans = [.. run.Spans.Where((_, index) => keepSpan[index])],
                    Logs = [.. run.Logs.Where((_, index) => keepLog[index])],
                });
                Assert.True(steps.ToolCalls.Count <= 4);
                Assert.All(
                    steps.ModelCalls.Where(call => call.CompletionTokens is not null && call.PromptTokens >= 1000).GroupBy(call => call.PromptTokens),
                    same => Assert.Single(same));
            },
            iter: 50);
    }

    [Theory]
    [MemberData(nameof(Captures))]
    public void Numbers_and_booleans_may_be_strings(string capture, string dialect)
    {
        RunRecords run = Captured.Run(capture);

        RunSteps steps = Read(
            run with
            {
                Spans = [.. run.Spans.Select(span => span with { Attributes = AsStrings(span.Attributes), Events = [.. span.Events.Select(e => e with { Attributes = AsStrings(e.Attributes) })] })],
                Logs = [.. run.Logs.Select(log => log with { Attributes = AsStrings(log.Attributes) })],
            },
            dialect);

        Assert.Equal(Text(Read(run, dialect)), Text(steps));
    }

    [Theory]
    [MemberData(nameof(Captures))]
    public void Nonsense_in_any_attribute_throws_nothing(string capture, string dialect)
    {
        RunRecords run = Captured.Run(capture);
        Gen<string> nonsense = Gen.OneOf(Gen.String, Gen.Int[0, Odd.Length - 1].Select(index => Odd[index]));
        Gen.Select(Gen.UInt, nonsense).Sample(
            (seed, value) =>
            {
                uint next = seed;
                AttributeSet Damaged(AttributeSet set) => new([.. set.All.Select(a => (next = (next * 1664525) + 1013904223) >> 29 == 0 ? a with { Value = value } : a)]);
                DialectCatalogue.All.Single(one => one.Name == dialect).Read(run with
                {
                    Spans = [.. run.Spans.Select(span => span with { Attributes = Damaged(span.Attributes), Events = [.. span.Events.Select(e => e with { Attributes = Damaged(e.Attributes) })] })],
                    Logs = [.. run.Logs.Select(log => log with { Attributes = Damaged(log.Attributes) })],
                });
            },
            iter: 50);
    }

    [Theory]
    [InlineData("claude-code", "claude-code")]
    [InlineData("codex", "codex")]
    public void Logs_alone_tell_the_same_calls(string capture, string dialect)
    {
        RunSteps steps = Read(Captured.Run(capture) with { Spans = [] }, dialect);

        Assert.Equal(Turns, Answered(steps).Select(call => (call.PromptTokens!.Value, call.CachedTokens!.Value, call.CompletionTokens!.Value)));
        Assert.All(steps.ModelCalls, call => Assert.Equal(FactSources.Log, call.Source));
        Assert.Equal([true, false, true, true], steps.ToolCalls.Select(call => call.Success));
    }

    private static RunSteps Read(RunRecords run, string dialect)
    {
        IDialect found = DialectCatalogue.For(run);
        Assert.Equal(dialect, found.Name);
        return found.Read(run);
    }

    // A title is asked for beside the conversation: its prompt is short.
    private static IEnumerable<ModelCallStep> Answered(RunSteps steps) => steps.ModelCalls.Where(call => !call.Failed && call.PromptTokens is null or >= 1000);

    private static AttributeSet AsStrings(AttributeSet set) => new([.. set.All.Select(a => a.Type is 'i' or 'd' or 'b' ? a with { Type = 's' } : a)]);

    private static string Text(RunSteps steps) => string.Join(
        '\n',
        steps.ModelCalls.Select(call => call.ToString() + string.Join(',', call.FieldSources.OrderBy(f => f.Key, StringComparer.Ordinal)))
            .Concat(steps.ToolCalls.Select(call => call.ToString() + string.Join(',', call.FieldSources.OrderBy(f => f.Key, StringComparer.Ordinal))))
            .Concat(steps.SpanKinds.Select(kind => kind.ToString()).Order(StringComparer.Ordinal))
            .Append(steps.Facts?.ToString()));
}
