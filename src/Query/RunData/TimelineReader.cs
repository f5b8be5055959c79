using Tracing.Query.Loading;
using Tracing.Storage.Reads;

namespace Tracing.Query.RunData;

/// <summary>Reads the spans of a run's timeline with what each is in its run.</summary>
/// <param name="answers">The store.</param>
internal sealed class TimelineReader(StoreAnswers answers)
{
    /// <summary>Most spans of a timeline.</summary>
    public const int MaxSpans = 200_000;

    private const int Page = 10_000;

    /// <summary>Reads them, by start.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellation">Stops the reads.</param>
    /// <param name="most">Most spans.</param>
    public async Task<IReadOnlyList<(TimelineSpanRow Row, string? Kind)>> ReadAsync(string run, CancellationToken cancellation, int most = MaxSpans)
    {
        List<TimelineSpanRow> rows = [];
        for (TimelineSpanRow? last = null; rows.Count < most; last = rows[^1])
        {
            int limit = Math.Min(Page, most - rows.Count);
            IReadOnlyList<TimelineSpanRow> page = await answers.AskAsync(new TimelineOfRun(run, last, limit), cancellation);
            rows.AddRange(page);
            if (page.Count < limit)
            {
                break;
            }
        }

        IReadOnlyList<string?> kinds = await SpanKinds.ReadAsync(answers, rows, row => (row.TraceId, row.SpanId, row.OwnKind), cancellation);
        return [.. rows.Select((row, i) => (row, kinds[i]))];
    }
}
