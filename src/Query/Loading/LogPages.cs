using Tracing.Storage.Reads;
using Tracing.Storage.Rows;

namespace Tracing.Query.Loading;

/// <summary>Which first page of a run's log records.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Rows">Rows to read.</param>
/// <param name="EventName">Only this event; null: any record.</param>
public readonly record struct LogPageKey(string RunId, int Rows, string? EventName);

/// <summary>Reads the first pages of many runs at once: one read for each size and event that is asked for.</summary>
internal static class LogPages
{
    public static async Task<IReadOnlyDictionary<LogPageKey, IReadOnlyList<LogRow>>> ReadAsync(
        StoreAnswers answers, IReadOnlyList<LogPageKey> keys, CancellationToken cancellation)
    {
        Dictionary<LogPageKey, IReadOnlyList<LogRow>> pages = [];
        foreach (IGrouping<(int Rows, string? EventName), LogPageKey> alike in keys.GroupBy(key => (key.Rows, key.EventName)))
        {
            LogPageOfRuns question = new([.. alike.Select(key => key.RunId)], alike.Key.Rows, alike.Key.EventName, Limit: answers.AskFor);
            foreach (IGrouping<string, LogRow> run in (await answers.AskAllAsync(question, cancellation)).GroupBy(row => row.RunId, StringComparer.Ordinal))
            {
                pages[new LogPageKey(run.Key, alike.Key.Rows, alike.Key.EventName)] = [.. run];
            }
        }

        return pages;
    }
}
