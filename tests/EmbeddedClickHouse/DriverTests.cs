using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using ClickHouse.Driver;
using ClickHouse.Driver.Utility;
using Xunit;
using Fixture = Tracing.EngineFixture.EngineFixture;

namespace Tracing.EmbeddedClickHouse.Tests;

[SuppressMessage("Security", "CA2100:Review SQL queries for security vulnerabilities", Justification = "Tests write their own SQL.")]
public sealed class DriverTests(Fixture fixture)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("plain")]
    [InlineData("it's\\n \t\n'; DROP TABLE x; --")]
    [InlineData("\\'\"`$$ {x:String} 日本 \u0000 end")]
    [InlineData("")]
    public async Task Parameter_hostile_string_comes_back_unchanged(string value)
    {
        await using var database = await fixture.CreateDatabaseAsync(Cancel);
        using var connection = database.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT {x:String}";
        command.AddParameter("x", value);

        Assert.Equal(value, await command.ExecuteScalarAsync(Cancel));
    }

    [Fact]
    public async Task Reader_million_rows_are_streamed_completely_and_in_order()
    {
        await using var database = await fixture.CreateDatabaseAsync(Cancel);
        using var connection = database.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT number, toString(number) FROM numbers(1000000)";
        using var reader = await command.ExecuteReaderAsync(Cancel);

        ulong expected = 0;
        while (await reader.ReadAsync(Cancel))
        {
            Assert.Equal(expected, (ulong)reader.GetValue(0));
            Assert.Equal(expected.ToString(CultureInfo.InvariantCulture), reader.GetString(1));
            expected++;
        }

        Assert.Equal(1_000_000UL, expected);
    }

    [Fact]
    public async Task Unknown_table_throws_with_code_60()
    {
        await using var database = await fixture.CreateDatabaseAsync(Cancel);

        var error = await Assert.ThrowsAsync<ClickHouseServerException>(() => database.ScalarAsync("SELECT * FROM nowhere", Cancel));

        Assert.Equal(60, error.ErrorCode);
    }

    [Fact]
    public async Task Error_after_the_first_chunk_throws_with_its_code()
    {
        await using var database = await fixture.CreateDatabaseAsync(Cancel);
        using var connection = database.Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT throwIf(number = 900000, 'late') FROM numbers(1000000) SETTINGS max_block_size = 1000, max_threads = 1";
        using var reader = await command.ExecuteReaderAsync(Cancel);

        var error = await Assert.ThrowsAsync<ClickHouseServerException>(async () =>
        {
            while (await reader.ReadAsync(Cancel))
            {
            }
        });

        Assert.Equal(395, error.ErrorCode);
        Assert.Contains("late", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Binary_insert_stores_every_row()
    {
        await using var database = await fixture.CreateDatabaseAsync(Cancel);
        await database.ExecuteAsync("CREATE TABLE t (a UInt64, b String) ENGINE = MergeTree ORDER BY a", Cancel);
        using var client = new ClickHouseClient(database.ConnectionString, database.HttpClient);
        var rows = Enumerable.Range(0, 50_000).Select(i => new object[] { (ulong)i, $"row {i}" });

        await client.InsertBinaryAsync("t", ["a", "b"], rows, cancellationToken: Cancel);

        Assert.Equal(50_000, await database.CountAsync("SELECT count() FROM t WHERE b = concat('row ', toString(a))", Cancel));
    }

    [Theory]
    [InlineData("a;b\n\nSELECT 1; DROP TABLE t\n")]
    [InlineData("\n\n\n")]
    public async Task Raw_insert_never_runs_its_data(string text)
    {
        await using var database = await fixture.CreateDatabaseAsync(Cancel);
        await database.ExecuteAsync("CREATE TABLE t (line String) ENGINE = MergeTree ORDER BY tuple()", Cancel);
        using var client = new ClickHouseClient(database.ConnectionString, database.HttpClient);
        using var data = new MemoryStream(Encoding.UTF8.GetBytes(text));

        using var response = await client.InsertRawStreamAsync("t", data, "LineAsString", cancellationToken: Cancel);

        Assert.Equal(text.Count(c => c == '\n'), await database.CountAsync("SELECT count() FROM t", Cancel));
    }

    [Fact]
    public async Task Gzip_body_cut_short_is_refused_and_stores_nothing()
    {
        await using var database = await fixture.CreateDatabaseAsync(Cancel);
        await database.ExecuteAsync("CREATE TABLE t (line String) ENGINE = MergeTree ORDER BY tuple()", Cancel);
        var whole = Gzip(string.Join('\n', Enumerable.Range(0, 20_000)));
        using var cut = new ByteArrayContent(whole, 0, whole.Length / 2);
        cut.Headers.ContentEncoding.Add("gzip");

        using var response = await database.HttpClient.PostAsync($"http://localhost/?database={database.Name}&query=INSERT INTO t FORMAT LineAsString", cut, Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(0, await database.CountAsync("SELECT count() FROM t", Cancel));
    }

    private static byte[] Gzip(string text)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return bytes.ToArray();
    }
}
