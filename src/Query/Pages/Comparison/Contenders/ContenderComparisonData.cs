using Tracing.Query.Api.Types;
using Tracing.Query.Statistics;
using Tracing.Vocabulary;

namespace Tracing.Query.Pages.Comparison.Contenders;

/// <summary>What the page of two agents or models shows.</summary>
/// <param name="Asked">What was asked, with the sweep and the axis of the table named.</param>
/// <param name="Axes">Every axis over the pairs.</param>
/// <param name="Tasks">The pairs one by one, on the axis of the table.</param>
public sealed record ContenderComparisonData(ComparedContenders Asked, IReadOnlyList<PairedComparisonView> Axes, IReadOnlyList<TaskPair> Tasks);

/// <summary>Two cells that form a pair.</summary>
/// <param name="A">A's cell.</param>
/// <param name="B">B's cell.</param>
/// <param name="OfA">A's value.</param>
/// <param name="OfB">B's value.</param>
public sealed record TaskPair(CellId A, CellId B, AxisEstimate OfA, AxisEstimate OfB)
{
    /// <summary>A less B; null where a side was not recorded.</summary>
    public double? Difference => OfA.Summary?.Mean - OfB.Summary?.Mean;
}
