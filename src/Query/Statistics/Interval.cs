namespace Tracing.Query.Statistics;

/// <summary>A confidence interval.</summary>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
/// <param name="Level">Confidence, 0.95.</param>
/// <param name="Method">How it was made: <c>wilson</c>, <c>wilson-clustered</c>, <c>t</c>, <c>t-clustered</c> or <c>bootstrap-percentile</c>.</param>
public sealed record Interval(double Low, double High, double Level, string Method);
