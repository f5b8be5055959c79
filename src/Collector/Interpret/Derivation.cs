using Tracing.Storage.Rows;

namespace Tracing.Collector.Interpret;

/// <summary>What was read of runs.</summary>
/// <param name="Runs">Those whose records name a cell.</param>
/// <param name="Records">How many records each run has.</param>
/// <param name="Sessions">Which sessions the records name.</param>
internal sealed record Derivation(List<DerivedRun> Runs, IReadOnlyDictionary<string, int> Records, IReadOnlyList<RunSessionRow> Sessions);
