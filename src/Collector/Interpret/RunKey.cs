namespace Tracing.Collector.Interpret;

/// <summary>What every derived row of a run carries.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Version">The version of what it was derived from.</param>
internal readonly record struct RunKey(string RunId, ulong Version);
