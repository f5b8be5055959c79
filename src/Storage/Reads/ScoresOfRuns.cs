using Tracing.Storage.Connection;
using Tracing.Storage.Reads.Mapping;
using Tracing.Storage.Rows;

namespace Tracing.Storage.Reads;

/// <summary>All scores of runs, by run, axis and scorer; several scorers of one axis stay side by side.</summary>
/// <param name="RunIds">The runs.</param>
/// <param name="Limit">Most rows.</param>
public sealed record ScoresOfRuns(IReadOnlyCollection<string> RunIds, int Limit = 100_000) : Question<AxisScoreRow>
{
    private static readonly string Sql = $$"""
        SELECT
          RunId, Version, Axis, Scorer, ScorerVersion, Value, NotApplicable, Label, Explanation, Details, Source,
          toUnixTimestamp64Nano(RecordedAt)
        FROM {{RunChildren.Of("axis_scores")}}
        ORDER BY RunId, Axis, Scorer, ScorerVersion
        LIMIT {limit:UInt32}
        """;

    internal override QueryText<AxisScoreRow> ToQuery() =>
        new(Sql, new Parameters().Strings("runs", RunIds).UInt32("limit", (uint)Limit), Read);

    internal static AxisScoreRow Read(RowReader row) => new()
    {
        RunId = row.Text(),
        Version = row.UInt64(),
        Axis = row.Text(),
        Scorer = row.Text(),
        ScorerVersion = row.Text(),
        Value = row.DoubleOrNull(),
        NotApplicable = row.Bool(),
        Label = row.TextOrNull(),
        Explanation = row.TextOrNull(),
        Details = row.Text(),
        Source = row.Text(),
        RecordedAt = row.Int64(),
    };
}
