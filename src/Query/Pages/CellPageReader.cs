using Tracing.Query.Api;
using Tracing.Query.Api.Types;
using Tracing.Query.Execution;
using Tracing.Query.Loading;
using Tracing.Query.Statistics;
using Tracing.Storage.Reads;
using Tracing.Storage.Rows;
using Tracing.Vocabulary;

namespace Tracing.Query.Pages;

/// <summary>Reads what a cell's page shows, by the questions that GraphQL is answered by.</summary>
public sealed class CellPageReader
{
    /// <summary>Most rows of a table on a page; GraphQL pages through the rest.</summary>
    public const int MaxRows = 500;

    private readonly StoreAnswers _answers;
    private readonly CellQuestions _questions;

    /// <summary>Makes the reader.</summary>
    /// <param name="answers">The store.</param>
    /// <param name="questions">Answers what is asked about cells.</param>
    public CellPageReader(StoreAnswers answers, CellQuestions questions)
    {
        _answers = answers;
        _questions = questions;
    }

    /// <summary>Reads a cell and one of its runs.</summary>
    /// <param name="address">The cell.</param>
    /// <param name="sweep">The sweep; null is the newest that has the cell.</param>
    /// <param name="trial">The trial; null is the first that counts.</param>
    /// <param name="cancellation">Stops the reads.</param>
    /// <exception cref="QueryError">No such cell or trial, or the store does not answer.</exception>
    public async Task<CellPageData> ReadAsync(CellAddress address, string? sweep, uint? trial, CancellationToken cancellation)
    {
        string id = sweep is null
            ? await _answers.AskAsync(new NewestCell(address.Agent, address.Model, address.Category, address.Task), cancellation) is [{ } newest] ? newest : throw QueryError.NotFound("cell", address.ToString())
            : new CellId(sweep, address.Agent, address.Model, address.Category, address.Task).ToString();
        CellRow cell = await _questions.CellAsync(id, cancellation);
        IReadOnlyList<RunRow> runs = await _answers.AskAsync(new RunsOfCells([cell.CellId], MaxRows), cancellation);
        RunRow run = Choose(cell, runs, trial) ?? throw QueryError.NotFound("trial", cell.CellId);
        string[] counting = [.. cell.CountingRunIds];
        IReadOnlyList<AxisScoreRow> scores = await _answers.AskAsync(new ScoresOfRuns([.. counting.Union([run.RunId], StringComparer.Ordinal)]), cancellation);
        ILookup<string, AxisScoreRow> byRun = scores.ToLookup(score => score.RunId, StringComparer.Ordinal);
        IReadOnlyList<AxisEstimate> axes = CellAxes.Of(counting, byRun.ToDictionary(one => one.Key, one => (IReadOnlyList<AxisScoreRow>)[.. one], StringComparer.Ordinal));
        return new CellPageData(cell, runs, run, axes, await FactsAsync(run.RunId, [.. byRun[run.RunId]], cancellation));
    }

    private async Task<RunFacts> FactsAsync(string run, IReadOnlyList<AxisScoreRow> scores, CancellationToken cancellation)
    {
        IReadOnlyList<SpanRow> spans = await _answers.AskAsync(new SpansOfRuns([run], Limit: MaxRows), cancellation);
        return new RunFacts(
            ScoreOrder.Of(scores),
            await _answers.AskAsync(new ModelCallsOfRuns([run], MaxRows), cancellation),
            await _answers.AskAsync(new ToolCallsOfRuns([run], MaxRows), cancellation),
            await SpanKinds.AddAsync(_answers, spans, cancellation),
            await _answers.AskAsync(new ArtifactsOfRuns([run], MaxRows), cancellation));
    }

    private static RunRow? Choose(CellRow cell, IReadOnlyList<RunRow> runs, uint? trial)
    {
        RunRow[] wanted = [.. runs.Where(run => trial is null || run.Trial == trial)];
        return wanted.FirstOrDefault(run => cell.CountingRunIds.Contains(run.RunId)) ?? wanted.FirstOrDefault();
    }
}
