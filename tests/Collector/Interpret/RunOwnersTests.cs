using Tracing.Collector.Interpret;

namespace Tracing.Collector.Tests.Interpret;

public sealed class RunOwnersTests
{
    private static readonly string[] Members = ["a", "b", "c"];
    private static readonly string[] Runs = [.. Enumerable.Range(0, 3_000).Select(i => $"run-{i}")];

    [Fact]
    public void Every_run_has_one_owner_and_the_shares_are_alike()
    {
        Assert.All(Runs, run => Assert.Single(Members, member => Owns(member, Members, run)));
        Assert.All(Members, member => Assert.InRange(Runs.Count(run => Owns(member, Members, run)), 850, 1_150));
    }

    [Fact]
    public void A_member_that_is_lost_moves_its_own_runs_only()
    {
        string[] left = ["a", "c"];

        Assert.All(Runs.Where(run => !Owns("b", Members, run)), run => Assert.Equal(Owns("a", Members, run), Owns("a", left, run)));
        Assert.All(Runs, run => Assert.Single(left, member => Owns(member, left, run)));
    }

    [Fact]
    public void Alone_it_owns_everything_and_whoever_is_not_listed_yet_counts_itself()
    {
        Assert.All(Runs, run => Assert.True(Owns("a", [], run)));
        Assert.All(Runs, run => Assert.Equal(Owns("a", Members, run), Owns("a", ["b", "c"], run)));
        Assert.False(new RunOwners("a", ["a"]).Shared);
        Assert.True(new RunOwners("a", ["b", "a"]).SameAs(new RunOwners("a", ["a", "b"])));
        Assert.False(new RunOwners("a", ["b"]).SameAs(new RunOwners("a", ["c"])));
    }

    private static bool Owns(string self, string[] members, string run) => new RunOwners(self, members).Owns(run);
}
