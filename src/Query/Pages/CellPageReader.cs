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
        WholeCell whole = await WholeAsync(address, sweep, cancellation);
        RunRow run = Choose(whole.Cell, whole.Runs, trial) ?? throw QueryError.NotFound("trial", whole.Cell.CellId);
        AxisScoreRow[] scores = [.. whole.Scores.Where(score => score.RunId == run.RunId)];
        return new CellPageData(whole.Cell, [.. whole.Runs.Take(MaxRows)], run, Axes(whole), await FactsAsync(run.RunId, scores, cancellation));
    }

    /// <summary>Reads a cell and its axes.</summary>
    /// <param name="address">The cell.</param>
    /// <param name="sweep">The sweep; null is the newest that has the cell.</param>
    /// <param name="cancellation">Stops the reads.</param>
    /// <exception cref="QueryError">No such cell, or the store does not answer.</exception>
    public async Task<(CellRow Cell, IReadOnlyList<AxisEstimate> Axes)> SummaryAsync(CellAddress address, string? sweep, CancellationToken cancellation)
    {
        WholeCell whole = await WholeAsync(address, sweep, cancellation);
        return (whole.Cell, Axes(whole));
    }

    private async Task<WholeCell> WholeAsync(CellAddress address, string? sweep, CancellationToken cancellation)
    {
        string id = sweep is not null ? new CellId(sweep, address.Agent, address.Model, address.Category, address.Task).ToString()
            : await _answers.AskAsync(new NewestCell(address.Agent, address.Model, address.Category, address.Task), cancellation) is [{ } newest] ? newest
            : throw QueryError.NotFound("cell", address.ToString());
        return await _questions.WholeAsync(id, cancellation) ?? await FirstRunsAsync(await _questions.CellAsync(id, cancellation), cancellation);
    }

    private async Task<WholeCell> FirstRunsAsync(CellRow cell, CancellationToken cancellation)
    {
        IReadOnlyList<RunRow> runs = await _answers.AskAsync(new RunsOfCells([cell.CellId], MaxRows), cancellation);
        string[] scored = [.. cell.CountingRunIds.Union(runs.Select(run => run.RunId), StringComparer.Ordinal)];
        return new WholeCell(cell, runs, await _answers.AskAsync(new ScoresOfRuns(scored), cancellation));
    }

    private static IReadOnlyList<AxisEstimate> Axes(WholeCell whole) => CellAxes.Of(
        whole.Cell.CountingRunIds,
        whole.Scores.GroupBy(score => score.RunId, StringComparer.Ordinal)
            .ToDictionary(run => run.Key, run => (IReadOnlyList<AxisScoreRow>)[.. run], StringComparer.Ordinal));

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
