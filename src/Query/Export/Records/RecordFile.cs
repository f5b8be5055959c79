using Tracing.Query.Loading;
using Tracing.Storage.Reads;
using Tracing.Storage.Rows;

namespace Tracing.Query.Export.Records;

/// <summary>
/// What was read of a run as a file of JSON lines, one a record, told apart by <c>type</c>: the run, its scores, model calls, tool calls, file changes, spans and
/// log records. <c>docs/export.md</c> shows their members. The file is read and written page by page.
/// </summary>
/// <param name="answers">The store.</param>
internal sealed class RecordFile(StoreAnswers answers)
{
    private const int MostRows = 1_000_000;

    private readonly RunRecords records = new(answers);

    /// <summary>Writes the file.</summary>
    /// <param name="run">The run.</param>
    /// <param name="output">Receives it.</param>
    /// <param name="cancellation">Stops.</param>
    public async Task WriteAsync(RunRow run, Stream output, CancellationToken cancellation)
    {
        using var lines = new JsonLines(output);
        await lines.WriteAsync(json => RunLine.Write(json, run), cancellation);
        await EachAsync(new ScoresOfRuns([run.RunId]), row => lines.WriteAsync(json => ScoreLine.Write(json, row), cancellation), cancellation);
        await EachAsync(new ModelCallsOfRuns([run.RunId], MostRows), row => lines.WriteAsync(json => CallLines.Write(json, row), cancellation), cancellation);
        await EachAsync(new ToolCallsOfRuns([run.RunId], MostRows), row => lines.WriteAsync(json => CallLines.Write(json, row), cancellation), cancellation);
        await EachAsync(new FileChangesOfRuns([run.RunId], MostRows), row => lines.WriteAsync(json => FileChangeLine.Write(json, row), cancellation), cancellation);
        await foreach (SpanRow[] spans in records.SpansAsync(run.RunId, cancellation))
        {
            foreach (SpanView span in await SpanKinds.AddAsync(answers, spans, cancellation))
            {
                await lines.WriteAsync(json => SpanLine.Write(json, run.RunId, span), cancellation);
            }
        }

        await foreach (LogRow[] logs in records.LogsAsync(run.RunId, cancellation))
        {
            foreach (LogRow log in logs)
            {
                await lines.WriteAsync(json => LogLine.Write(json, run.RunId, log), cancellation);
            }
        }
    }

    private async Task EachAsync<TRow>(Question<TRow> question, Func<TRow, Task> write, CancellationToken cancellation)
    {
        foreach (TRow row in await answers.AskAsync(question, cancellation))
        {
            await write(row);
        }
    }
}
