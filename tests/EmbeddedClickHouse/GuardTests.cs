using System.Globalization;
using Xunit;
using Fixture = Tracing.EngineFixture.EngineFixture;

namespace Tracing.EmbeddedClickHouse.Tests;

public sealed class GuardTests(Fixture fixture)
{
    private static readonly string[] Legitimate =
    [
        "SELECT 1",
        "SELECT 1;",
        "SELECT version()",
        "SELECT displayName(), version(), revision(), timezone()",
        "SELECT * FROM spans",
        "SELECT * FROM DB.spans",
        "SELECT * FROM \"DB\".\"spans\" LIMIT 10",
        "SELECT count() FROM spans WHERE a >= 1 AND b LIKE '%x%' OR a != 2 -- a comment; not a statement",
        "/* grafana dashboard=abc */ SELECT toStartOfInterval(now(), INTERVAL 60 second) AS time, count() AS \"p95 (ms)\" FROM spans GROUP BY time ORDER BY time",
        "SELECT quantile(0.95)(a), quantileTDigestIf(0.5)(a, a > 1), sumIf(a, a > 1), uniqExact(b), groupArrayArray([a]) FROM spans",
        "SELECT a, b FROM spans WHERE a IN (1, 2, 3) AND b IN ('x', 'y') AND a IN (SELECT a FROM spans)",
        "WITH x AS (SELECT a FROM spans) SELECT * FROM x WHERE a IN x",
        "SELECT arrayMap(x -> x + 1, [a]), map('k', b)['k'], tuple(a, b).1, a::String, CAST(a AS Nullable(Float64)), if(a = 1, 'one', 'more') FROM spans",
        "SELECT CASE WHEN a = 1 THEN 'x' ELSE 'y' END, CASE a WHEN 1 THEN 'x' ELSE 'y' END FROM spans",
        "SELECT a FROM spans UNION ALL SELECT a FROM spans",
        "SELECT s.a, t.b FROM spans AS s LEFT JOIN spans AS t ON s.a = t.a",
        "SELECT a, row_number() OVER (PARTITION BY b ORDER BY a) FROM spans",
        "SELECT arrayJoin([1, 2]) AS x, * EXCEPT (b) FROM spans ORDER BY x DESC LIMIT 1 BY a",
        "SELECT a FROM spans FINAL PREWHERE a > 0 WHERE b != '' GROUP BY a HAVING count() > 0 ORDER BY a LIMIT 10 OFFSET 0",
        "SELECT multiIf(a = 1, 'p', 'q'), toDateTime64('2026-01-01 00:00:00', 9), fromUnixTimestamp64Milli(toInt64(1)), formatReadableSize(a) FROM spans",
        "SELECT name, database FROM system.tables WHERE database = 'DB'",
        "SELECT name, type, table FROM system.columns WHERE database = 'DB' AND table = 'spans'",
        "SELECT name FROM system.databases",
        "SELECT name FROM system.functions",
        "SELECT DISTINCT b AS value FROM spans WHERE b ILIKE 'it''s \\' ; DROP TABLE spans'",
        "SELECT 'FROM secret.t; file(''/etc/passwd'')'",
        "SELECT now() - INTERVAL '1 day', now() - INTERVAL '2' HOUR, DATE '2026-01-01', TIMESTAMP '2026-01-01 00:00:00'",
        "SELECT b LIKE '%a/b%', b IN ('x/y', '../z'), COLUMNS('^a') FROM spans",
        "SHOW TABLES",
        "SHOW TABLES FROM DB",
        "SHOW DATABASES",
        "DESCRIBE TABLE spans",
        "DESC TABLE \"DB\".\"spans\"",
        "SELECT a FROM spans FORMAT JSON",
        "SELECT a, b FROM spans FORMAT CSVWithNames",
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Hostile_statement_is_refused_and_changes_nothing()
    {
        await using var database = await fixture.CreateDatabaseAsync(Cancel);
        await FillAsync(database);
        await using var face = await FaceHost.StartAsync(fixture.Engine, database, Cancel);
        var answered = new List<string>();
        foreach (var statement in HostileStatements.All.Where(s => s.Trim(';').Length > 0))
        {
            var (status, body) = await face.AskAsync(statement.Replace("DB", database.Name, StringComparison.Ordinal), Cancel, "?param_t=spans");

            // 497 is the guard's refusal, 62 the parser's: nothing may come as far as the engine.
            if (status == 200 || !(body.StartsWith("Code: 497.", StringComparison.Ordinal) || body.StartsWith("Code: 62.", StringComparison.Ordinal)))
            {
                answered.Add($"{statement} -> {status} {body}");
            }
        }

        Assert.True(HostileStatements.All.Length >= 100, HostileStatements.All.Length.ToString(CultureInfo.InvariantCulture));
        Assert.True(answered.Count == 0, string.Join('\n', answered));
        Assert.Equal(3, await database.CountAsync("SELECT count() FROM spans", Cancel));
        Assert.False(File.Exists("/tmp/tracing-guard-test"));
    }

    [Fact]
    public async Task Statement_of_grafana_and_people_is_answered()
    {
        await using var database = await fixture.CreateDatabaseAsync(Cancel);
        await FillAsync(database);
        await using var face = await FaceHost.StartAsync(fixture.Engine, database, Cancel);
        var refused = new List<string>();
        foreach (var statement in Legitimate)
        {
            var (status, body) = await face.AskAsync(statement.Replace("DB", database.Name, StringComparison.Ordinal), Cancel);
            if (status != 200)
            {
                refused.Add($"{statement} -> {status} {body}");
            }
        }

        Assert.True(refused.Count == 0, string.Join('\n', refused));
    }

    [Theory]
    [InlineData("default")]
    [InlineData("system")]
    [InlineData("a b")]
    public async Task Database_of_the_engine_itself_is_not_opened(string database)
    {
        var error = await Assert.ThrowsAsync<EngineException>(
            () => FaceHost.StartAsync(fixture.Engine, new Face.EngineFaceOptions { Database = database }, Cancel));

        Assert.StartsWith("engine.database:", error.Message, StringComparison.Ordinal);
    }

    private static async Task FillAsync(EngineFixture.TestDatabase database)
    {
        await database.ExecuteAsync("CREATE TABLE spans (a UInt64, b String) ENGINE = ReplacingMergeTree ORDER BY a", Cancel);
        await database.ExecuteAsync("INSERT INTO spans VALUES (1, 'x'), (2, 'y'), (3, 'z')", Cancel);
        await database.ExecuteAsync("CREATE DATABASE IF NOT EXISTS secret", Cancel);
        await database.ExecuteAsync("CREATE TABLE IF NOT EXISTS secret.t (a UInt64) ENGINE = MergeTree ORDER BY a", Cancel);
    }
}
