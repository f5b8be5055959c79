using System.IO.Compression;
using System.Net;
using System.Text;
using Tracing.EngineFixture;
using Xunit;
using Fixture = Tracing.EngineFixture.EngineFixture;

namespace Tracing.EmbeddedClickHouse.Tests;

/// <summary>The HTTP interface itself, without the driver.</summary>
public sealed class InterfaceTests(Fixture fixture)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Formats =>
    [
        "RowBinary", "RowBinaryWithNames", "RowBinaryWithNamesAndTypes", "TSV", "TSVRaw", "TSVWithNames", "TSVWithNamesAndTypes", "CSV", "CSVWithNames", "JSONEachRow",
        "JSONCompactEachRow", "JSONCompactEachRowWithNames", "JSONCompactEachRowWithNamesAndTypes", "JSON", "JSONCompact", "Values", "Markdown",
    ];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Result_of_many_chunks_equals_that_of_one(string format)
    {
        await using var database = await fixture.CreateDatabaseAsync(Cancel);
        const string Columns = "SELECT number AS `a b`, concat('x\n', toString(number)) AS t FROM numbers(3000) ORDER BY number";

        var many = await AskAsync(database, $"{Columns} SETTINGS max_block_size = 500, max_threads = 1, preferred_block_size_bytes = 1000, output_format_write_statistics = 0 FORMAT {format}");
        var one = await AskAsync(database, $"{Columns} SETTINGS max_block_size = 100000, max_threads = 1, output_format_write_statistics = 0 FORMAT {format}");

        Assert.Equal(HttpStatusCode.OK, many.Status);
        Assert.Equal(one.Body, many.Body);
    }

    [Theory]
    [InlineData("SELEC 1", 62, 400)]
    [InlineData("SELECT * FROM nowhere", 60, 404)]
    [InlineData("SELECT nowhere()", 46, 404)]
    [InlineData("SELECT 1; SELECT 2", 62, 400)]
    [InlineData("SELECT 1; nonsense", 62, 400)]
    [InlineData("SELECT throwIf(1)", 395, 500)]
    [InlineData("INSERT INTO nowhere VALUES (1)", 60, 404)]
    [InlineData("SELECT 1 SETTINGS no_such_setting = 1", 115, 404)]
    [InlineData("1 + 1", 62, 400)]
    public async Task Error_has_code_status_and_version(string sql, int code, int status)
    {
        await using var database = await fixture.CreateDatabaseAsync(Cancel);

        using var content = new StringContent(sql);
        using var response = await database.HttpClient.PostAsync(new Uri("http://localhost/"), content, Cancel);
        var body = await response.Content.ReadAsStringAsync(Cancel);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(code.ToString(System.Globalization.CultureInfo.InvariantCulture), response.Headers.GetValues("X-ClickHouse-Exception-Code").Single());
        Assert.StartsWith($"Code: {code}. DB::Exception: ", body, StringComparison.Ordinal);
        Assert.EndsWith($" (version {fixture.Engine.Version})\n", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Insert_by_value_format_and_select_all_report_written_rows()
    {
        await using var database = await fixture.CreateDatabaseAsync(Cancel);
        await database.ExecuteAsync("CREATE TABLE t (a UInt64, b String) ENGINE = MergeTree ORDER BY a", Cancel);

        foreach (var insert in new[] { "INSERT INTO t (a, b) VALUES (1, 'x; y\n\n'), (2, 'z')", "INSERT INTO t FORMAT TSV\n3\tx\n4\ty\n", "INSERT INTO t SELECT number, 'n' FROM numbers(5, 2)" })
        {
            using var content = new StringContent(insert);
            using var response = await database.HttpClient.PostAsync(new Uri($"http://localhost/?database={database.Name}"), content, Cancel);
            response.EnsureSuccessStatusCode();
            Assert.Contains("\"written_rows\":\"2\"", response.Headers.GetValues("X-ClickHouse-Summary").Single(), StringComparison.Ordinal);
        }

        Assert.Equal(21, await database.CountAsync("SELECT sum(a) FROM t", Cancel));
    }

    [Fact]
    public async Task Insert_takes_parameters_beside_its_data()
    {
        await using var database = await fixture.CreateDatabaseAsync(Cancel);
        await database.ExecuteAsync("CREATE TABLE t (a UInt64) ENGINE = MergeTree ORDER BY a", Cancel);

        using var content = new StringContent("INSERT INTO {target:Identifier} FORMAT TSV\n7\n\n8\n");
        using var response = await database.HttpClient.PostAsync(new Uri($"http://localhost/?database={database.Name}&param_target=t&input_format_tsv_empty_as_default=1&input_format_skip_unknown_fields=1"), content, Cancel);

        Assert.Equal("", await response.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(15, await database.CountAsync("SELECT sum(a) FROM t", Cancel));
    }

    [Theory]
    [InlineData("gzip", 1.0)]
    [InlineData("zstd", 1.0)]
    [InlineData("gzip", 0.999)]
    [InlineData("zstd", 0.999)]
    [InlineData("gzip", 0.3)]
    [InlineData("zstd", 0.3)]
    public async Task Compressed_insert_is_stored_whole_or_not_at_all(string encoding, double part)
    {
        await using var database = await fixture.CreateDatabaseAsync(Cancel);
        await database.ExecuteAsync("CREATE TABLE t (a UInt64) ENGINE = MergeTree ORDER BY a", Cancel);
        var bytes = Compress(encoding, "INSERT INTO t FORMAT TSV\n" + string.Concat(Enumerable.Range(0, 100_000).Select(i => $"{i}\n")));

        using var content = new ByteArrayContent(bytes, 0, (int)(bytes.Length * part));
        content.Headers.ContentEncoding.Add(encoding);
        using var response = await database.HttpClient.PostAsync(new Uri($"http://localhost/?database={database.Name}"), content, Cancel);

        Assert.Equal(part < 1 ? HttpStatusCode.BadRequest : HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(part < 1 ? 0 : 100_000, await database.CountAsync("SELECT count() FROM t", Cancel));
    }

    [Fact]
    public async Task Compressed_statement_cut_short_is_not_run()
    {
        await using var database = await fixture.CreateDatabaseAsync(Cancel);
        var bytes = Compress("gzip", "CREATE TABLE t (a UInt64) ENGINE = MergeTree ORDER BY a");

        using var content = new ByteArrayContent(bytes, 0, bytes.Length - 2);
        content.Headers.ContentEncoding.Add("gzip");
        using var response = await database.HttpClient.PostAsync(new Uri($"http://localhost/?database={database.Name}"), content, Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(0, await database.CountAsync("SELECT count() FROM system.tables WHERE database = currentDatabase()", Cancel));
    }

    [Theory]
    [InlineData("br")]
    [InlineData("snappy")]
    public async Task Unknown_encoding_is_told(string encoding)
    {
        await using var database = await fixture.CreateDatabaseAsync(Cancel);
        using var content = new StringContent("SELECT 1");
        content.Headers.ContentEncoding.Add(encoding);

        using var response = await database.HttpClient.PostAsync(new Uri("http://localhost/"), content, Cancel);

        Assert.Equal(HttpStatusCode.NotImplemented, response.StatusCode);
        Assert.Contains($"'{encoding}'", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Statement_over_the_limit_is_refused()
    {
        await using var database = await fixture.CreateDatabaseAsync(Cancel);

        var (status, body) = await AskAsync(database, $"SELECT '{new string('x', 2 << 20)}'");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("longer than", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_does_not_write()
    {
        await using var database = await fixture.CreateDatabaseAsync(Cancel);

        using var response = await database.HttpClient.GetAsync(new Uri($"http://localhost/?database={database.Name}&query=CREATE+TABLE+t+(a+Int8)+ENGINE=Memory"), Cancel);

        Assert.Equal("164", response.Headers.GetValues("X-ClickHouse-Exception-Code").Single());
        Assert.Equal(0, await database.CountAsync("SELECT count() FROM system.tables WHERE database = currentDatabase()", Cancel));
    }

    [Fact]
    public async Task Null_reference_in_managed_code_is_an_exception_while_the_engine_runs()
    {
        await using var database = await fixture.CreateDatabaseAsync(Cancel);
        Assert.Equal(1, await database.CountAsync("SELECT 1", Cancel));
        string? nothing = null;

        Assert.Throws<NullReferenceException>(() => nothing!.Length);
        Assert.Equal(1, await database.CountAsync("SELECT 1", Cancel));
    }

    [Fact]
    public async Task Bounds_of_the_options_are_in_force()
    {
        await using var database = await fixture.CreateDatabaseAsync(Cancel);
        var defaults = new EngineOptions { DataPath = "unused" };

        async Task<long> ServerSettingAsync(string name) =>
            await database.CountAsync($"SELECT toInt64(value) FROM system.server_settings WHERE name = '{name}'", Cancel);

        Assert.Equal(defaults.MaxMemoryBytes, await ServerSettingAsync("max_server_memory_usage"));
        Assert.Equal(defaults.MarkCacheBytes, await ServerSettingAsync("mark_cache_size"));
        Assert.Equal(defaults.UncompressedCacheBytes, await ServerSettingAsync("uncompressed_cache_size"));
        Assert.Equal(defaults.BackgroundThreads, await ServerSettingAsync("background_pool_size"));
        Assert.Equal(defaults.MaxThreads, await database.CountAsync("SELECT toInt64(getSetting('max_threads'))", Cancel));
    }

    [Fact]
    public void Options_out_of_range_are_all_told()
    {
        var problems = new List<string>();

        new EngineOptions { DataPath = " ", MaxMemoryBytes = 1, MaxThreads = 0 }.Validate("engine", problems);

        Assert.Equal(["engine.dataPath", "engine.maxMemoryBytes", "engine.maxThreads"], problems.Select(p => p.Split(':')[0]));
    }

    private static async Task<(HttpStatusCode Status, string Body)> AskAsync(TestDatabase database, string sql)
    {
        using var content = new StringContent(sql);
        using var response = await database.HttpClient.PostAsync(new Uri($"http://localhost/?database={database.Name}"), content, Cancel);
        return (response.StatusCode, Encoding.Latin1.GetString(await response.Content.ReadAsByteArrayAsync(Cancel)));
    }

    private static byte[] Compress(string encoding, string text)
    {
        using var bytes = new MemoryStream();
        using (Stream stream = encoding == "gzip" ? new GZipStream(bytes, CompressionLevel.Fastest) : new ZstdSharp.CompressionStream(bytes))
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
        }

        return bytes.ToArray();
    }
}
