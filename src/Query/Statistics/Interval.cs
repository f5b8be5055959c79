namespace Tracing.Query.Statistics;

/// <summary>A confidence interval.</summary>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
/// <param name="Level">Confidence, 0.95.</param>
/// <param name="Method">How it was made, <c>wilson</c>.</param>
public sealed record Interval(double Low, double High, double Level, string Method);
