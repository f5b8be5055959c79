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
    public const int MaxRows = 1_000;

    // Of a longer run a script shows all spans: the first of them are for who has none, and a thousand rows would keep the browser from everything else.
    private const int PartOfSpans = 100;
    private const int MaxLogs = 200;
    private const int MaxRelated = 50;

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
    public async Task<CellPageData> ReadAsync(CellAddress address, string? sweep, uint? trial, CancellationToken cancellation) =>
        await RestAsync(await TopAsync(address, sweep, trial, cancellation), MaxRows, cancellation);

    /// <summary>Reads a cell, and which of its runs is shown.</summary>
    /// <param name="address">The cell.</param>
    /// <param name="sweep">The sweep; null is the newest that has the cell.</param>
    /// <param name="trial">The trial; null is the first that counts.</param>
    /// <param name="cancellation">Stops the reads.</param>
    /// <exception cref="QueryError">No such cell or trial, or the store does not answer.</exception>
    public async Task<CellPageTop> TopAsync(CellAddress address, string? sweep, uint? trial, CancellationToken cancellation)
    {
        (WholeCell whole, RunRow run) = await ChosenAsync(address, sweep, trial, cancellation);
        return new CellPageTop(whole.Cell, [.. whole.Runs.Take(MaxRows)], run, Axes(whole), ScoreOrder.Of([.. whole.Scores.Where(score => score.RunId == run.RunId)]));
    }

    /// <summary>Reads the records of the run that is shown, and what the cell is related to.</summary>
    /// <param name="top">The cell.</param>
    /// <param name="cancellation">Stops the reads.</param>
    /// <exception cref="QueryError">The store does not answer.</exception>
    public Task<CellPageData> RestAsync(CellPageTop top, CancellationToken cancellation) =>
        RestAsync(top, top.Run.SpanCount > MaxRows ? PartOfSpans : MaxRows, cancellation);

    private async Task<CellPageData> RestAsync(CellPageTop top, int spans, CancellationToken cancellation) =>
        new(top, await FactsAsync(top.Run.RunId, spans, cancellation)) { Related = await RelatedAsync(top.Cell, cancellation) };

    /// <summary>Reads a cell, all its runs with their scores, and chooses one of them.</summary>
    /// <param name="address">The cell.</param>
    /// <param name="sweep">The sweep; null is the newest that has the cell.</param>
    /// <param name="trial">The trial; null is the first that counts.</param>
    /// <param name="cancellation">Stops the reads.</param>
    /// <exception cref="QueryError">No such cell or trial, or the store does not answer.</exception>
    public async Task<(WholeCell Whole, RunRow Run)> ChosenAsync(CellAddress address, string? sweep, uint? trial, CancellationToken cancellation)
    {
        WholeCell whole = await WholeAsync(address, sweep, cancellation);
        return (whole, Shown(whole.Cell, whole.Runs, trial) ?? throw QueryError.NotFound("trial", FormattableString.Invariant($"{whole.Cell.CellId} #{trial}")));
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

    /// <summary>The axes of a cell over the runs that count.</summary>
    /// <param name="whole">The cell.</param>
    public static IReadOnlyList<AxisEstimate> Axes(WholeCell whole) => CellAxes.Of(
        whole.Cell.CountingRunIds,
        whole.Scores.GroupBy(score => score.RunId, StringComparer.Ordinal)
            .ToDictionary(run => run.Key, run => (IReadOnlyList<AxisScoreRow>)[.. run], StringComparer.Ordinal));

    private async Task<RunFacts> FactsAsync(string run, int spans, CancellationToken cancellation)
    {
        // One after the other: the page's own style and script, and its replay, are asked for meanwhile and want the processor sooner.
        return new RunFacts
        {
            Artifacts = RecordingType.WithoutSuperseded(await _answers.AskAsync(new ArtifactsOfRuns([run], MaxRows), cancellation)),
            ModelCalls = await _answers.AskAsync(new ModelCallsOfRuns([run], MaxRows), cancellation),
            ToolCalls = await _answers.AskAsync(new ToolCallsOfRuns([run], MaxRows), cancellation),
            Changes = await _answers.AskAsync(new FileChangesOfRuns([run], MaxRows), cancellation),
            Logs = await _answers.AskAsync(new LogPageOfRuns([run], MaxLogs), cancellation),
            Command = await _answers.AskAsync(new CommandsOfRuns([run]), cancellation) is [{ } command] ? command.Command : null,
            Spans = await SpansAsync(run, spans, cancellation),
        };
    }

    private async Task<IReadOnlyList<SpanView>> SpansAsync(string run, int limit, CancellationToken cancellation) =>
        await SpanKinds.AddAsync(_answers, await _answers.AskAsync(new SpansOfRuns([run], Limit: limit), cancellation), cancellation);

    private async Task<IReadOnlyDictionary<CellRelation, IReadOnlyList<CellRow>>> RelatedAsync(CellRow cell, CancellationToken cancellation)
    {
        CellRelation[] relations = Enum.GetValues<CellRelation>();
        IReadOnlyDictionary<(CellRow Cell, CellRelation Relation), IReadOnlyList<CellRow>> read =
            await RelatedCellPages.ReadAsync(_answers, [.. relations.Select(relation => (cell, relation))], cancellation);
        return relations.ToDictionary(relation => relation, relation => (IReadOnlyList<CellRow>)[.. read[(cell, relation)].Take(MaxRelated)]);
    }

    /// <summary>The run of a cell that its page shows: of those of the trial, the one that counts, else the first.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="runs">Its runs, as <see cref="RunsOfCells"/> gives them.</param>
    /// <param name="trial">The trial; null is any.</param>
    internal static RunRow? Shown(CellRow cell, IReadOnlyList<RunRow> runs, uint? trial)
    {
        RunRow[] wanted = [.. runs.Where(run => trial is null || run.Trial == trial)];
        return wanted.FirstOrDefault(run => cell.CountingRunIds.Contains(run.RunId)) ?? wanted.FirstOrDefault();
    }
}
