using Tracing.Storage.Reads;
using Tracing.Storage.Rows;
using Tracing.Storage.Tests.Support;
using Tracing.Storage.Writes;

namespace Tracing.Storage.Tests.Reads;

/// <summary>Runs are sorted by their cell: what that asks of reads, and of a run whose cell changes.</summary>
public sealed class RunsLayoutTests(EngineFixture.EngineFixture engine)
{
    private static readonly CellOrder[] Orders = [CellOrder.Id, CellOrder.Newest];

    [Fact]
    public async Task A_run_whose_cell_was_told_late_is_in_its_new_cell_only()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(engine);
        RunRow early = Derived.Run("r", "s/a/unknown/c/t", version: 1, started: TestSpan.Noon + 5);
        await WriteAsync(fixture, early, Derived.Run("other", "s/a/m/c/u"));
        await WriteAsync(fixture, early with { Retired = true, Version = 2 }, Derived.Run("r", "s/a/m/c/t", version: 2));
        StoreReader reads = fixture.Store.Reads;

        foreach (CellOrder order in Orders)
        {
            IReadOnlyList<CellRow> cells = await reads.AskAsync(new CellsPage(new CellFilter(), order), StoreFixture.Cancel);
            Assert.Equal(["s/a/m/c/t", "s/a/m/c/u"], cells.Select(cell => cell.CellId));
        }

        Assert.Equal([2ul], await reads.AskAsync(new CellCount(new CellFilter()), StoreFixture.Cancel));
        Assert.Equal("s/a/m/c/t", Assert.Single(await reads.AskAsync(new RunsById(["r"]), StoreFixture.Cancel)).CellId);
        Assert.Empty(await reads.AskAsync(new RunsOfCells(["s/a/unknown/c/t"]), StoreFixture.Cancel));
        Assert.Equal("s/a/m/c/t", Assert.Single(await reads.AskAsync(new KeysOfRuns(["r"]), StoreFixture.Cancel)).Cell.ToString());
        Assert.Equal(["s/a/m/c/t"], await reads.AskAsync(new NewestCell("a", "m", "c", "t"), StoreFixture.Cancel));

        await WriteAsync(fixture, early with { Version = 3 }, Derived.Run("r", "s/a/m/c/t", version: 3) with { Retired = true });
        Assert.Equal("s/a/unknown/c/t", Assert.Single(await reads.AskAsync(new RunsById(["r"]), StoreFixture.Cancel)).CellId);
        Assert.Equal([2ul], await reads.AskAsync(new CellCount(new CellFilter()), StoreFixture.Cancel));
    }

    [Fact]
    public async Task Cells_whose_ids_look_alike_stay_apart()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(engine);
        await WriteAsync(
            fixture,
            Derived.Run("1", "s/a/m/c/t") with { CellId = "s/a/v/m/c/t", Model = "v/m" },
            Derived.Run("2", "s/a/m/c/t#run2"),
            Derived.Run("3", "s/a/m/c/t"));

        foreach ((string cell, string run) in new[] { ("s/a/v/m/c/t", "1"), ("s/a/m/c/t#run2", "2"), ("s/a/m/c/t", "3") })
        {
            Assert.Equal([run], (await fixture.Store.Reads.AskAsync(new RunsOfCells([cell]), StoreFixture.Cancel)).Select(row => row.RunId));
        }

        Assert.Empty(await fixture.Store.Reads.AskAsync(new RunsOfCells(["no cell", ""]), StoreFixture.Cancel));
    }

    [Fact]
    public async Task Pages_of_cells_with_many_runs_hold_each_cell_once_in_both_orders_and_directions()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(engine);
        RunRow[] runs = [.. Enumerable.Range(0, 90).Select(i => Derived.Run(
            $"{i}", $"s{i * i % 3}/a/m/c/t{i * i % 31}", (uint)i + 1, started: i % 11 == 0 ? null : TestSpan.Noon + (i * 37 % 41)))];
        foreach (RunRow[] some in runs.Chunk(20))
        {
            await WriteAsync(fixture, some);
        }

        var cells = runs.GroupBy(run => (run.Sweep, run.Task)).Select(cell => (cell.First().CellId, cell.Key, Newest: cell.Max(run => run.StartedAt ?? 0))).ToList();
        foreach (CellOrder order in Orders)
        {
            string[] expected = order == CellOrder.Id
                ? [.. cells.OrderBy(cell => cell.Key.Sweep, StringComparer.Ordinal).ThenBy(cell => cell.Key.Task, StringComparer.Ordinal).Select(cell => cell.CellId)]
                : [.. cells.OrderByDescending(cell => cell.Newest).ThenBy(cell => cell.Key.Sweep, StringComparer.Ordinal).ThenBy(cell => cell.Key.Task, StringComparer.Ordinal).Select(cell => cell.CellId)];
            Assert.Equal(expected, await PagesAsync(fixture, order, backward: false));
            Assert.Equal(expected.Reverse(), await PagesAsync(fixture, order, backward: true));
        }
    }

    [Fact]
    public async Task A_page_with_a_cell_of_very_many_runs_tells_all_of_them()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(engine);
        await WriteAsync(fixture, [.. Enumerable.Range(1, 2_100).Select(i => Derived.Run($"{i}", "s/a/m/c/t", (uint)i)), Derived.Run("other", "s/a/m/c/u")]);

        IReadOnlyList<CellRow> cells = await fixture.Store.Reads.AskAsync(new CellsPage(new CellFilter()), StoreFixture.Cancel);

        Assert.Equal([("s/a/m/c/t", 2_100ul, 2_100ul), ("s/a/m/c/u", 1ul, 1ul)], cells.Select(cell => (cell.CellId, cell.Runs, cell.Trials)));
        Assert.Equal(2_100, cells[0].CountingRunIds.Count);
    }

    private static async Task<List<string>> PagesAsync(StoreFixture fixture, CellOrder order, bool backward)
    {
        var seen = new List<string>();
        for (CellKey? from = null; ;)
        {
            IReadOnlyList<CellRow> page = await fixture.Store.Reads.AskAsync(new CellsPage(new CellFilter(), order, from, 4, backward), StoreFixture.Cancel);
            if (page.Count == 0)
            {
                return seen;
            }

            seen.AddRange(page.Select(row => row.CellId));
            from = CellKey.Of(page[^1]);
        }
    }

    private static Task WriteAsync(StoreFixture fixture, params RunRow[] runs) =>
        fixture.Store.Derived.WriteAsync(new DerivedRows { Runs = runs }, StoreFixture.Cancel);
}
