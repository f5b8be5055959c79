using Tracing.Storage.Connection;
using Tracing.Vocabulary;

namespace Tracing.Storage.Reads;

/// <summary>What a sweep said that it expects.</summary>
/// <param name="Sweep">The sweep.</param>
/// <param name="TimeUnixNano">When it said so, nanoseconds since 1970.</param>
/// <param name="Body">What it said: JSON, as it came.</param>
public sealed record SweepDeclarationRow(string Sweep, long TimeUnixNano, string Body);

/// <summary>The last declaration of each sweep, by sweep; those that declared nothing are left out.</summary>
/// <param name="Sweeps">The sweeps.</param>
public sealed record SweepDeclarations(IReadOnlyCollection<string> Sweeps) : Question<SweepDeclarationRow>
{
    private const string Sql = $$"""
        SELECT
          if(LogAttributes['{{BenchAttributes.SweepId}}'] != '', LogAttributes['{{BenchAttributes.SweepId}}'], ResourceAttributes['{{BenchAttributes.SweepId}}']) AS Sweep,
          toUnixTimestamp64Nano(Timestamp), Body
        FROM otel_logs
        WHERE EventName = '{{EventNames.SweepDeclared}}' AND Sweep IN {sweeps:Array(String)}
        ORDER BY Sweep, Timestamp DESC, RowId DESC
        LIMIT 1 BY Sweep
        """;

    internal override QueryText<SweepDeclarationRow> ToQuery() => new(
        Sql, new Parameters().Strings("sweeps", Sweeps), row => new SweepDeclarationRow(row.Text(), row.Int64(), row.Text()));
}
