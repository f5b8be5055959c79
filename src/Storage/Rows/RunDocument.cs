using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tracing.Storage.Rows;

/// <summary>A run with its scores, as they are stored together. A document that was stored before a member existed reads as without it.</summary>
/// <param name="Run">The run.</param>
/// <param name="Scores">Its scores, by axis and scorer.</param>
internal sealed record RunDocument(RunRow Run, IReadOnlyList<AxisScoreRow> Scores)
{
    /// <summary>Start of the run, nanoseconds since 1970; 0 where not recorded.</summary>
    public long Start => Run.StartedAt ?? 0;

    /// <summary>The run as text; nothing of one that only takes a reading away.</summary>
    public string RunText => Run.Retired ? "" : JsonSerializer.Serialize(Run, DocumentJson.Written.RunRow);

    /// <summary>The scores as text.</summary>
    public string ScoresText => Run.Retired ? "" : JsonSerializer.Serialize(Scores, DocumentJson.Written.IReadOnlyListAxisScoreRow);

    /// <summary>Documents of runs, which so get what reports need of their scores.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="scores">Scores of any runs.</param>
    public static IEnumerable<RunDocument> Of(IEnumerable<RunRow> runs, IEnumerable<AxisScoreRow> scores)
    {
        ILookup<string, AxisScoreRow> ofRun = scores.ToLookup(score => score.RunId, StringComparer.Ordinal);
        return runs.Select(run => new RunDocument(run.Retired ? run : run.WithScores(ofRun[run.RunId]), [.. Sorted(ofRun[run.RunId])]));
    }

    /// <summary>Reads <see cref="RunText"/>.</summary>
    public static RunRow ReadRun(string text) => JsonSerializer.Deserialize(text, DocumentJson.Written.RunRow)!;

    /// <summary>Reads <see cref="ScoresText"/>.</summary>
    public static IReadOnlyList<AxisScoreRow> ReadScores(string text) => JsonSerializer.Deserialize(text, DocumentJson.Written.IReadOnlyListAxisScoreRow)!;

    private static IEnumerable<AxisScoreRow> Sorted(IEnumerable<AxisScoreRow> scores) => scores
        .OrderBy(score => score.Axis, StringComparer.Ordinal)
        .ThenBy(score => score.Scorer, StringComparer.Ordinal)
        .ThenBy(score => score.ScorerVersion, StringComparer.Ordinal);
}

/// <summary>How documents are written. A member that is added to a row is never <c>required</c>: older documents lack it.</summary>
[JsonSerializable(typeof(RunRow))]
[JsonSerializable(typeof(IReadOnlyList<AxisScoreRow>))]
internal sealed partial class DocumentJson : JsonSerializerContext
{
    /// <summary>As short as JSON allows: the text is for the engine's compression and for no page.</summary>
    public static DocumentJson Written { get; } = new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    });
}
