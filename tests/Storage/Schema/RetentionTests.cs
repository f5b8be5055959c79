using Tracing.Storage.Columns;
using Tracing.Storage.Schema;
using Tracing.Storage.Tests.Support;

namespace Tracing.Storage.Tests.Schema;

public sealed class RetentionTests(EngineFixture.EngineFixture engine)
{
    private const string Definition = "SELECT create_table_query FROM system.tables WHERE database = currentDatabase() AND name = 'otel_traces'";

    [Fact]
    public async Task Rows_stay_when_no_retention_is_set()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(engine);

        Assert.DoesNotContain(" TTL ", await DefinitionAsync(fixture), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retention_counts_from_arrival_and_drops_what_arrived_too_long_ago()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(
            engine, options => options with { Retention = new RetentionOptions { Spans = TimeSpan.FromDays(30) } });
        long now = DateTimeOffset.UnixEpoch.Add(TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).ToUnixTimeMilliseconds() * 1_000_000;
        long longAgo = now - ((long)TimeSpan.FromDays(31).TotalSeconds * 1_000_000_000);

        // An old span that arrives now stays; a young one that arrived 31 days ago goes.
        await InsertAsync(fixture, new TestSpan { SpanId = "aaaaaaaaaaaaaaaa", Start = 946_684_800_000_000_000 }, 1, now);
        await InsertAsync(fixture, new TestSpan { SpanId = "bbbbbbbbbbbbbbbb", Start = now }, 2, longAgo);
        await fixture.Database.ExecuteAsync("OPTIMIZE TABLE otel_traces FINAL", StoreFixture.Cancel);

        Assert.Equal("aaaaaaaaaaaaaaaa", await fixture.Database.ScalarAsync("SELECT arrayStringConcat(groupArray(SpanId)) FROM otel_traces", StoreFixture.Cancel));
    }

    [Fact]
    public async Task A_changed_retention_is_applied_at_the_next_start_and_only_then()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(engine);
        await InsertAsync(fixture, new TestSpan(), 1, 1_000_000_000_000_000_000);

        await using ClickHouseStore month = fixture.Open(options => options with { Retention = new RetentionOptions { Spans = TimeSpan.FromDays(30) } });
        Assert.Equal(["otel_traces"], (await month.MigrateAsync(StoreFixture.Cancel)).Tuned);
        Assert.Empty((await month.MigrateAsync(StoreFixture.Cancel)).Tuned);
        Assert.Contains("TTL toDateTime(IngestedAt) + toIntervalSecond(2592000)", await DefinitionAsync(fixture), StringComparison.Ordinal);

        Assert.Equal(["otel_traces"], (await fixture.Store.MigrateAsync(StoreFixture.Cancel)).Tuned);
        Assert.DoesNotContain(" TTL ", await DefinitionAsync(fixture), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parts_that_were_there_before_the_retention_go_too()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(engine);
        await InsertAsync(fixture, new TestSpan(), 1, 1_000_000_000_000_000_000);

        await using ClickHouseStore month = fixture.Open(options => options with { Retention = new RetentionOptions { Spans = TimeSpan.FromDays(30) } });
        await month.MigrateAsync(StoreFixture.Cancel);
        await fixture.Database.ExecuteAsync("ALTER TABLE otel_traces MATERIALIZE TTL SETTINGS mutations_sync = 2", StoreFixture.Cancel);
        await fixture.Database.ExecuteAsync("OPTIMIZE TABLE otel_traces FINAL", StoreFixture.Cancel);

        Assert.Equal(0, await fixture.Database.CountAsync("SELECT count() FROM otel_traces", StoreFixture.Cancel));
    }

    [Fact]
    public async Task On_the_embedded_engine_inserts_reach_the_disk_before_they_are_confirmed()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(engine);
        string durable = await DefinitionAsync(fixture);
        Assert.Contains("fsync_after_insert = 1", durable, StringComparison.Ordinal);
        Assert.Contains("fsync_part_directory = 1", durable, StringComparison.Ordinal);

        await using ClickHouseStore fast = fixture.Open(options => options with { FsyncAfterInsert = false });
        SchemaReport report = await fast.MigrateAsync(StoreFixture.Cancel);

        Assert.Equal(["otel_traces", "otel_logs", "artifact_chunks"], report.Tuned);
        Assert.Contains("fsync_after_insert = 0", await DefinitionAsync(fixture), StringComparison.Ordinal);
    }

    private static Task InsertAsync(StoreFixture fixture, TestSpan span, ulong batch, long arrival) =>
        fixture.Store.Writer.InsertAsync(TableTag.Spans, Blocks.Of([span], batch, arrival), batch, StoreFixture.Cancel);

    private static async Task<string> DefinitionAsync(StoreFixture fixture) =>
        (string)(await fixture.Database.ScalarAsync(Definition, StoreFixture.Cancel))!;
}
