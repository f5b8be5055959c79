using GraphQL;
using Microsoft.Extensions.DependencyInjection;
using Tracing.Query.Api.Inputs;
using Tracing.Query.Api.Types;
using Tracing.Query.Execution;
using Tracing.Query.Loading;
using Tracing.Query.Statistics;
using Tracing.Query.Statistics.Paired;
using Tracing.Storage.Reads;
using Tracing.Vocabulary;

namespace Tracing.Query.Api;

/// <summary>Answers what is asked about differences: one comparison, or every value of a dimension against every other.</summary>
public sealed class ComparisonQuestions
{
    // 64 sides are 2,016 comparisons.
    private const int MostSides = 64;

    private readonly AxisReader _reader;
    private readonly FilterRules _rules;

    /// <summary>Makes the answerer.</summary>
    /// <param name="reader">Reads groups.</param>
    /// <param name="limits">The limits.</param>
    public ComparisonQuestions(AxisReader reader, RequestLimits limits)
    {
        _reader = reader;
        _rules = new FilterRules(limits);
    }

    /// <summary>The answerer of the request that a field is resolved in.</summary>
    /// <param name="context">The field.</param>
    public static ComparisonQuestions Of(IResolveFieldContext context) => context.RequestServices!.GetRequiredService<ComparisonQuestions>();

    /// <summary>Two sides on the same keys.</summary>
    /// <param name="context">The field.</param>
    /// <exception cref="QueryError">A filter cannot be met, or there are too many keys.</exception>
    public async Task<PairedComparisonView> CompareAsync(IResolveFieldContext context)
    {
        string axis = NameOf(context);
        CellDimension[] pairBy = PairBy(context);
        CellFilter a = _rules.Cells(context.GetArgument<CellFilter>("a"));
        CellFilter b = _rules.Cells(context.GetArgument<CellFilter>("b"));
        return Compare(
            axis,
            await _reader.GroupsAsync([axis], pairBy, a, null, context.CancellationToken),
            await _reader.GroupsAsync([axis], pairBy, b, null, context.CancellationToken),
            pairBy);
    }

    /// <summary>Two sides on several axes, each with the groups that were paired.</summary>
    /// <param name="axes">The axes.</param>
    /// <param name="pairBy">The dimensions whose values must be the same in both of a pair.</param>
    /// <param name="a">Cells of A.</param>
    /// <param name="b">Cells of B.</param>
    /// <param name="cancellation">Stops the reads.</param>
    /// <exception cref="QueryError">There is no answer, or there are too many keys.</exception>
    /// <returns>One for each axis, in the order of <paramref name="axes"/>.</returns>
    public async Task<IReadOnlyList<(PairedComparisonView Comparison, IReadOnlyList<AxisGroup> A, IReadOnlyList<AxisGroup> B)>> CompareAsync(
        IReadOnlyList<string> axes, CellDimension[] pairBy, CellFilter a, CellFilter b, CancellationToken cancellation)
    {
        ILookup<string, AxisGroup> ofA = (await _reader.GroupsAsync([.. axes], pairBy, _rules.Cells(a), null, cancellation)).ToLookup(group => group.Axis, StringComparer.Ordinal);
        ILookup<string, AxisGroup> ofB = (await _reader.GroupsAsync([.. axes], pairBy, _rules.Cells(b), null, cancellation)).ToLookup(group => group.Axis, StringComparer.Ordinal);
        return
        [
            .. from axis in axes
               let groupsA = (IReadOnlyList<AxisGroup>)[.. ofA[axis]]
               let groupsB = (IReadOnlyList<AxisGroup>)[.. ofB[axis]]
               select (Compare(axis, groupsA, groupsB, pairBy), groupsA, groupsB),
        ];
    }

    /// <summary>Every value of a dimension against every other.</summary>
    /// <param name="context">The field.</param>
    /// <exception cref="QueryError">The filter cannot be met, or there are too many values or keys.</exception>
    public async Task<ComparisonGridView> GridAsync(IResolveFieldContext context)
    {
        string axis = NameOf(context);
        CellDimension by = context.GetArgument<CellDimension>("by");
        CellDimension[] pairBy = PairBy(context);
        if (pairBy.Contains(by))
        {
            throw QueryError.BadFilter("pairBy", "names the dimension that is compared.");
        }

        CellFilter filter = _rules.Cells(context.GetArgument<CellFilter?>("filter"));
        IReadOnlyList<AxisGroup> groups = await _reader.GroupsAsync([axis], [by, .. pairBy], filter, null, context.CancellationToken);
        (string Value, AxisGroup[] Groups)[] sides =
            [.. groups.GroupBy(group => group.Key[0], StringComparer.Ordinal).Select(side => (side.Key, side.Select(group => group with { Key = [.. group.Key.Skip(1)] }).ToArray()))];
        if (sides.Length > MostSides)
        {
            throw QueryError.Limit("comparisons", MostSides);
        }

        (string A, string B, PairedComparisonView Comparison)[] compared =
        [
            .. from i in Enumerable.Range(0, sides.Length)
               from j in Enumerable.Range(i + 1, sides.Length - i - 1)
               select (sides[i].Value, sides[j].Value, Compare(axis, sides[i].Groups, sides[j].Groups, pairBy)),
        ];
        IReadOnlyList<double?> adjusted = Holm.Adjust([.. compared.Select(one => one.Comparison.PValue)]);
        return new ComparisonGridView(axis, by, [.. compared.Select((one, i) => new GridComparisonView(one.A, one.B, one.Comparison, adjusted[i]))]);
    }

    private static PairedComparisonView Compare(string axis, IReadOnlyList<AxisGroup> a, IReadOnlyList<AxisGroup> b, CellDimension[] pairBy)
    {
        int task = Array.IndexOf(pairBy, CellDimension.Task);
        return new PairedComparisonView(Whole(axis, a), Whole(axis, b), Pairing.Of(a, b, task < 0 ? null : task));
    }

    // The keys cut a side into parts; a task may be in several, and is one cluster all the same.
    private static AxisEstimate Whole(string axis, IReadOnlyList<AxisGroup> groups) =>
        AxisEstimate.Of(axis, [.. groups.SelectMany(group => group.Tasks).GroupBy(task => task.Task, StringComparer.Ordinal).Select(TaskSample.Joined)]);

    private string NameOf(IResolveFieldContext context) => AxisNames.Canonical(_rules.Text("axis", context.GetArgument<string>("axis"))!);

    private static CellDimension[] PairBy(IResolveFieldContext context)
    {
        CellDimension[] pairBy = context.GetArgument<CellDimension[]>("pairBy");
        return pairBy.Length == 0
            ? throw QueryError.BadFilter("pairBy", "is empty.")
            : pairBy.Distinct().Count() == pairBy.Length ? pairBy : throw QueryError.BadFilter("pairBy", "names a dimension twice.");
    }
}
