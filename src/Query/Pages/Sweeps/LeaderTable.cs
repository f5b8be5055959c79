using Tracing.Query.Api.Types;
using Tracing.Query.Pages.Comparison.Contenders;
using Tracing.Query.Pages.Html;

namespace Tracing.Query.Pages.Sweeps;

/// <summary>Agents with their models, best first, each with the way to a comparison with the one behind it.</summary>
internal static class LeaderTable
{
    /// <summary>Writes it.</summary>
    /// <param name="page">The page.</param>
    /// <param name="rows">The rows, best first.</param>
    /// <param name="view">How the sweep is looked at.</param>
    /// <param name="sweep">The sweep.</param>
    public static void Write(HtmlWriter page, IReadOnlyList<LeaderboardRowView> rows, SweepView view, string sweep) => Tables.Section(
        page,
        $"Leaderboard by {view.Axis}",
        ["Rank", "Agent", "Model", "Mean", "95 % interval", "Recorded", "Least – greatest", "Spread", "Cost a run", "Compare"],
        [.. rows.Select((leader, place) => (leader, rows.ElementAtOrDefault(place + 1)))],
        (row, pair) => Row(row, pair.leader, pair.Item2, view, sweep));

    private static void Row(HtmlWriter row, LeaderboardRowView leader, LeaderboardRowView? next, SweepView view, string sweep)
    {
        row.Element("td", leader.Rank is { } rank ? Figures.Number(rank) : "–")
            .Element("td", leader.Key[0].Value).Element("td", leader.Key[1].Value)
            .Element("td", Figures.Score(view.Axis, leader.Ranked.Summary?.Mean, leader.Ranked.NotApplicable == leader.Ranked.N && leader.Ranked.N > 0), ("data-value", Figures.Raw(leader.Ranked.Summary?.Mean)))
            .Element("td", Figures.Between(view.Axis, leader.Ranked.Interval?.Low, leader.Ranked.Interval?.High))
            .Element("td", FormattableString.Invariant($"{leader.Ranked.Coverage} of {leader.Ranked.N}"))
            .Element("td", Figures.Between(view.Axis, leader.Ranked.Summary?.Min, leader.Ranked.Summary?.Max))
            .Element("td", leader.Ranked.Summary?.StandardDeviation is { } spread ? Figures.Score(view.Axis, spread, false) : "")
            .Element("td", leader.Cost.PerRun is { } cost ? FormattableString.Invariant($"{cost:0.0000} {leader.Cost.Prices.KnownCurrency}") : Figures.NotRecorded)
            .Open("td");
        if (next is not null && row.Has("/compare"))
        {
            ComparedContenders compared = new(Side(leader), Side(next), sweep, view.Axis);
            row.Element("a", "with the next", ("href", compared.Path), ("aria-label", $"Compare with the next: {compared.B.Name}"));
        }

        row.Close();
    }

    private static Contender Side(LeaderboardRowView row) => new(row.Key[0].Value, row.Key[1].Value);
}
