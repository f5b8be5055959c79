using Tracing.Storage.Columns;
using Tracing.Storage.Tests.Support;
using Tracing.Storage.Writes;

namespace Tracing.Storage.Tests.Writes;

public sealed class BlockWriterTests(EngineFixture.EngineFixture engine)
{
    [Fact]
    public async Task An_inserted_range_is_counted_in_full_even_when_its_rows_share_a_key()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(engine);
        IBlockWriter writer = fixture.Store.Writer;

        await writer.InsertAsync(TableTag.Spans, Blocks.Of([new TestSpan(), new TestSpan(), new TestSpan()], 7), 7, StoreFixture.Cancel);

        Assert.Equal(3ul, await writer.CountBatchAsync(TableTag.Spans, 7, StoreFixture.Cancel));
        Assert.Equal(0ul, await writer.CountBatchAsync(TableTag.Spans, 8, StoreFixture.Cancel));
        Assert.Equal(0ul, await writer.CountBatchAsync(TableTag.Logs, 7, StoreFixture.Cancel));
    }

    [Fact]
    public async Task A_deleted_range_is_gone_its_neighbours_stay_and_it_can_be_inserted_again()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(engine);
        IBlockWriter writer = fixture.Store.Writer;
        await writer.InsertAsync(TableTag.Logs, Blocks.Of([new TestLog { RowId = 1 }, new TestLog { RowId = 2 }], 1), 1, StoreFixture.Cancel);
        await writer.InsertAsync(TableTag.Logs, Blocks.Of([new TestLog { RowId = 3 }], 2), 2, StoreFixture.Cancel);
        await fixture.Database.ExecuteAsync("OPTIMIZE TABLE otel_logs FINAL", StoreFixture.Cancel);

        await writer.DeleteBatchAsync(TableTag.Logs, 1, StoreFixture.Cancel);
        Assert.Equal(0ul, await writer.CountBatchAsync(TableTag.Logs, 1, StoreFixture.Cancel));
        Assert.Equal(1ul, await writer.CountBatchAsync(TableTag.Logs, 2, StoreFixture.Cancel));

        await writer.InsertAsync(TableTag.Logs, Blocks.Of([new TestLog { RowId = 1 }, new TestLog { RowId = 2 }], 1), 1, StoreFixture.Cancel);
        Assert.Equal(2ul, await writer.CountBatchAsync(TableTag.Logs, 1, StoreFixture.Cancel));
        Assert.Equal(3, await fixture.Database.CountAsync("SELECT count() FROM otel_logs SETTINGS final = 1", StoreFixture.Cancel));
    }

    [Theory]
    [InlineData(TableTag.Spans, "otel_traces")]
    [InlineData(TableTag.Logs, "otel_logs")]
    [InlineData(TableTag.ArtifactChunks, "artifact_chunks")]
    public async Task Records_that_come_again_in_another_range_count_once_for_readers_that_say_final(TableTag tag, string table)
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(engine);
        foreach (ulong batch in (ulong[])[1, 2])
        {
            await fixture.Store.Writer.InsertAsync(tag, BlockOf(tag, batch), batch, StoreFixture.Cancel);
        }

        Assert.Equal(4, await fixture.Database.CountAsync($"SELECT count() FROM {table}", StoreFixture.Cancel));
        Assert.Equal(2, await fixture.Database.CountAsync($"SELECT count() FROM {table} SETTINGS final = 1", StoreFixture.Cancel));
    }

    [Fact]
    public async Task Spans_of_two_hundred_days_are_one_insert_because_days_of_arrival_make_the_partitions()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(engine);
        const long day = 86_400_000_000_000;
        TestSpan[] spans = [.. Enumerable.Range(0, 200).Select(i => new TestSpan { SpanId = $"{i:x16}", Start = TestSpan.Noon - (i * day) })];

        await fixture.Store.Writer.InsertAsync(TableTag.Spans, Blocks.Of(spans, 1), 1, StoreFixture.Cancel);

        Assert.Equal(1, await fixture.Database.CountAsync("SELECT count() FROM system.parts WHERE database = currentDatabase() AND table = 'otel_traces' AND active", StoreFixture.Cancel));
    }

    [Fact]
    public async Task Spans_of_the_far_future_and_of_1970_are_found_by_their_time()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(engine);
        const long year2262 = 9_223_286_400_000_000_000;
        const long year2107 = 4_323_456_000_000_000_000;
        TestSpan[] spans =
        [
            new() { SpanId = "0000000000000001", Start = 86_400_000_000_000 },
            new() { SpanId = "0000000000000002", Start = year2107 },
            new() { SpanId = "0000000000000003", Start = year2262 },
        ];
        await fixture.Store.Writer.InsertAsync(TableTag.Spans, Blocks.Of(spans, 1), 1, StoreFixture.Cancel);

        foreach (TestSpan span in spans)
        {
            Assert.Equal(
                1,
                await fixture.Database.CountAsync(
                    $"SELECT count() FROM otel_traces WHERE Timestamp >= fromUnixTimestamp64Nano({span.Start}) AND Timestamp < fromUnixTimestamp64Nano({span.Start + 1})",
                    StoreFixture.Cancel));
        }

        Assert.Equal(2, await fixture.Database.CountAsync("SELECT count() FROM otel_traces WHERE Timestamp > fromUnixTimestamp64Nano(2000000000000000000)", StoreFixture.Cancel));
    }

    [Fact]
    public async Task A_block_for_another_range_or_table_is_a_mistake_of_the_caller()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(engine);
        SplicedBlock block = Blocks.Of([new TestSpan()], 1);

        await Assert.ThrowsAsync<ArgumentException>(() => fixture.Store.Writer.InsertAsync(TableTag.Spans, block, 2, StoreFixture.Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => fixture.Store.Writer.InsertAsync(TableTag.Logs, block, 1, StoreFixture.Cancel));
    }

    [Fact]
    public async Task Touches_that_are_recorded_twice_count_once()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(engine);
        RunTouch[] touches = [new("run", "t1"), new("run", "t2"), new("", "t3"), new("run2", ""), new("", "")];

        await fixture.Store.Writer.RecordTouchesAsync(5, touches, StoreFixture.Cancel);
        await fixture.Store.Writer.RecordTouchesAsync(5, touches, StoreFixture.Cancel);

        Assert.Equal(5, await fixture.Database.CountAsync("SELECT count() FROM run_touches FINAL", StoreFixture.Cancel));
        Assert.Equal(2, await fixture.Database.CountAsync("SELECT count() FROM run_traces FINAL", StoreFixture.Cancel));
    }

    private static SplicedBlock BlockOf(TableTag tag, ulong batch) => tag switch
    {
        TableTag.Spans => Blocks.Of([new TestSpan { SpanId = "a" }, new TestSpan { SpanId = "b" }], batch, Blocks.Arrival + (long)batch),
        TableTag.Logs => Blocks.Of([new TestLog { RowId = 1 }, new TestLog { RowId = 2 }], batch, Blocks.Arrival + (long)batch),
        _ => Blocks.Of([new TestChunk { Sequence = 0, RowId = 1 }, new TestChunk { Sequence = 1, RowId = 2 }], batch, Blocks.Arrival + (long)batch),
    };
}
