using System.Globalization;

namespace Tracing.EndToEnd.Tests.Durability;

/// <summary>What is stored, asked at the engine's own HTTP interface.</summary>
/// <param name="Spans">Rows of spans as a reader with <c>final=1</c> counts them.</param>
/// <param name="DistinctSpans">Distinct trace and span ids.</param>
/// <param name="Logs">Rows of log records.</param>
/// <param name="DistinctLogs">Distinct bodies.</param>
internal sealed record StoredCounts(long Spans, long DistinctSpans, long Logs, long DistinctLogs)
{
    private const string Sql = """
        SELECT
          (SELECT count() FROM tracing.otel_traces WHERE RunId = '{0}'),
          (SELECT uniqExact(TraceId, SpanId) FROM tracing.otel_traces WHERE RunId = '{0}'),
          (SELECT count() FROM tracing.otel_logs WHERE RunId = '{0}'),
          (SELECT uniqExact(Body) FROM tracing.otel_logs WHERE RunId = '{0}')
        """;

    public static async Task<StoredCounts> AskAsync(Uri engine, string run, CancellationToken cancellation)
    {
        using var client = new HttpClient { BaseAddress = engine };
        string query = Sql.Replace("{0}", run, StringComparison.Ordinal);
        using HttpResponseMessage answer = await client.GetAsync(new Uri("/?final=1&query=" + Uri.EscapeDataString(query), UriKind.Relative), cancellation);
        string text = await answer.Content.ReadAsStringAsync(cancellation);
        Assert.True(answer.IsSuccessStatusCode, text);
        long[] numbers = [.. text.Trim().Split('\t').Select(n => long.Parse(n, CultureInfo.InvariantCulture))];
        return new StoredCounts(numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    /// <summary>Asks until at least as many distinct records are there, or the guard ends it; then once more, for those counted twice.</summary>
    public static async Task<StoredCounts> AskUntilAsync(Uri engine, string run, StoredCounts expected, CancellationToken cancellation)
    {
        using var guard = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        guard.CancelAfter(TimeSpan.FromMinutes(3));
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        StoredCounts counts = await AskAsync(engine, run, cancellation);
        try
        {
            while (counts.DistinctSpans < expected.DistinctSpans || counts.DistinctLogs < expected.DistinctLogs)
            {
                await pace.WaitForNextTickAsync(guard.Token);
                counts = await AskAsync(engine, run, cancellation);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The comparison that follows says what is missing.
        }

        return counts;
    }

    public static StoredCounts Of(IEnumerable<SentRequests.Sent> requests)
    {
        long spans = 0;
        long logs = 0;
        foreach (SentRequests.Sent sent in requests)
        {
            spans += sent.IsTrace ? SentRequests.RecordsPerRequest : 0;
            logs += sent.IsTrace ? 0 : SentRequests.RecordsPerRequest;
        }

        return new StoredCounts(spans, spans, logs, logs);
    }
}
