namespace Tracing.Dialects.Steps;

/// <summary>The kind that a dialect gives to a span.</summary>
/// <param name="TraceId">The trace.</param>
/// <param name="SpanId">The span.</param>
/// <param name="Kind">One of <see cref="Vocabulary.BenchSpanKinds"/>.</param>
public sealed record SpanKindStep(string TraceId, string SpanId, string Kind);
