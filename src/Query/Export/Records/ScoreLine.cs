using System.Text.Json;
using Tracing.Storage.Rows;

namespace Tracing.Query.Export.Records;

/// <summary>A line of type <c>score</c>.</summary>
internal static class ScoreLine
{
    /// <summary>Writes it.</summary>
    /// <param name="json">The line.</param>
    /// <param name="score">The score.</param>
    public static void Write(Utf8JsonWriter json, AxisScoreRow score)
    {
        LineWriter.Begin(json, "score", score.RunId);
        json.WriteString("axis", score.Axis);
        LineWriter.Number(json, "value", score.Value);
        json.WriteBoolean("notApplicable", score.NotApplicable);
        LineWriter.Text(json, "label", score.Label);
        LineWriter.Text(json, "explanation", score.Explanation);
        LineWriter.Text(json, "scorer", score.Scorer);
        LineWriter.Text(json, "scorerVersion", score.ScorerVersion);
        LineWriter.Json(json, "details", score.Details);
        json.WriteString("source", score.Source);
        LineWriter.Time(json, "recordedAt", score.RecordedAt);
        json.WriteEndObject();
    }
}
