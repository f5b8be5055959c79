using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Numerics;
using ClickHouse.Driver;
using Xunit;
using Fixture = Tracing.EngineFixture.EngineFixture;

namespace Tracing.EmbeddedClickHouse.Tests;

[SuppressMessage("Security", "CA2100:Review SQL queries for security vulnerabilities", Justification = "Tests write their own SQL.")]
public sealed class TypeTests(Fixture fixture)
{
    public static TheoryData<string, object> Values => new()
    {
        { "UInt8", (byte)200 },
        { "UInt64", ulong.MaxValue },
        { "Int64", long.MinValue },
        { "UInt128", BigInteger.Parse("340282366920938463463374607431768211455", System.Globalization.CultureInfo.InvariantCulture) },
        { "Float64", 0.5565496484176503 },
        { "Float64", double.NaN },
        { "Bool", true },
        { "String", "it's 日本\0\n\\ \"quoted\"" },
        { "LowCardinality(String)", "Internal" },
        { "Nullable(String)", "x" },
        { "Nullable(UInt64)", 7UL },
        { "UUID", new Guid("0192f0c1-2345-7890-abcd-ef0123456789") },
        { "IPv6", IPAddress.IPv6Loopback },
        { "Array(String)", new[] { "a", "", "b\n" } },
        { "Array(UInt64)", new[] { 1UL, 2UL } },
        { "Map(LowCardinality(String), String)", new Dictionary<string, string> { ["k"] = "v", ["empty"] = "" } },
        { "Array(Map(LowCardinality(String), String))", new[] { new Dictionary<string, string> { ["k"] = "v" }, new Dictionary<string, string>() } },
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Values))]
    public async Task Value_inserted_by_the_driver_is_read_back_equal(string type, object value)
    {
        await using var database = await fixture.CreateDatabaseAsync(Cancel);
        await database.ExecuteAsync($"CREATE TABLE t (v {type}) ENGINE = MergeTree ORDER BY tuple()", Cancel);
        using var client = new ClickHouseClient(database.ConnectionString.Replace("Compression=false", "Compression=true", StringComparison.Ordinal), database.HttpClient);

        await client.InsertBinaryAsync("t", ["v"], [[value]], cancellationToken: Cancel);

        Assert.Equal(value, await database.ScalarAsync("SELECT v FROM t", Cancel));
    }

    [Fact]
    public async Task Nanoseconds_survive()
    {
        await using var database = await fixture.CreateDatabaseAsync(Cancel);
        await database.ExecuteAsync("CREATE TABLE t (v DateTime64(9)) ENGINE = MergeTree ORDER BY v", Cancel);
        await database.ExecuteAsync("INSERT INTO t VALUES ('2026-11-23 20:31:20.123456789')", Cancel);

        Assert.Equal(1795465880123456789L, await database.CountAsync("SELECT toUnixTimestamp64Nano(v) FROM t", Cancel));
    }

    [Fact]
    public async Task Null_is_null_and_not_a_default()
    {
        await using var database = await fixture.CreateDatabaseAsync(Cancel);

        Assert.Equal(DBNull.Value, await database.ScalarAsync("SELECT CAST(NULL AS Nullable(UInt64))", Cancel) ?? DBNull.Value);
    }
}
