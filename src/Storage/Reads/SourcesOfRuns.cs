using Tracing.Storage.Connection;
using Tracing.Storage.Reads.Mapping;

namespace Tracing.Storage.Reads;

/// <summary>What one source told of a run.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Source">One of the vocabulary's sources.</param>
/// <param name="ModelCalls">Model calls that it told, and was believed.</param>
/// <param name="ToolCalls">Tool calls that it told, and was believed.</param>
/// <param name="Scores">Scores that it told.</param>
public sealed record SourceRow(string RunId, string Source, ulong ModelCalls, ulong ToolCalls, ulong Scores);

/// <summary>What each source told of runs, by run and source.</summary>
/// <param name="RunIds">The runs.</param>
/// <param name="Limit">Most rows.</param>
public sealed record SourcesOfRuns(IReadOnlyCollection<string> RunIds, int Limit = 10_000) : Question<SourceRow>
{
    private static readonly string Sql = $$"""
        SELECT RunId, Source, countIf(Kind = 'm'), countIf(Kind = 't'), countIf(Kind = 's')
        FROM
        (
          SELECT RunId, toString(Source) AS Source, 'm' AS Kind FROM {{RunChildren.Of("model_calls")}}
          UNION ALL
          SELECT RunId, toString(Source) AS Source, 't' AS Kind FROM {{RunChildren.Of("tool_calls")}}
          UNION ALL
          SELECT RunId, toString(Source) AS Source, 's' AS Kind FROM {{RunChildren.Of("axis_scores")}}
        )
        GROUP BY RunId, Source
        ORDER BY RunId, Source
        LIMIT {limit:UInt32}
        """;

    internal override QueryText<SourceRow> ToQuery() => new(
        Sql,
        new Parameters().Strings("runs", RunIds).UInt32("limit", (uint)Limit),
        row => new SourceRow(row.Text(), row.Text(), row.UInt64(), row.UInt64(), row.UInt64()));
}
