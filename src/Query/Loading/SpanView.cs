using Tracing.Storage.Rows;

namespace Tracing.Query.Loading;

/// <summary>A span and what it is in its run.</summary>
/// <param name="Row">The span as it came.</param>
/// <param name="BenchKind">One of the vocabulary's span kinds, or null.</param>
public sealed record SpanView(SpanRow Row, string? BenchKind);
