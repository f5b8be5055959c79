using Tracing.Storage.Connection;
using Tracing.Storage.Reads.Mapping;
using Tracing.Vocabulary;

namespace Tracing.Storage.Reads;

/// <summary>The command that a run's container ran.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Command">A JSON list of words.</param>
public sealed record CommandRow(string RunId, string Command);

/// <summary>The commands of runs' containers, by run, the first of each; runs whose command was not recorded are left out.</summary>
/// <param name="RunIds">The runs.</param>
public sealed record CommandsOfRuns(IReadOnlyCollection<string> RunIds) : Question<CommandRow>
{
    private const string Command =
        $"if(mapContains(SpanAttributes, '{StandardAttributes.ProcessCommandArgs}'), SpanAttributes['{StandardAttributes.ProcessCommandArgs}'], SpanAttributes['command'])";

    private const string IsContainer =
        $"(SpanAttributes['{BenchAttributes.SpanKind}'] = '{BenchSpanKinds.Container}' OR (TraceId, SpanId) IN (SELECT TraceId, SpanId FROM span_kinds FINAL WHERE Kind = '{BenchSpanKinds.Container}' AND RunId IN {{runs:Array(String)}}))";

    private static readonly string Sql = $$"""
        SELECT RunId, argMin(Command, Timestamp)
        FROM (SELECT RunId, Timestamp, {{Command}} AS Command FROM {{RunRecords.Of("otel_traces", "Timestamp, TraceId, SpanId, SpanAttributes", IsContainer)}})
        WHERE startsWith(Command, '[')
        GROUP BY RunId
        ORDER BY RunId
        """;

    internal override QueryText<CommandRow> ToQuery() => new(
        Sql, new Parameters().Strings("runs", RunIds), row => new CommandRow(row.Text(), row.Text()));
}
