using System.Globalization;
using System.Text.Json;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;
using OpenTelemetry.Proto.Resource.V1;
using Tracing.Collector.Tests.Receive;
using Tracing.EngineFixture;
using Tracing.Storage.Reads;
using Tracing.Storage.Rows;
using Tracing.Storage.Schema;
using Tracing.Vocabulary;
using static Tracing.Collector.Tests.Interpret.AgentRecords;

namespace Tracing.Collector.Tests.Interpret;

/// <summary>The filled database of an earlier program: this one brings its schema up to date, loses no record, and reads every run anew.</summary>
public sealed class UpgradeTests(EngineFixture.EngineFixture engine)
{
    private static readonly string[] Runs = ["one", "two"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // Each history ends where a program was handed out: the first; before runs had keys; before sessions were bound; before whole rows of runs.
    [Theory]
    [InlineData(12)]
    [InlineData(18)]
    [InlineData(36)]
    [InlineData(39)]
    public async Task A_database_of_an_earlier_program_tells_all_of_its_runs(int migrations)
    {
        await using BindingHost present = await BindingHost.StartAsync(engine);
        foreach (string run in Runs)
        {
            await present.InsertAsync(Traced(Of(run), Session(run)), Call(Of(run), 100), Event(Of(run), "gen_ai.evaluation.result", null, Score), Event(Of(run), "bench.artifact", "what it said", Output));
        }

        await present.InsertAsync(Traced(Loose(), Session("one")));
        string[] expected = [await TellAsync(present, "one", spans: 2), await TellAsync(present, "two", spans: 1)];

        TestDatabase earlier = await engine.CreateDatabaseAsync(Cancel);
        await MigrateAsync(earlier, migrations);
        await CopyAsync(present.Database, earlier);
        await using BindingHost upgraded = await BindingHost.OverAsync(earlier);

        Assert.Equal<string[]>(expected, [await TellAsync(upgraded, "one", spans: 2), await TellAsync(upgraded, "two", spans: 1)]);
        Assert.Equal((3L, 4L, 2L), (await upgraded.CountAsync("SELECT count() FROM otel_traces"), await upgraded.CountAsync("SELECT count() FROM otel_logs"), await upgraded.CountAsync("SELECT count() FROM artifact_chunks")));
        Assert.Empty((await upgraded.Store.MigrateAsync(Cancel)).Applied);
    }

    private static KeyValue[] Score =>
    [
        Samples.Text("gen_ai.evaluation.name", "pass_rate"), Samples.Text("bench.scorer.name", "tests"), Samples.Text("bench.scorer.version", "1"),
        new() { Key = "gen_ai.evaluation.score.value", Value = new AnyValue { DoubleValue = 0.75 } },
    ];

    private static KeyValue[] Output =>
    [
        Samples.Text("bench.artifact.kind", "stdout"), Samples.Text("bench.artifact.format", "text"), Samples.Text("bench.artifact.made", "harness"),
        Samples.Number("bench.artifact.seq", 0), new() { Key = "bench.artifact.last", Value = new AnyValue { BoolValue = true } },
    ];

    private static ExportLogsServiceRequest Event(Resource resource, string name, string? body, KeyValue[] attributes) => new()
    {
        ResourceLogs =
        {
            new ResourceLogs
            {
                Resource = resource,
                ScopeLogs =
                {
                    new ScopeLogs
                    {
                        LogRecords = { new LogRecord { EventName = name, TimeUnixNano = Samples.Start, Body = body is null ? null : new AnyValue { StringValue = body }, Attributes = { attributes } } },
                    },
                },
            },
        },
    };

    // Everything that is told of a run but which reading of it this is, by whom and when.
    private static async Task<string> TellAsync(BindingHost host, string id, uint spans)
    {
        RunRow run = await host.RunAsync(id, spans, logs: 2);
        StoreReader reads = host.Store.Reads;
        WholeCell cell = (await reads.AskAsync(new WholeCellOf(Cell(run.CellId), 100), Cancel)).Single();
        return JsonSerializer.Serialize(new object[]
        {
            Plain(run),
            cell.Runs.Where(whole => whole.RunId == id).Select(Plain),
            cell.Scores.Where(score => score.RunId == id),
            await reads.AskAsync(new ModelCallsOfRuns([id]), Cancel),
            await reads.AskAsync(new ScoresOfRuns([id]), Cancel),
            await reads.AskAsync(new ArtifactsOfRuns([id]), Cancel),
            await reads.AskAsync(new SpansOfRuns([id]), Cancel),
            await reads.AskAsync(new LogsOfRuns([id]), Cancel),
        });
    }

    private static CellId Cell(string id) => CellId.TryParse(id, out CellId? cell, out _) ? cell : throw new ArgumentException(id);

    private static RunRow Plain(RunRow run) => run with { Version = 0, InterpretedAt = 0, InterpretedBy = "" };

    private static async Task MigrateAsync(TestDatabase database, int migrations)
    {
        await database.ExecuteAsync("CREATE TABLE schema_migrations (`Number` UInt32, `Name` String, `Sha256` String, `AppliedAt` DateTime64(9)) ENGINE = ReplacingMergeTree ORDER BY (Number, Name, Sha256)", Cancel);
        foreach (Migration migration in Migration.All.Take(migrations))
        {
            await database.ExecuteAsync(migration.Sql, Cancel);
            await database.ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"INSERT INTO schema_migrations VALUES ({migration.Number}, '{migration.Name}', '{migration.Sha256}', now64(9))"), Cancel);
        }
    }

    // What of the rows the earlier program knew; what it had read itself, by the reading of its time.
    private static async Task CopyAsync(TestDatabase from, TestDatabase to)
    {
        const string Columns = "SELECT table, name FROM system.columns WHERE default_kind NOT IN ('MATERIALIZED', 'ALIAS') AND database = ";
        const string Stored = "SELECT name FROM system.tables WHERE engine LIKE '%MergeTree' AND database = ";
        string tables = await TextAsync(from, $"""
            SELECT arrayStringConcat(groupArray(concat(table, ' ', columns)), '\n') FROM (
              SELECT table, arrayStringConcat(groupArray(concat('`', name, '`')), ',') AS columns FROM ({Columns}'{to.Name}')
              WHERE (table, name) IN ({Columns}'{from.Name}') AND table IN ({Stored}'{to.Name}') AND table != 'schema_migrations' GROUP BY table)
            """);
        foreach (string[] table in tables.Split('\n').Select(line => line.Split(' ', 2)))
        {
            await to.ExecuteAsync($"INSERT INTO {table[0]} ({table[1]}) SELECT {table[1].Replace("`Version`", "bitAnd(Version, bitNot(toUInt64(0xFFFF)))", StringComparison.Ordinal)} FROM {from.Name}.{table[0]}", Cancel);
        }
    }

    private static async Task<string> TextAsync(TestDatabase database, string sql) => (string)(await database.ScalarAsync(sql, Cancel))!;
}
