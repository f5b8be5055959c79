using Tracing.Storage.Rows;

namespace Tracing.Collector.Interpret;

/// <summary>Everything derived from one run's records.</summary>
/// <param name="Run">The run.</param>
/// <param name="ModelCalls">Its model calls in order.</param>
/// <param name="ToolCalls">Its tool calls in order.</param>
/// <param name="Scores">Its scores.</param>
/// <param name="SpanKinds">Kinds that the dialect gave to spans.</param>
public sealed record DerivedRun(
    RunRow Run,
    IReadOnlyList<ModelCallRow> ModelCalls,
    IReadOnlyList<ToolCallRow> ToolCalls,
    IReadOnlyList<AxisScoreRow> Scores,
    IReadOnlyList<SpanKindRow> SpanKinds);
