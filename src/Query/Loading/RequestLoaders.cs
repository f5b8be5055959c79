using GraphQL;
using GraphQL.DataLoader;
using Microsoft.Extensions.DependencyInjection;
using Tracing.Query.Api.Types;
using Tracing.Query.Completeness;
using Tracing.Query.Statistics;
using Tracing.Query.Statistics.Prices;
using Tracing.Storage.Reads;
using Tracing.Storage.Rows;

namespace Tracing.Query.Loading;

/// <summary>The batch loaders of one request: lists below lists cost one read a level, never one a row.</summary>
public sealed class RequestLoaders
{
    private readonly StoreAnswers _answers;

    /// <summary>Makes the loaders.</summary>
    /// <param name="answers">The store.</param>
    /// <param name="axes">Reads groups of cells.</param>
    /// <param name="prices">The prices.</param>
    public RequestLoaders(StoreAnswers answers, AxisReader axes, PriceTable prices)
    {
        _answers = answers;
        RunsOfCells = Lists(ids => new RunsOfCells(ids, answers.AskFor), run => run.CellId);
        Scores = Lists(ids => new ScoresOfRuns(ids, answers.AskFor), score => score.RunId);
        ModelCalls = Lists(ids => new ModelCallsOfRuns(ids, answers.AskFor), call => call.RunId);
        ToolCalls = Lists(ids => new ToolCallsOfRuns(ids, answers.AskFor), call => call.RunId);
        Artifacts = Lists(ids => new ArtifactsOfRuns(ids, answers.AskFor), artifact => artifact.RunId);
        Changes = Lists(ids => new FileChangesOfRuns(ids, answers.AskFor), change => change.RunId);
        Sources = Lists(ids => new SourcesOfRuns(ids, answers.AskFor), source => source.RunId);
        EarlierReadings = new((ids, cancellation) => EarlierReadingView.ReadAsync(answers, ids, cancellation));
        LogPages = new((keys, cancellation) => Loading.LogPages.ReadAsync(answers, keys, cancellation));
        Related = new((keys, cancellation) => RelatedCellPages.ReadAsync(answers, keys, cancellation));
        Recipes = new((cells, cancellation) => RecipePages.ReadAsync(answers, cells, cancellation));
        Sweeps = new((ids, cancellation) => SweepPages.ReadAsync(answers, ids, cancellation));
        Completeness = new((ids, cancellation) => SweepPages.CompletenessAsync(answers, ids, cancellation));
        SpansOfRuns = new(SpansOfRunsAsync);
        Estimates = new(EstimatesAsync);
        Costs = new((cells, cancellation) => CellCosts.ReadAsync(axes, prices, cells, cancellation));
    }

    /// <summary>All runs of a cell, by trial, newest first.</summary>
    public BatchLoader<string, IReadOnlyList<RunRow>> RunsOfCells { get; }

    /// <summary>Scores of a run.</summary>
    public BatchLoader<string, IReadOnlyList<AxisScoreRow>> Scores { get; }

    /// <summary>Model calls of a run, in their order.</summary>
    public BatchLoader<string, IReadOnlyList<ModelCallRow>> ModelCalls { get; }

    /// <summary>Tool calls of a run, in their order.</summary>
    public BatchLoader<string, IReadOnlyList<ToolCallRow>> ToolCalls { get; }

    /// <summary>Artifacts of a run.</summary>
    public BatchLoader<string, IReadOnlyList<ArtifactRow>> Artifacts { get; }

    /// <summary>Changes to files of a run, by path.</summary>
    public BatchLoader<string, IReadOnlyList<FileChangeRow>> Changes { get; }

    /// <summary>What each source told of a run.</summary>
    public BatchLoader<string, IReadOnlyList<SourceRow>> Sources { get; }

    /// <summary>What a run was read as before, newest first.</summary>
    public BatchLoader<string, IReadOnlyList<EarlierReadingView>> EarlierReadings { get; }

    /// <summary>First pages of a run's log records.</summary>
    public BatchLoader<LogPageKey, IReadOnlyList<LogRow>> LogPages { get; }

    /// <summary>Cells that differ from a cell in one part alone.</summary>
    public BatchLoader<(CellRow Cell, CellRelation Relation), IReadOnlyList<CellRow>> Related { get; }

    /// <summary>How a cell can be run again.</summary>
    public BatchLoader<CellRow, IReadOnlyList<RecipeView>> Recipes { get; }

    /// <summary>What is there of a sweep.</summary>
    public BatchLoader<string, SweepRow> Sweeps { get; }

    /// <summary>What of a sweep is there against what it declared.</summary>
    public BatchLoader<string, SweepCompleteness> Completeness { get; }

    /// <summary>Spans of a run, by start.</summary>
    public BatchLoader<string, IReadOnlyList<SpanView>> SpansOfRuns { get; }

    /// <summary>Axes of a cell over the runs that count. Their scores are those of <see cref="Scores"/>, read once for both.</summary>
    public BatchLoader<CellRow, IReadOnlyList<AxisEstimate>> Estimates { get; }

    /// <summary>What a cell's runs that count cost.</summary>
    public BatchLoader<CellRow, CostSummary> Costs { get; }

    /// <summary>The loaders of the request that a field is resolved in.</summary>
    /// <param name="context">The field.</param>
    public static RequestLoaders Of(IResolveFieldContext context) => context.RequestServices!.GetRequiredService<RequestLoaders>();

    /// <summary>Gives the runs of cells, as far as they were read with them and are no more than a list may have.</summary>
    /// <param name="cells">The cells.</param>
    public void Put(IEnumerable<CellRow> cells) => RunsOfCells.Put(cells
        .Where(cell => cell.AllRuns?.Count <= _answers.MaxItems)
        .ToDictionary(cell => cell.CellId, cell => cell.AllRuns!, StringComparer.Ordinal));

    /// <summary>Gives the runs and scores of a cell that was read whole.</summary>
    /// <param name="whole">The cell.</param>
    public void Put(WholeCell whole)
    {
        Put([whole.Cell]);
        ILookup<string, AxisScoreRow> scores = whole.Scores.ToLookup(score => score.RunId, StringComparer.Ordinal);
        Scores.Put(whole.Runs.ToDictionary(run => run.RunId, run => (IReadOnlyList<AxisScoreRow>)[.. scores[run.RunId]], StringComparer.Ordinal));
    }

    private BatchLoader<string, IReadOnlyList<TRow>> Lists<TRow>(Func<IReadOnlyList<string>, Question<TRow>> question, Func<TRow, string> keyOf) =>
        new(async (ids, cancellation) => Grouped(await _answers.AskAllAsync(question(ids), cancellation), keyOf));

    private async Task<IReadOnlyDictionary<string, IReadOnlyList<SpanView>>> SpansOfRunsAsync(IReadOnlyList<string> ids, CancellationToken cancellation)
    {
        IReadOnlyList<SpanRow> rows = await _answers.AskAllAsync(new SpansOfRuns([.. ids], Limit: _answers.AskFor), cancellation);
        return Grouped(await SpanKinds.AddAsync(_answers, rows, cancellation), span => span.Row.RunId);
    }

    private async Task<IReadOnlyDictionary<CellRow, IReadOnlyList<AxisEstimate>>> EstimatesAsync(IReadOnlyList<CellRow> cells, CancellationToken cancellation)
    {
        var asked = cells.SelectMany(cell => cell.CountingRunIds).Distinct(StringComparer.Ordinal)
            .Select(run => (Run: run, Scores: Scores.Load(run, scores => scores ?? []))).ToList();
        var scores = new Dictionary<string, IReadOnlyList<AxisScoreRow>>(StringComparer.Ordinal);
        foreach ((string run, IDataLoaderResult<IReadOnlyList<AxisScoreRow>> promise) in asked)
        {
            scores[run] = await promise.GetResultAsync(cancellation);
        }

        return cells.ToDictionary(cell => cell, cell => CellAxes.Of(cell.CountingRunIds, scores));
    }

    private static Dictionary<string, IReadOnlyList<TRow>> Grouped<TRow>(IReadOnlyList<TRow> rows, Func<TRow, string> keyOf) =>
        rows.GroupBy(keyOf, StringComparer.Ordinal).ToDictionary(group => group.Key, group => (IReadOnlyList<TRow>)[.. group], StringComparer.Ordinal);
}
