using Tracing.Query.Api;
using Tracing.Query.Api.Types;
using Tracing.Query.Execution;
using Tracing.Query.Loading;
using Tracing.Query.Statistics;
using Tracing.Storage.Reads;
using Tracing.Vocabulary;

namespace Tracing.Query.Pages.Comparison.Contenders;

/// <summary>Reads what the page of two agents or models shows, by the comparison that GraphQL answers with.</summary>
public sealed class ContenderComparisonReader
{
    private const int SweepsLookedAt = 200;

    private readonly StoreAnswers _answers;
    private readonly ComparisonQuestions _comparisons;
    private readonly int _longest;

    /// <summary>Makes the reader.</summary>
    /// <param name="answers">The store.</param>
    /// <param name="comparisons">Answers what is asked about differences.</param>
    /// <param name="limits">The limits.</param>
    public ContenderComparisonReader(StoreAnswers answers, ComparisonQuestions comparisons, RequestLimits limits)
    {
        _answers = answers;
        _comparisons = comparisons;
        _longest = limits.MaxFilterLength;
    }

    /// <summary>Reads the comparison.</summary>
    /// <param name="asked">Which.</param>
    /// <param name="cancellation">Stops the reads.</param>
    /// <exception cref="QueryError">A side has no cell in the sweep, or the store does not answer.</exception>
    public async Task<ContenderComparisonData> ReadAsync(ComparedContenders asked, CancellationToken cancellation)
    {
        string sweep = await SweepAsync(asked, cancellation);
        string shown = AxisNames.Canonical(asked.Axis ?? AxisNames.PassRate);
        string[] axes = [.. AxisNames.All.Append(AxisNames.CompositeRecorded).Append(shown).Distinct(StringComparer.Ordinal)];
        IReadOnlyList<(PairedComparisonView Comparison, IReadOnlyList<AxisGroup> A, IReadOnlyList<AxisGroup> B)> compared =
            await _comparisons.CompareAsync(axes, [.. asked.PairBy], asked.A.Cells(sweep), asked.B.Cells(sweep), cancellation);
        foreach ((Contender side, bool known) in new[] { (asked.A, compared[0].A.Count > 0), (asked.B, compared[0].B.Count > 0) })
        {
            if (!known)
            {
                throw QueryError.NotFound("contender", $"{side.Name} in sweep {sweep}");
            }
        }

        (_, IReadOnlyList<AxisGroup> a, IReadOnlyList<AxisGroup> b) = compared[Array.IndexOf(axes, shown)];
        return new ContenderComparisonData(asked with { Sweep = sweep, Axis = shown }, [.. compared.Select(one => one.Comparison)], Pairs(asked, sweep, a, b));
    }

    private async Task<string> SweepAsync(ComparedContenders asked, CancellationToken cancellation)
    {
        if (asked.Sweep is { } named)
        {
            return named.Length <= _longest && await _answers.AskAsync(new SweepsById([named]), cancellation) is [{ }] ? named : throw QueryError.NotFound("sweep", named);
        }

        IReadOnlyList<SweepRow> sweeps = await _answers.AskAsync(new SweepsPage(Limit: SweepsLookedAt), cancellation);
        return sweeps.FirstOrDefault(sweep => Has(sweep, asked.A) && Has(sweep, asked.B))?.Sweep ?? throw QueryError.NotFound("sweep", $"one that has both {asked.A.Name} and {asked.B.Name}");
    }

    private static bool Has(SweepRow sweep, Contender side) =>
        (side.Agent is null || sweep.Agents.Contains(side.Agent, StringComparer.Ordinal)) && (side.Model is null || sweep.Models.Contains(side.Model, StringComparer.Ordinal));

    private static IReadOnlyList<TaskPair> Pairs(ComparedContenders asked, string sweep, IReadOnlyList<AxisGroup> a, IReadOnlyList<AxisGroup> b)
    {
        Dictionary<GroupKey, AxisGroup> others = b.ToDictionary(group => new GroupKey(group.Key));
        return
        [
            .. from one in a
               let other = others.GetValueOrDefault(new GroupKey(one.Key))
               where other is not null
               select new TaskPair(Cell(asked.A, sweep, one.Key), Cell(asked.B, sweep, one.Key), one.Estimate(), other.Estimate()),
        ];
    }

    // The task is the last part of a key; before it stands what the side itself leaves open.
    private static CellId Cell(Contender side, string sweep, IReadOnlyList<string> key)
    {
        string[] task = key[^1].Split('/');
        return new CellId(sweep, side.Agent ?? key[0], side.Model ?? key[0], task[0], task[^1]);
    }
}
