using Tracing.Storage.Connection;
using Tracing.Storage.Rows;

namespace Tracing.Storage.Reads;

/// <summary>Scores of the readings of <see cref="EarlierReadings"/>, by run, reading (newest first), axis and scorer.</summary>
/// <param name="RunIds">The runs.</param>
/// <param name="Limit">Most rows.</param>
public sealed record EarlierScores(IReadOnlyCollection<string> RunIds, int Limit = 100_000) : Question<AxisScoreRow>
{
    private const string Sql = """
        SELECT
          RunId, Version, Axis, Scorer, ScorerVersion, Value, NotApplicable, Label, Explanation, Details, Source,
          toUnixTimestamp64Nano(RecordedAt)
        FROM axis_scores_earlier FINAL
        WHERE RunId IN {runs:Array(String)}
        ORDER BY RunId, Version DESC, Axis, Scorer, ScorerVersion
        LIMIT {limit:UInt32}
        """;

    internal override QueryText<AxisScoreRow> ToQuery() =>
        new(Sql, new Parameters().Strings("runs", RunIds).UInt32("limit", (uint)Limit), ScoresOfRuns.Read);
}
