namespace Tracing.Dialects.Steps;

/// <summary>What a run's records mean.</summary>
/// <param name="Facts">Who, when and how it ended; null where no record names a cell.</param>
/// <param name="ModelCalls">Model calls by start time, each once.</param>
/// <param name="ToolCalls">Tool calls by start time, each once.</param>
/// <param name="Scores">Scores, the latest of each axis and scorer.</param>
/// <param name="SpanKinds">Kinds of spans that do not name their kind themselves.</param>
public sealed record RunSteps(
    RunFacts? Facts,
    IReadOnlyList<ModelCallStep> ModelCalls,
    IReadOnlyList<ToolCallStep> ToolCalls,
    IReadOnlyList<AxisScoreStep> Scores,
    IReadOnlyList<SpanKindStep> SpanKinds);
