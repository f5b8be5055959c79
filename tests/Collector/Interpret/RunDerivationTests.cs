using Tracing.Collector.Interpret;
using Tracing.Dialects.Records;
using Tracing.Scoring;
using Tracing.Storage.Rows;

namespace Tracing.Collector.Tests.Interpret;

public sealed class RunDerivationTests
{
    private static readonly AttributeSet Resource = Attributes(("bench.cell.id", "s/a/v/m/c/t"), ("bench.trial", "3"));

    [Fact]
    public void Tokens_are_summed_over_the_calls_that_recorded_them_and_coverage_is_kept()
    {
        DerivedRun run = Derive([Call(10, "5"), Call(20, null), Call(30, "7")])!;

        // None told both what it read and what it wrote.
        Assert.Equal((12UL, 3U, 0U), (run.Run.PromptTokens, run.Run.ModelCallCount, run.Run.ModelCallsWithTokens));
        Assert.Null(run.Run.CompletionTokens);
        Assert.Equal([0U, 1U, 2U], run.ModelCalls.Select(call => call.Index));
    }

    [Fact]
    public void A_run_without_model_calls_has_no_tokens_instead_of_zero()
    {
        DerivedRun run = Derive([Span("root", 0, ("bench.span.kind", "adapter_run"))])!;

        Assert.Null(run.Run.PromptTokens);
        Assert.Equal(0U, run.Run.ModelCallCount);
        Assert.Equal(("s/a/v/m/c/t", 3U, "finished"), (run.Run.CellId, run.Run.Trial, run.Run.State));
    }

    [Fact]
    public void Composites_follow_from_the_scores_where_none_was_sent()
    {
        DerivedRun run = Derive([Span("root", 0, ("bench.span.kind", "adapter_run"))], Score("pass_rate", "1"), Score("integrity", "1"))!;

        AxisScoreRow published = Assert.Single(run.Scores, score => score.Axis == "composite");
        AxisScoreRow recorded = Assert.Single(run.Scores, score => score.Axis == "composite_recorded");
        Assert.Equal(CompositeScores.DerivedSource, published.Source);
        Assert.Equal(Composite.PublishedVersion, published.ScorerVersion);
        Assert.Equal(Composite.Recorded(new CompositeInputs(1, 1, null, 1e-6, null, false), new CompositeWeights()), recorded.Value);
    }

    [Fact]
    public void A_derived_composite_tells_its_weights_its_components_and_what_was_left_out()
    {
        DerivedRun run = Derive([Span("root", 0, ("bench.span.kind", "adapter_run"))], Score("pass_rate", "1"))!;

        AxisScoreRow published = Assert.Single(run.Scores, score => score.Axis == "composite");
        AxisScoreRow recorded = Assert.Single(run.Scores, score => score.Axis == "composite_recorded");
        Assert.Contains("\"components\":{\"pass_rate\":1,\"integrity\":null,\"blast_radius\":null,\"tokens_per_correct_task\":null,\"wall_clock_ms\":1E-06,", published.Details, StringComparison.Ordinal);
        Assert.Contains("\"left_out\":[\"integrity\",\"cost\",\"blast_radius\"]", recorded.Details, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"expected_refusal":true,"refusal_produced":false}""", 0.5)]
    [InlineData("""{"expected_refusal":false,"refusal_produced":true}""", 1.0)]
    [InlineData("no details at all", 0.5)]
    [InlineData("""{"expected_refusal":1,"expected_refusal":2}""", 0.5)]
    public void A_refusal_score_of_0_halves_the_composite_unless_none_was_expected(string details, double factor)
    {
        LogRecord refusal = Score("refusal", "0");
        refusal = refusal with { Attributes = Attributes(("gen_ai.evaluation.name", "refusal"), ("gen_ai.evaluation.score.value", "0"), ("bench.axis.details", details)) };

        DerivedRun run = Derive([], Score("pass_rate", "1"), refusal)!;

        Assert.Equal(factor, Assert.Single(run.Scores, score => score.Axis == "composite_recorded").Value);
    }

    [Fact]
    public void A_sent_score_that_makes_no_sense_leaves_the_run_readable()
    {
        DerivedRun run = Derive([], Score("pass_rate", "1"), Score("tokens", "-20000"))!;

        Assert.Null(Assert.Single(run.Scores, score => score.Axis == "composite_recorded").Value);
    }

    [Fact]
    public void A_composite_that_was_sent_is_kept_to_the_last_digit_and_not_derived_again()
    {
        DerivedRun run = Derive([], Score("pass_rate", "0"), Score("composite", "0.5565496484176503"))!;

        Assert.Equal(0.5565496484176503, Assert.Single(run.Scores, score => score.Axis == "composite").Value);
    }

    [Fact]
    public void A_run_without_scores_has_no_composite_and_only_the_axes_that_it_tells_itself()
    {
        IReadOnlyList<AxisScoreRow> scores = Derive([Span("root", 0, ("bench.span.kind", "adapter_run"))])!.Scores;

        Assert.Equal([("tokens", null), ("latency", 1e-6)], scores.Select(score => (score.Axis, score.Value)));
        Assert.All(scores, score => Assert.Equal((CompositeScores.DerivedSource, 1L), (score.Source, score.RecordedAt)));
    }

    [Fact]
    public void Tokens_are_recorded_only_where_every_answered_call_told_its_own()
    {
        SpanRecord whole = Span("a", 0, ("gen_ai.operation.name", "chat"), ("gen_ai.usage.input_tokens", "5"), ("gen_ai.usage.output_tokens", "2"));
        SpanRecord refused = Span("b", 1, ("gen_ai.operation.name", "chat"), ("error.type", "503")) with { StatusCode = "Error" };
        SpanRecord silent = Span("c", 2, ("gen_ai.operation.name", "chat"));

        Assert.Equal(7, Tokens([whole, refused]));
        Assert.Null(Tokens([whole, silent]));
        Assert.Null(Tokens([refused]));
        Assert.Null(Tokens([whole], Score("tokens", null)));

        Assert.Equal([2U, 1U, 1U], ((SpanRecord[][])[[whole, refused], [whole, silent], [whole, Call(3, "1")]]).Select(spans => Derive(spans)!.Run.ModelCallsWithTokens));

        static double? Tokens(SpanRecord[] spans, params LogRecord[] logs) => Assert.Single(Derive(spans, logs)!.Scores, score => score.Axis == "tokens").Value;
    }

    [Fact]
    public void Other_weights_give_another_version_of_the_composite()
    {
        var records = new RunRecords("r", [], [Score("pass_rate", "1")]);
        CompositeWeights weights = new() { Pass = 0.5 };

        RunRow run = RunDerivation.Derive(records, 65536, 7, weights)!.Run;

        Assert.StartsWith(Composite.PublishedVersion + "+w:", run.ScorerVersion, StringComparison.Ordinal);
        Assert.NotEqual(run.ScorerVersion, RunDerivation.Derive(records, 65536, 7, weights with { Cost = 0.05 })!.Run.ScorerVersion);
        Assert.Equal(Composite.PublishedVersion, RunDerivation.Derive(records, 65536, 7, new CompositeWeights())!.Run.ScorerVersion);
    }

    [Fact]
    public void Records_that_name_no_cell_are_no_run()
    {
        var records = new RunRecords("r", [Span("x", 0) with { Resource = AttributeSet.Empty }], []);

        Assert.Null(RunDerivation.Derive(records, 1, 0, new CompositeWeights()));
    }

    [Fact]
    public void The_same_records_give_the_same_rows()
    {
        SpanRecord[] spans = [Call(10, "5"), Span("tool", 5, ("gen_ai.operation.name", "execute_tool"))];

        DerivedRun first = Derive(spans)!;
        DerivedRun second = Derive(spans)!;

        Assert.Equivalent(first.Run, second.Run, strict: true);
        Assert.Equal(first.ModelCalls, second.ModelCalls);
        Assert.Equal(first.ToolCalls, second.ToolCalls);
        Assert.Equal(first.SpanKinds, second.SpanKinds);
    }

    private static DerivedRun? Derive(SpanRecord[] spans, params LogRecord[] logs) =>
        RunDerivation.Derive(new RunRecords("r", spans, logs), 65536, 7, new CompositeWeights());

    private static SpanRecord Call(long start, string? prompt) => prompt is null
        ? Span("chat", start, ("gen_ai.operation.name", "chat"))
        : Span("chat", start, ("gen_ai.operation.name", "chat"), ("gen_ai.usage.input_tokens", prompt));

    private static SpanRecord Span(string name, long start, params (string, string)[] attributes) => new()
    {
        TraceId = "0af7651916cd43dd8448eb211c80319c",
        SpanId = name + start,
        ParentSpanId = "",
        Name = name,
        StartUnixNano = start,
        DurationNano = 1,
        StatusCode = "Unset",
        StatusMessage = "",
        Attributes = Attributes(attributes),
        Resource = Resource,
    };

    private static LogRecord Score(string axis, string? value, long at = 9, string scorer = "s") => new()
    {
        UnixNano = at,
        TraceId = "",
        SpanId = "",
        EventName = "gen_ai.evaluation.result",
        Body = "",
        Attributes = Attributes(
        [
            ("gen_ai.evaluation.name", axis), ("bench.scorer.name", scorer),
            .. value is null ? Array.Empty<(string, string)>() : [("gen_ai.evaluation.score.value", value)],
        ]),
        Resource = Resource,
    };

    private static AttributeSet Attributes(params (string Key, string Value)[] attributes) =>
        new([.. attributes.Select(a => new RecordAttribute(a.Key, a.Value, 's'))]);
}
