using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ClickHouse.Driver.ADO;
using Tracing.EmbeddedClickHouse.Face;
using Xunit;
using Fixture = Tracing.EngineFixture.EngineFixture;

namespace Tracing.EmbeddedClickHouse.Tests;

/// <summary>The guarded face on a socket: who is admitted, what is bounded, what other clients see.</summary>
public sealed class FaceTests(Fixture fixture)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Driver_reads_through_the_face()
    {
        await using var database = await fixture.CreateDatabaseAsync(Cancel);
        await using var face = await FaceHost.StartAsync(fixture.Engine, database, Cancel);
        using var connection = new ClickHouseConnection($"Host=127.0.0.1;Port={face.Address.Port};Username=default;Database={database.Name}");
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT arrayJoin(range(300000)) AS n";
        using var reader = await command.ExecuteReaderAsync(Cancel);
        var rows = 0;
        while (await reader.ReadAsync(Cancel))
        {
            Assert.Equal(rows++, Convert.ToInt32(reader.GetValue(0), CultureInfo.InvariantCulture));
        }

        Assert.Equal(300_000, rows);
    }

    [Fact]
    public async Task Ping_and_get_answer()
    {
        await using var database = await fixture.CreateDatabaseAsync(Cancel);
        await using var face = await FaceHost.StartAsync(fixture.Engine, database, Cancel);

        Assert.Equal("Ok.\n", await face.Client.GetStringAsync(new Uri("/ping", UriKind.Relative), Cancel));
        Assert.Equal("1\n", await face.Client.GetStringAsync(new Uri("/?query=SELECT+1&max_execution_time=5&readonly=1", UriKind.Relative), Cancel));
        Assert.Equal("it is\n", await face.Client.GetStringAsync(new Uri("/?query=SELECT+{x:String}&param_x=it+is", UriKind.Relative), Cancel));
    }

    [Fact]
    public async Task Parameter_whose_text_looks_like_a_tree_does_not_open_a_table()
    {
        await using var database = await fixture.CreateDatabaseAsync(Cancel);
        await using var face = await FaceHost.StartAsync(fixture.Engine, database, Cancel);
        var lines = Uri.EscapeDataString("x\\n     Literal 'y'");

        var (status, body) = await face.AskAsync("SELECT 1 WHERE {p:String} IN system.users", Cancel, $"?param_p={lines}");

        Assert.Equal(403, status);
        Assert.StartsWith("Code: 497.", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SELECT number FROM spans_many", 396, 300)]
    [InlineData("SELECT length(groupArray(number)) FROM (SELECT arrayJoin(range(1000000)) AS number, arrayJoin(range(1000)) AS x)", 241, 300)]
    [InlineData("SELECT count() FROM spans_many AS a, spans_many AS b, spans_many AS c WHERE cityHash64(a.number, b.number, c.number) = 1", 159, 2)]
    public async Task Query_beyond_a_bound_fails_with_its_code(string sql, int code, int seconds)
    {
        await using var database = await fixture.CreateDatabaseAsync(Cancel);
        await database.ExecuteAsync("CREATE TABLE spans_many (number UInt64) ENGINE = MergeTree ORDER BY number", Cancel);
        await database.ExecuteAsync("INSERT INTO spans_many SELECT number FROM numbers(20000)", Cancel);
        var options = new EngineFaceOptions { Database = database.Name, MaxConnections = 1, MaxResultRows = 10_000, MaxMemoryBytes = 128L << 20, MaxExecutionTime = TimeSpan.FromSeconds(seconds) };
        await using var face = await FaceHost.StartAsync(fixture.Engine, options, Cancel);

        var (status, body) = await face.AskAsync(sql, Cancel);

        Assert.NotEqual(200, status);
        Assert.StartsWith($"Code: {code}.", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shorter_time_of_the_request_is_honoured()
    {
        await using var database = await fixture.CreateDatabaseAsync(Cancel);
        await database.ExecuteAsync("CREATE TABLE many (number UInt64) ENGINE = MergeTree ORDER BY number", Cancel);
        await database.ExecuteAsync("INSERT INTO many SELECT number FROM numbers(20000)", Cancel);
        await using var face = await FaceHost.StartAsync(fixture.Engine, database, Cancel);

        var (status, body) = await face.AskAsync("SELECT count() FROM many AS a, many AS b, many AS c WHERE cityHash64(a.number, b.number, c.number) = 1", Cancel, "?max_execution_time=1");

        Assert.Equal(408, status);
        Assert.StartsWith("Code: 159.", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replacing_table_is_read_final()
    {
        await using var database = await fixture.CreateDatabaseAsync(Cancel);
        await database.ExecuteAsync("CREATE TABLE r (k UInt64, v UInt64) ENGINE = ReplacingMergeTree(v) ORDER BY k", Cancel);
        await database.ExecuteAsync("SYSTEM STOP MERGES r", Cancel);
        await database.ExecuteAsync("INSERT INTO r VALUES (1, 1)", Cancel);
        await database.ExecuteAsync("INSERT INTO r VALUES (1, 2)", Cancel);
        await using var face = await FaceHost.StartAsync(fixture.Engine, database, Cancel);

        Assert.Equal((200, "1\t2\n"), await face.AskAsync("SELECT count(), max(v) FROM r", Cancel));
    }

    [Fact]
    public async Task Body_over_the_limit_is_refused()
    {
        await using var database = await fixture.CreateDatabaseAsync(Cancel);
        await using var face = await FaceHost.StartAsync(fixture.Engine, database, Cancel);

        var (status, body) = await face.AskAsync($"SELECT '{new string('x', 300 << 10)}'", Cancel);

        Assert.Contains(status, new[] { 400, 413 });
        Assert.StartsWith("Code: ", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("evil.example", null, 403)]
    [InlineData("localhost", "http://evil.example", 403)]
    [InlineData("localhost", null, 200)]
    public async Task Foreign_host_or_origin_is_refused(string host, string? origin, int expected)
    {
        await using var database = await fixture.CreateDatabaseAsync(Cancel);
        await using var face = await FaceHost.StartAsync(fixture.Engine, database, Cancel);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/?query=SELECT+1");
        request.Headers.Host = host;
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        using var response = await face.Client.SendAsync(request, Cancel);

        Assert.Equal(expected, (int)response.StatusCode);
    }

    [Theory]
    [InlineData(null, null, HttpStatusCode.Unauthorized)]
    [InlineData("Bearer", "wrong", HttpStatusCode.Forbidden)]
    [InlineData("Bearer", "s3cret", HttpStatusCode.OK)]
    [InlineData("Basic", "ZGVmYXVsdDpzM2NyZXQ=", HttpStatusCode.OK)]
    [InlineData("Basic", "ZGVmYXVsdDp4", HttpStatusCode.Forbidden)]
    [InlineData("X-ClickHouse-Key", "s3cret", HttpStatusCode.OK)]
    public async Task Token_is_asked_for(string? scheme, string? value, HttpStatusCode expected)
    {
        await using var database = await fixture.CreateDatabaseAsync(Cancel);
        await using var face = await FaceHost.StartAsync(fixture.Engine, new EngineFaceOptions { Database = database.Name, MaxConnections = 1, Token = "s3cret" }, Cancel);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/?query=SELECT+1");
        if (scheme == "X-ClickHouse-Key")
        {
            request.Headers.Add(scheme, value);
        }
        else if (scheme is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue(scheme, value);
        }

        using var response = await face.Client.SendAsync(request, Cancel);

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Error_in_mid_stream_ends_in_its_text_and_a_broken_connection()
    {
        await using var database = await fixture.CreateDatabaseAsync(Cancel);
        await database.ExecuteAsync("CREATE TABLE n (number UInt64) ENGINE = MergeTree ORDER BY number", Cancel);
        await database.ExecuteAsync("INSERT INTO n SELECT number FROM numbers(900000)", Cancel);
        await using var face = await FaceHost.StartAsync(fixture.Engine, database, Cancel);
        using var response = await face.Client.GetAsync(
            new Uri("/?query=SELECT+number,+toUInt8OrZero(''),+CAST(if(number%3D890000,'x','1')+AS+UInt8)+FROM+n+ORDER+BY+number", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, Cancel);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var tag = response.Headers.GetValues("X-ClickHouse-Exception-Tag").Single();
        var text = new StringBuilder();
        await using var body = await response.Content.ReadAsStreamAsync(Cancel);
        var buffer = new byte[64 << 10];

        await Assert.ThrowsAnyAsync<IOException>(async () =>
        {
            while (await body.ReadAsync(buffer, Cancel) is > 0 and var read)
            {
                text.Append(Encoding.UTF8.GetString(buffer, 0, read));
            }

            throw new InvalidOperationException("The body ended as if it were whole.");
        });

        Assert.Contains($"\r\n__exception__\r\n{tag}\r\nCode: 6. DB::Exception: ", text.ToString()[^Math.Min(text.Length, 2000)..], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Native_of_a_newer_protocol_has_block_info_and_serialization_flags()
    {
        await using var database = await fixture.CreateDatabaseAsync(Cancel);
        await using var face = await FaceHost.StartAsync(fixture.Engine, database, Cancel);
        const string Sql = "/?query=SELECT+toUInt8(7)+AS+a,+'xy'+AS+b&default_format=Native";

        var plain = await face.Client.GetByteArrayAsync(new Uri(Sql, UriKind.Relative), Cancel);
        var newer = await face.Client.GetByteArrayAsync(new Uri(Sql + "&client_protocol_version=54460", UriKind.Relative), Cancel);

        Assert.Equal([2, 1, 1, .. "a"u8, 5, .. "UInt8"u8, 7, 1, .. "b"u8, 6, .. "String"u8, 2, .. "xy"u8], plain);
        Assert.Equal([1, 0, 2, 255, 255, 255, 255, 0, 2, 1, 1, .. "a"u8, 5, .. "UInt8"u8, 0, 7, 1, .. "b"u8, 6, .. "String"u8, 0, 2, .. "xy"u8], newer);
    }

    [Fact]
    public async Task Native_of_every_column_kind_is_cut_at_the_right_places()
    {
        await using var database = await fixture.CreateDatabaseAsync(Cancel);
        await database.ExecuteAsync(
            """
            CREATE TABLE k (a LowCardinality(String), b Map(LowCardinality(String), String), c Array(LowCardinality(Nullable(String))), d Nullable(DateTime64(9)), e Tuple(x UInt8, y Array(String)),
            f FixedString(3), g Decimal(18, 4), h Array(Map(LowCardinality(String), String)), i Enum8('a' = 1), j Bool, k UInt128, l UUID, m Array(Array(UInt16)), n String)
            ENGINE = MergeTree ORDER BY tuple()
            """,
            Cancel);
        await database.ExecuteAsync(
            """
            INSERT INTO k SELECT toString(number % 3), map('k', toString(number), '', 'v'), [NULL, 'z', toString(number)], NULL, (1, ['p', 'q']), 'abc', 1.5, [map('a', 'b'), map()], 'a', true,
            number, generateUUIDv4(), [[1, 2], [], [3]], repeat('n', number % 300) FROM numbers(1000) UNION ALL SELECT '', map(), [], now64(9), (0, []), '', 0, [], 'a', false, 0, generateUUIDv4(), [], ''
            """,
            Cancel);
        await using var face = await FaceHost.StartAsync(fixture.Engine, database, Cancel);

        var plain = await face.Client.GetByteArrayAsync(new Uri("/?query=SELECT+*+FROM+k+ORDER+BY+ALL&default_format=Native", UriKind.Relative), Cancel);
        var newer = await face.Client.GetByteArrayAsync(new Uri("/?query=SELECT+*+FROM+k+ORDER+BY+ALL&default_format=Native&client_protocol_version=54460", UriKind.Relative), Cancel);

        // Every block gains 8 bytes and one byte a column; had a column been cut wrongly, the walk would have failed or lost its way.
        Assert.Equal(0, (newer.Length - plain.Length) % (8 + 14));
        Assert.True(newer.Length > plain.Length);
    }
}
