namespace Tracing.Storage.Rows;

/// <summary>That records without a run belong to a run, because they name its session.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Loose">The records.</param>
public sealed record SessionBindingRow(string RunId, LooseRecordRow Loose);
