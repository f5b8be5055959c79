using Tracing.Dialects.Records;
using Tracing.Storage.Reads;
using Tracing.Storage.Rows;

namespace Tracing.Collector.Interpret;

/// <summary>Reads the raw records of many runs, page by page, each run bounded.</summary>
/// <param name="reads">The store.</param>
/// <param name="options">The bounds.</param>
internal sealed class StoredRecords(StoreReader reads, InterpretOptions options)
{
    private const int PageSize = 10_000;

    /// <summary>Reads the runs' records.</summary>
    /// <returns>One entry a run that has any record; a run past a bound holds its first records and is in <c>Cut</c>.</returns>
    public async Task<(IReadOnlyList<RunRecords> Runs, IReadOnlyCollection<string> Cut)> ReadAsync(
        IReadOnlyCollection<string> runIds,
        CancellationToken cancellationToken)
    {
        var mapping = new RecordMapping();
        var cut = new HashSet<string>(StringComparer.Ordinal);
        var spans = new Dictionary<string, List<SpanRecord>>(StringComparer.Ordinal);
        RunSpanKey? afterSpan = null;
        await foreach (SpanRow row in PagesAsync(
            page => reads.AskAsync(new SpansOfRuns(runIds, afterSpan, PageSize), cancellationToken),
            page => afterSpan = RunSpanKey.Of(page)))
        {
            Add(spans, row.RunId, mapping.Span(row), options.MaxSpansPerRun, cut);
        }

        var logs = new Dictionary<string, List<LogRecord>>(StringComparer.Ordinal);
        RunLogKey? afterLog = null;
        await foreach (LogRow row in PagesAsync(
            page => reads.AskAsync(new LogsOfRuns(runIds, afterLog, PageSize), cancellationToken),
            page => afterLog = RunLogKey.Of(page)))
        {
            Add(logs, row.RunId, mapping.Log(row), options.MaxLogsPerRun, cut);
        }

        return ([.. runIds
            .Where(id => spans.ContainsKey(id) || logs.ContainsKey(id))
            .Select(id => new RunRecords(id, spans.GetValueOrDefault(id) ?? [], logs.GetValueOrDefault(id) ?? []))], cut);
    }

    private static async IAsyncEnumerable<TRow> PagesAsync<TRow>(Func<int, Task<IReadOnlyList<TRow>>> readPage, Action<TRow> moveAfter)
    {
        for (int page = 0; ; page++)
        {
            IReadOnlyList<TRow> rows = await readPage(page);
            foreach (TRow row in rows)
            {
                yield return row;
            }

            if (rows.Count < PageSize)
            {
                yield break;
            }

            moveAfter(rows[^1]);
        }
    }

    private static void Add<TRecord>(Dictionary<string, List<TRecord>> runs, string runId, TRecord record, int most, HashSet<string> cut)
    {
        if (!runs.TryGetValue(runId, out List<TRecord>? records))
        {
            runs[runId] = records = [];
        }

        if (records.Count < most)
        {
            records.Add(record);
        }
        else
        {
            cut.Add(runId);
        }
    }
}
