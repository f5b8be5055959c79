using Tracing.Storage.Columns;
using Tracing.Storage.Tests.Support;
using Tracing.Storage.Writes;

namespace Tracing.Storage.Tests.Schema;

public sealed class LayoutTests(EngineFixture.EngineFixture engine)
{
    public static TheoryData<TableTag> RawTables() => [TableTag.Spans, TableTag.Logs, TableTag.ArtifactChunks];

    [Theory]
    [MemberData(nameof(RawTables))]
    public async Task Raw_tables_have_the_declared_columns_in_order(TableTag tag)
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(engine);
        TableLayout layout = TableLayouts.Find(tag)!;

        List<string> declared = [.. layout.Columns.Select(column => $"{column.Name} {column.Type}"), $"{TableLayout.Batch.Name} {TableLayout.Batch.Type}"];

        Assert.Equal(declared, await ColumnsOfAsync(fixture, layout.Table));
    }

    [Fact]
    public async Task Derived_tables_have_the_declared_columns_in_order()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(engine);

        await AssertAsync(fixture, DerivedTables.Runs);
        await AssertAsync(fixture, DerivedTables.RunKeys);
        await AssertAsync(fixture, DerivedTables.RunDocuments);
        await AssertAsync(fixture, DerivedTables.ModelCalls);
        await AssertAsync(fixture, DerivedTables.ToolCalls);
        await AssertAsync(fixture, DerivedTables.AxisScores);
        await AssertAsync(fixture, DerivedTables.Artifacts);
        await AssertAsync(fixture, EarlierTables.Runs);
        await AssertAsync(fixture, EarlierTables.AxisScores);
        await AssertAsync(fixture, TouchTables.RunTouches);
        await AssertAsync(fixture, TouchTables.RunTraces);
        await AssertAsync(fixture, SessionTables.RunSessions);
        await AssertAsync(fixture, SessionTables.LooseRecords);
    }

    [Fact]
    public async Task The_de_facto_columns_come_first_with_their_names_and_types()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(engine);

        Assert.Equal(DeFacto.Traces, (await ColumnsOfAsync(fixture, "otel_traces")).Take(DeFacto.Traces.Count));
        Assert.Equal(DeFacto.Logs, (await ColumnsOfAsync(fixture, "otel_logs")).Take(DeFacto.Logs.Count));
        Assert.Equal(["TraceId String", "Start DateTime64(9)", "End DateTime64(9)"], await ColumnsOfAsync(fixture, "otel_traces_trace_id_ts"));
    }

    private static async Task AssertAsync<TRow>(StoreFixture fixture, DerivedTable<TRow> table) =>
        Assert.Equal(table.Columns.Select(column => $"{column.Name} {column.Type}"), await ColumnsOfAsync(fixture, table.Name));

    private static async Task<IReadOnlyList<string>> ColumnsOfAsync(StoreFixture fixture, string table)
    {
        object? joined = await fixture.Database.ScalarAsync(
            $"SELECT groupArray(concat(name, ' ', type)) FROM (SELECT name, type FROM system.columns WHERE database = currentDatabase() AND table = '{table}' AND default_kind = '' ORDER BY position)",
            StoreFixture.Cancel);
        return Assert.IsType<string[]>(joined);
    }
}
