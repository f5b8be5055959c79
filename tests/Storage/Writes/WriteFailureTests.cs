using System.Net;
using System.Net.Sockets;
using ClickHouse.Driver;
using Tracing.Storage.Columns;
using Tracing.Storage.Failures;
using Tracing.Storage.Reads;
using Tracing.Storage.Tests.Support;
using Tracing.Storage.Writes;

namespace Tracing.Storage.Tests.Writes;

public sealed class WriteFailureTests(EngineFixture.EngineFixture engine)
{
    [Fact]
    public async Task A_block_that_the_engine_cannot_parse_is_permanent_and_not_in_doubt()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(engine);
        // A column of ours now has a type that its bytes are not.
        await fixture.Database.ExecuteAsync("ALTER TABLE otel_traces MODIFY COLUMN StatusMessage Array(UInt8)", StoreFixture.Cancel);

        WriteFailure failure = await FailAsync(fixture.Store);

        Assert.True(failure.Permanent, failure.Reason);
        Assert.False(failure.InDoubt);
        AssertClean(failure.Reason);
        Assert.Equal(0, await fixture.Database.CountAsync("SELECT count() FROM otel_traces", StoreFixture.Cancel));
    }

    [Fact]
    public async Task A_missing_table_waits_to_be_made_again()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(engine);
        await fixture.Database.ExecuteAsync("RENAME TABLE otel_traces TO gone", StoreFixture.Cancel);

        WriteFailure failure = await FailAsync(fixture.Store);

        Assert.Equal((false, false, "the table does not exist"), (failure.Permanent, failure.InDoubt, failure.Reason));
    }

    [Fact]
    public async Task A_missing_column_waits_for_the_migration()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(engine);
        await fixture.Database.ExecuteAsync("ALTER TABLE otel_traces DROP COLUMN Flags", StoreFixture.Cancel);

        WriteFailure failure = await FailAsync(fixture.Store);

        Assert.Equal((false, false), (failure.Permanent, failure.InDoubt));
        AssertClean(failure.Reason);
    }

    [Theory]
    [InlineData(241, false, true)]
    [InlineData(243, false, true)]
    [InlineData(252, false, false)]
    [InlineData(117, true, false)]
    [InlineData(99_999, false, true)]
    public void An_engine_code_is_classified_by_what_it_says_about_the_bytes(int code, bool permanent, bool inDoubt)
    {
        WriteFailure failure = WriteFaults.Of(new ClickHouseServerException("INSERT INTO secret /path", "INSERT", code));

        Assert.Equal((permanent, inDoubt), (failure.Permanent, failure.InDoubt));
        AssertClean(failure.Reason);
    }

    [Fact]
    public async Task A_refused_connection_is_retryable_and_carried_nothing()
    {
        int port = FreePort();
        await using var store = new ClickHouseStore(new StorageOptions { Url = $"http://127.0.0.1:{port}" });

        WriteFailure failure = await FailAsync(store);

        Assert.Equal((false, false, "the engine cannot be reached"), (failure.Permanent, failure.InDoubt, failure.Reason));
        ReadFailure read = await Assert.ThrowsAsync<ReadFailure>(() => store.Reads.AskAsync(new Services(), StoreFixture.Cancel));
        Assert.Equal(ReadFailureKind.Unavailable, read.Kind);
    }

    [Fact]
    public async Task A_connection_that_breaks_after_the_block_was_sent_leaves_it_in_doubt()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Task hangUp = Task.Run(
            async () =>
            {
                using TcpClient client = await listener.AcceptTcpClientAsync(StoreFixture.Cancel);
                byte[] buffer = new byte[1 << 16];
                await client.GetStream().ReadAtLeastAsync(buffer, 500, throwOnEndOfStream: false, StoreFixture.Cancel);
            },
            StoreFixture.Cancel);
        await using var store = new ClickHouseStore(new StorageOptions { Url = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}" });

        WriteFailure failure = await FailAsync(store);

        Assert.Equal((false, true), (failure.Permanent, failure.InDoubt));
        AssertClean(failure.Reason);
        await hangUp;
    }

    [Fact]
    public async Task An_engine_that_does_not_answer_in_time_leaves_the_block_in_doubt()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var options = new StorageOptions { Url = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}", InsertTimeout = TimeSpan.FromSeconds(1) };
        await using var store = new ClickHouseStore(options);

        WriteFailure failure = await FailAsync(store);

        Assert.Equal((false, true, "the engine did not answer in time"), (failure.Permanent, failure.InDoubt, failure.Reason));
    }

    [Fact]
    public async Task The_callers_own_cancellation_stays_a_cancellation()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(engine);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => fixture.Store.Writer.InsertAsync(TableTag.Spans, Blocks.Of([new TestSpan()], 1), 1, cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fixture.Store.Reads.AskAsync(new Services(), cancelled.Token));
    }

    private static async Task<WriteFailure> FailAsync(ClickHouseStore store) =>
        await Assert.ThrowsAsync<WriteFailure>(
            () => store.Writer.InsertAsync(TableTag.Spans, Blocks.Of([new TestSpan { StatusMessage = "secret" }], 1), 1, StoreFixture.Cancel));

    private static void AssertClean(string reason)
    {
        Assert.DoesNotContain("INSERT INTO", reason, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("secret", reason, StringComparison.Ordinal);
        Assert.DoesNotContain("/", reason, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", reason, StringComparison.Ordinal);
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
