namespace Tracing.Scoring.Evidence;

/// <summary>What a run's clocks told, milliseconds. Null is not recorded.</summary>
/// <param name="WallMilliseconds">From the run's begin to its end.</param>
/// <param name="ContainerActiveMilliseconds">While the agent's container ran.</param>
/// <param name="ModelCallMilliseconds">All model calls together; calls at the same time count each.</param>
public sealed record RunClocks(double? WallMilliseconds, double? ContainerActiveMilliseconds = null, double? ModelCallMilliseconds = null);
