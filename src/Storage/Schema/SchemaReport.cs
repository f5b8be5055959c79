namespace Tracing.Storage.Schema;

/// <summary>What a start changed in the database.</summary>
/// <param name="Applied">Names of the migrations that were applied, in order.</param>
/// <param name="Tuned">Names of the tables whose retention or durability was changed to the options'.</param>
public sealed record SchemaReport(IReadOnlyList<string> Applied, IReadOnlyList<string> Tuned);
