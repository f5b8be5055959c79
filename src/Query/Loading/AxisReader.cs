using Tracing.Query.Execution;
using Tracing.Query.Statistics;
using Tracing.Query.Statistics.Prices;
using Tracing.Storage.Reads;

namespace Tracing.Query.Loading;

/// <summary>Reads axes and tokens of groups of cells. The engine sums runs up by group and task; no run leaves it.</summary>
public sealed class AxisReader
{
    // A group has a row for each of its tasks and axes.
    private const int RowsOfGroup = 20;

    private readonly StoreAnswers _answers;

    /// <summary>Makes the reader.</summary>
    /// <param name="answers">The store.</param>
    public AxisReader(StoreAnswers answers) => _answers = answers;

    private int MostRows => _answers.MaxItems * RowsOfGroup;

    /// <summary>Axes over groups, by group and axis.</summary>
    /// <param name="axes">The axes.</param>
    /// <param name="groupBy">The dimensions.</param>
    /// <param name="filter">Which cells.</param>
    /// <param name="scorerVersion">Values of this version of a scorer; null takes those that count.</param>
    /// <param name="cancellation">Stops the read.</param>
    /// <exception cref="QueryError">There is no answer, or there are too many groups.</exception>
    public async Task<IReadOnlyList<AxisGroup>> GroupsAsync(
        IReadOnlyCollection<string> axes, IReadOnlyList<CellDimension> groupBy, CellFilter filter, string? scorerVersion, CancellationToken cancellation)
    {
        IReadOnlyList<AxisTaskRow> rows = await _answers.AskAsync(new AxisTasks(axes, groupBy, filter, MostRows + 1, scorerVersion), cancellation);
        return Bounded(AxisGroup.Of(Bounded(rows, MostRows)), _answers.MaxItems);
    }

    /// <summary>Tokens of groups.</summary>
    /// <param name="groupBy">The dimensions.</param>
    /// <param name="filter">Which cells.</param>
    /// <param name="prices">The prices, which tell when they change.</param>
    /// <param name="cancellation">Stops the read.</param>
    /// <exception cref="QueryError">There is no answer, or there are too many groups.</exception>
    public async Task<ILookup<GroupKey, TokenUseRow>> TokensAsync(
        IReadOnlyList<CellDimension> groupBy, CellFilter filter, PriceTable prices, CancellationToken cancellation)
    {
        IReadOnlyList<TokenUseRow> rows = await _answers.AskAsync(new TokenUse(groupBy, filter, prices.Changes, MostRows + 1), cancellation);
        return Bounded(rows, MostRows).ToLookup(row => new GroupKey(row.Group));
    }

    /// <summary>Who scored an axis.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="filter">Which cells.</param>
    /// <param name="cancellation">Stops the read.</param>
    public Task<IReadOnlyList<AxisScorerRow>> ScorersAsync(string axis, CellFilter filter, CancellationToken cancellation) =>
        _answers.AskAllAsync(new ScorersOfAxis(axis, filter, _answers.AskFor), cancellation);

    private IReadOnlyList<TRow> Bounded<TRow>(IReadOnlyList<TRow> rows, int most) =>
        rows.Count <= most ? rows : throw QueryError.Limit("maxListItems", _answers.MaxItems);
}
