using Tracing.Dialects.Records;
using Tracing.Dialects.Steps;
using Tracing.Vocabulary;

namespace Tracing.Dialects.Tests;

public sealed class CodingAgentBenchDialectTests
{
    private static readonly SpanRecord[] Published =
    [
        Some.Span("prepare:polyglot/fix", Some.Attributes(("behavior_mode", "factory"), ("plugin_stack", "[]")), start: 1, duration: 0),
        Some.Span("openhands:polyglot/fix", Some.Attributes(("timeout_s", 600), ("plugin_stack", "[]"), ("exit_code", 0)), start: 1, duration: 99),
        Some.Span("applied_plugins", Some.Attributes(("count", 0)), start: 2, duration: 0),
        Some.Span("openhands:run", Some.Attributes(("image", "bench/openhands:1.7.0"), ("timed_out", false), ("exit_code", 0)), start: 2, duration: 90),
        Some.Span("cleanup:openhands", Some.Attributes(), start: 100, duration: 0),
    ];

    [Fact]
    public void The_published_span_names_are_told_apart()
    {
        RunRecords run = Some.Run(Published);
        IDialect dialect = DialectCatalogue.For(run);
        RunSteps steps = dialect.Read(run);

        Assert.Equal("codingagentbench", dialect.Name);
        Assert.Equal(
            [BenchSpanKinds.TaskSetup, BenchSpanKinds.AdapterRun, BenchSpanKinds.ToolCall, BenchSpanKinds.Container, BenchSpanKinds.Cleanup],
            steps.SpanKinds.Select(kind => kind.Kind));
        Assert.Equal(["applied_plugins"], steps.ToolCalls.Select(call => call.Name));
        Assert.Empty(steps.ModelCalls);
    }

    [Fact]
    public void The_published_short_attribute_names_are_read()
    {
        RunFacts facts = DialectCatalogue.For(Some.Run(Published)).Read(Some.Run(Published)).Facts!;

        Assert.Equal((1, 100), (facts.StartedUnixNano, facts.EndedUnixNano));
        Assert.Equal((0, false), (facts.ExitCode, facts.TimedOut));
        Assert.Equal(("bench/openhands:1.7.0", "factory"), (facts.ContainerImage, facts.BehaviorMode));
        Assert.Empty(facts.PluginStack!);
    }

    [Fact]
    public void A_run_that_names_its_kinds_is_read_by_the_vocabulary()
    {
        RunRecords run = Some.Run([.. Published, Some.Span("x", Some.Attributes(("bench.span.kind", "verify")))]);

        Assert.Equal("vocabulary", DialectCatalogue.For(run).Name);
    }
}
