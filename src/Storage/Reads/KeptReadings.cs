using Tracing.Storage.Connection;

namespace Tracing.Storage.Reads;

/// <summary>A reading of a run that is kept.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Version">Version of the reading.</param>
public sealed record KeptReadingRow(string RunId, ulong Version);

/// <summary>Which readings of runs are kept, whether or not one still counts, by run and version.</summary>
/// <param name="RunIds">The runs.</param>
public sealed record KeptReadings(IReadOnlyCollection<string> RunIds) : Question<KeptReadingRow>
{
    private const string Sql = "SELECT DISTINCT RunId, Version FROM runs_earlier WHERE RunId IN {runs:Array(String)} ORDER BY RunId, Version";

    internal override QueryText<KeptReadingRow> ToQuery() =>
        new(Sql, new Parameters().Strings("runs", RunIds), row => new KeptReadingRow(row.Text(), row.UInt64()));
}
