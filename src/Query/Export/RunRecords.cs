using System.Runtime.CompilerServices;
using Tracing.Query.Loading;
using Tracing.Storage.Reads;
using Tracing.Storage.Rows;

namespace Tracing.Query.Export;

/// <summary>Reads the raw records of a run page by page.</summary>
/// <param name="answers">The store.</param>
internal sealed class RunRecords(StoreAnswers answers)
{
    private const int PageRows = 2_000;

    /// <summary>The spans, by start.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellation">Stops the reads.</param>
    public async IAsyncEnumerable<SpanRow[]> SpansAsync(string run, [EnumeratorCancellation] CancellationToken cancellation)
    {
        RunSpanKey? after = null;
        while (await answers.AskAsync(new SpansOfRuns([run], after, PageRows), cancellation) is { Count: > 0 } page)
        {
            yield return [.. page];
            after = RunSpanKey.Of(page[^1]);
        }
    }

    /// <summary>The log records, by time.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellation">Stops the reads.</param>
    public async IAsyncEnumerable<LogRow[]> LogsAsync(string run, [EnumeratorCancellation] CancellationToken cancellation)
    {
        RunLogKey? after = null;
        while (await answers.AskAsync(new LogsOfRuns([run], after, PageRows), cancellation) is { Count: > 0 } page)
        {
            yield return [.. page];
            after = RunLogKey.Of(page[^1]);
        }
    }
}
