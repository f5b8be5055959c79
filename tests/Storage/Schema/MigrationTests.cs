using Tracing.Storage.Connection;
using Tracing.Storage.Schema;
using Tracing.Storage.Tests.Support;

namespace Tracing.Storage.Tests.Schema;

public sealed class MigrationTests(EngineFixture.EngineFixture engine)
{
    [Fact]
    public void The_history_is_numbered_without_gaps() =>
        Assert.Equal(Enumerable.Range(1, Migration.All.Count), Migration.All.Select(migration => migration.Number));

    [Fact]
    public async Task A_fresh_database_gets_the_whole_history_in_order()
    {
        await using StoreFixture fixture = await StoreFixture.CreateEmptyAsync(engine);

        SchemaReport report = await fixture.Store.MigrateAsync(StoreFixture.Cancel);

        Assert.Equal(Migration.All.Select(migration => migration.Name), report.Applied);
        Assert.Equal(Migration.All.Count, await fixture.Database.CountAsync("SELECT count() FROM schema_migrations", StoreFixture.Cancel));
    }

    [Fact]
    public async Task A_missing_database_is_made()
    {
        await using StoreFixture fixture = await StoreFixture.CreateEmptyAsync(engine);
        await fixture.Database.ExecuteAsync($"DROP DATABASE {fixture.Database.Name} SYNC", StoreFixture.Cancel);

        await fixture.Store.MigrateAsync(StoreFixture.Cancel);

        Assert.Equal(0, await fixture.Database.CountAsync("SELECT count() FROM otel_traces", StoreFixture.Cancel));
    }

    [Fact]
    public async Task A_second_start_changes_nothing()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(engine);

        SchemaReport report = await fixture.Store.MigrateAsync(StoreFixture.Cancel);

        Assert.Empty(report.Applied);
        Assert.Empty(report.Tuned);
    }

    [Fact]
    public async Task A_migration_that_was_edited_after_it_was_applied_is_refused()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(engine);
        Migration last = Migration.All[^1];
        List<Migration> edited = [.. Migration.All.SkipLast(1), last with { Sql = last.Sql + "\n" }];

        SchemaFailure failure = await Assert.ThrowsAsync<SchemaFailure>(() => ApplyAsync(fixture, edited));

        Assert.Contains(last.Name, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_migration_of_a_newer_program_is_refused()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(engine);
        Migration newer = new(Migration.All.Count + 1, "9999_newer", "SELECT 1");
        await ApplyAsync(fixture, [.. Migration.All, newer]);

        SchemaFailure failure = await Assert.ThrowsAsync<SchemaFailure>(() => fixture.Store.MigrateAsync(StoreFixture.Cancel));

        Assert.Contains(newer.Name, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_later_migration_runs_once_on_a_database_that_has_the_earlier_ones()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(engine);
        Migration next = new(Migration.All.Count + 1, "9999_next", "CREATE TABLE IF NOT EXISTS later (x UInt8) ENGINE = Memory");
        List<Migration> longer = [.. Migration.All, next];

        Assert.Equal([next.Name], await ApplyAsync(fixture, longer));
        Assert.Empty(await ApplyAsync(fixture, longer));
    }

    [Fact]
    public async Task Processes_that_start_together_leave_one_history()
    {
        await using StoreFixture fixture = await StoreFixture.CreateEmptyAsync(engine);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            await using ClickHouseStore store = fixture.Open();
            await store.MigrateAsync(StoreFixture.Cancel);
        }));

        Assert.Equal(
            Migration.All.Count,
            await fixture.Database.CountAsync("SELECT uniqExact(Number, Name, Sha256) FROM schema_migrations", StoreFixture.Cancel));
        Assert.Empty((await fixture.Store.MigrateAsync(StoreFixture.Cancel)).Applied);
    }

    private static async Task<IReadOnlyList<string>> ApplyAsync(StoreFixture fixture, IReadOnlyList<Migration> history)
    {
        using var handler = fixture.Database.CreateHandler();
        using var session = new EngineSession(new StorageOptions { Database = fixture.Database.Name }, handler);
        return await new Migrator(session, history, TimeProvider.System).ApplyAsync(StoreFixture.Cancel);
    }
}
