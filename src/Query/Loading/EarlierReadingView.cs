using Tracing.Storage.Reads;
using Tracing.Storage.Rows;

namespace Tracing.Query.Loading;

/// <summary>An earlier reading of a run with the scores it had.</summary>
/// <param name="Reading">The reading.</param>
/// <param name="Scores">Its scores; empty where it had none.</param>
public sealed record EarlierReadingView(EarlierReadingRow Reading, IReadOnlyList<AxisScoreRow> Scores)
{
    /// <summary>Reads the earlier readings of runs, newest first.</summary>
    /// <param name="answers">The store.</param>
    /// <param name="runIds">The runs.</param>
    /// <param name="cancellation">Ends the reading.</param>
    internal static async Task<IReadOnlyDictionary<string, IReadOnlyList<EarlierReadingView>>> ReadAsync(
        StoreAnswers answers, IReadOnlyList<string> runIds, CancellationToken cancellation)
    {
        IReadOnlyList<EarlierReadingRow> readings = await answers.AskAllAsync(new EarlierReadings(runIds, answers.AskFor), cancellation);
        if (readings.Count == 0)
        {
            return new Dictionary<string, IReadOnlyList<EarlierReadingView>>();
        }

        string[] read = [.. readings.Select(reading => reading.RunId).Distinct(StringComparer.Ordinal)];
        ILookup<(string, ulong), AxisScoreRow> scores = (await answers.AskAllAsync(new EarlierScores(read, answers.AskFor), cancellation))
            .ToLookup(score => (score.RunId, score.Version));
        return readings.GroupBy(reading => reading.RunId, StringComparer.Ordinal).ToDictionary(
            run => run.Key,
            run => (IReadOnlyList<EarlierReadingView>)[.. run.Select(reading => new EarlierReadingView(reading, [.. scores[(reading.RunId, reading.Version)]]))],
            StringComparer.Ordinal);
    }
}
