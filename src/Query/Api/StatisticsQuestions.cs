using GraphQL;
using Microsoft.Extensions.DependencyInjection;
using Tracing.Query.Api.Inputs;
using Tracing.Query.Api.Types;
using Tracing.Query.Execution;
using Tracing.Query.Loading;
using Tracing.Query.Statistics;
using Tracing.Query.Statistics.Prices;
using Tracing.Storage.Reads;
using Tracing.Vocabulary;

namespace Tracing.Query.Api;

/// <summary>Answers what is asked about groups of cells: reports, matrices, leaderboards and costs.</summary>
public sealed class StatisticsQuestions
{
    private readonly AxisReader _reader;
    private readonly PriceTable _prices;
    private readonly FilterRules _rules;

    /// <summary>Makes the answerer.</summary>
    /// <param name="reader">Reads groups.</param>
    /// <param name="prices">The prices.</param>
    /// <param name="limits">The limits.</param>
    public StatisticsQuestions(AxisReader reader, PriceTable prices, RequestLimits limits)
    {
        _reader = reader;
        _prices = prices;
        _rules = new FilterRules(limits);
    }

    /// <summary>The answerer of the request that a field is resolved in.</summary>
    /// <param name="context">The field.</param>
    public static StatisticsQuestions Of(IResolveFieldContext context) => context.RequestServices!.GetRequiredService<StatisticsQuestions>();

    /// <summary>An axis over groups of cells.</summary>
    /// <param name="context">The field.</param>
    /// <exception cref="QueryError">The filter cannot be met, or there are too many groups.</exception>
    public async Task<AxisReportView> AxisAsync(IResolveFieldContext context)
    {
        string axis = NameOf(context, "name");
        CellFilter filter = _rules.Cells(context.GetArgument<CellFilter?>("filter"));
        CellDimension[] dimensions = Dimensions(context, "groupBy");
        IReadOnlyList<AxisGroup> groups = await _reader.GroupsAsync(
            [axis], dimensions, filter, _rules.Text("scorerVersion", context.GetArgument<string?>("scorerVersion")), context.CancellationToken);
        return new AxisReportView(axis, filter, [.. groups.Select(group => AxisGroupView.Of(dimensions, group))]);
    }

    /// <summary>Who scored the axis of a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="cancellation">Stops the read.</param>
    public Task<IReadOnlyList<AxisScorerRow>> ScorersAsync(AxisReportView report, CancellationToken cancellation) =>
        _reader.ScorersAsync(report.Axis, report.Filter, cancellation);

    /// <summary>An axis over two dimensions.</summary>
    /// <param name="context">The field.</param>
    /// <exception cref="QueryError">The filter cannot be met, or there are too many cells.</exception>
    public async Task<MatrixView> MatrixAsync(IResolveFieldContext context)
    {
        string axis = NameOf(context, "axis");
        CellDimension rows = context.GetArgument<CellDimension>("rows");
        CellDimension columns = context.GetArgument<CellDimension>("columns");
        if (rows == columns)
        {
            throw QueryError.BadFilter("columns", "is the dimension of the rows.");
        }

        return await MatrixAsync(axis, rows, columns, _rules.Cells(context.GetArgument<CellFilter?>("filter")), context.CancellationToken);
    }

    /// <summary>An axis over two dimensions.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="rows">What a row is.</param>
    /// <param name="columns">What a column is.</param>
    /// <param name="filter">Which cells.</param>
    /// <param name="cancellation">Stops the read.</param>
    /// <exception cref="QueryError">There is no answer, or there are too many cells.</exception>
    public async Task<MatrixView> MatrixAsync(string axis, CellDimension rows, CellDimension columns, CellFilter filter, CancellationToken cancellation)
    {
        IReadOnlyList<AxisGroup> groups = await _reader.GroupsAsync([axis], [rows, columns], filter, null, cancellation);
        return new MatrixView(axis, rows, columns, [.. groups.Select(group => new MatrixCellView(group.Key[0], group.Key[1], group.Runs, group.Estimate()))]);
    }

    /// <summary>Groups of cells, best first.</summary>
    /// <param name="context">The field.</param>
    /// <exception cref="QueryError">The filter cannot be met, or there are too many rows.</exception>
    public async Task<IReadOnlyList<LeaderboardRowView>> LeaderboardAsync(IResolveFieldContext context)
    {
        string ranking = NameOf(context, "axis");
        CellDimension[] by = Dimensions(context, "by");
        CellFilter filter = _rules.Cells(context.GetArgument<CellFilter?>("filter"));
        string[]? shown = context.GetArgument<string[]?>("axes") is { } asked ? [.. _rules.Names("axes", asked).Select(AxisNames.Canonical).Distinct(StringComparer.Ordinal)] : null;
        return await LeaderboardAsync(ranking, by, shown, filter, context.CancellationToken);
    }

    /// <summary>Groups of cells, best first.</summary>
    /// <param name="ranking">The axis that ranks.</param>
    /// <param name="by">The dimensions.</param>
    /// <param name="axes">Axes that are told of each; null: all of the benchmark.</param>
    /// <param name="filter">Which cells.</param>
    /// <param name="cancellation">Stops the reads.</param>
    /// <exception cref="QueryError">There is no answer, or there are too many rows.</exception>
    public async Task<IReadOnlyList<LeaderboardRowView>> LeaderboardAsync(
        string ranking, CellDimension[] by, IReadOnlyList<string>? axes, CellFilter filter, CancellationToken cancellation)
    {
        IReadOnlyList<string> shown = axes ?? [.. AxisNames.All, AxisNames.CompositeRecorded];
        IReadOnlyList<AxisGroup> groups = await _reader.GroupsAsync([.. shown.Union([ranking], StringComparer.Ordinal)], by, filter, null, cancellation);
        ILookup<GroupKey, TokenUseRow> tokens = await _reader.TokensAsync(by, filter, _prices, cancellation);
        return Ranked([.. groups.GroupBy(group => new GroupKey(group.Key)).Select(Row)], AxisMeaning.LessIsBetter(ranking));

        LeaderboardRowView Row(IGrouping<GroupKey, AxisGroup> group)
        {
            Dictionary<string, AxisEstimate> axes = group.ToDictionary(one => one.Axis, one => one.Estimate(), StringComparer.Ordinal);
            return new LeaderboardRowView(DimensionValue.KeyOf(by, group.Key.Values), group.First().Runs, axes[ranking], [.. shown.Select(axis => axes[axis])])
            {
                Cost = CostSummary.Of(tokens[group.Key], _prices),
            };
        }
    }

    /// <summary>What groups of cells cost.</summary>
    /// <param name="context">The field.</param>
    /// <exception cref="QueryError">The filter cannot be met, or there are too many groups.</exception>
    public async Task<CostReportView> CostsAsync(IResolveFieldContext context)
    {
        CellDimension[] dimensions = Dimensions(context, "groupBy");
        CellFilter filter = _rules.Cells(context.GetArgument<CellFilter?>("filter"));
        ILookup<GroupKey, TokenUseRow> tokens = await _reader.TokensAsync(dimensions, filter, _prices, context.CancellationToken);
        return new CostReportView(
            _prices, [.. tokens.Select(group => new CostGroupView(DimensionValue.KeyOf(dimensions, group.Key.Values), CostSummary.Of(group, _prices)))]);
    }

    private string NameOf(IResolveFieldContext context, string argument) => AxisNames.Canonical(_rules.Text(argument, context.GetArgument<string>(argument))!);

    private static CellDimension[] Dimensions(IResolveFieldContext context, string argument)
    {
        CellDimension[] dimensions = context.GetArgument<CellDimension[]>(argument);
        return dimensions.Distinct().Count() == dimensions.Length ? dimensions : throw QueryError.BadFilter(argument, "names a dimension twice.");
    }

    private static IReadOnlyList<LeaderboardRowView> Ranked(IReadOnlyList<LeaderboardRowView> rows, bool lessIsBetter)
    {
        IReadOnlyList<int?> ranks = Leaderboard.Ranks([.. rows.Select(row => row.Ranked.Summary?.Mean)], lessIsBetter);
        IReadOnlyList<bool?> frontier = Leaderboard.Frontier([.. rows.Select(row => (row.Ranked.Summary?.Mean, row.Cost.PerRun))], lessIsBetter);
        return [.. rows.Select((row, i) => row with { Rank = ranks[i], OnFrontier = frontier[i] }).OrderBy(row => row.Rank ?? int.MaxValue)];
    }
}
