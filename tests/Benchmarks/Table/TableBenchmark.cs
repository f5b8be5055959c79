using System.Globalization;
using Tracing.EmbeddedClickHouse;
using Tracing.Storage;
using Tracing.Storage.Columns;

namespace Tracing.Benchmarks.Table;

/// <summary>
/// The engine's CPU for our table against the OpenTelemetry exporter's: the same spans, the same path, rounds in turn, each
/// round's merges waited for and counted. Ours carries eight columns more and, on the embedded engine, syncs every part.
/// </summary>
internal static class TableBenchmark
{
    private const int Rows = 20_000;
    private const int BlocksPerRound = 4;
    private const string Database = "bench_table";
    private const string StockName = "stock_otel_traces";
    private const int StockColumns = 22;

    public static Task RunAsync() => RunAsync(Rounds());

    /// <summary>Rounds of 80,000 spans; <c>TABLE_ROUNDS</c> changes their number.</summary>
    private static int Rounds() =>
        int.TryParse(Environment.GetEnvironmentVariable("TABLE_ROUNDS"), NumberStyles.None, CultureInfo.InvariantCulture, out int rounds) ? rounds : 8;

    private static async Task RunAsync(int rounds)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("tracing-table-");
        try
        {
            await using Engine engine = Engine.Open(new EngineOptions { DataPath = Path.Combine(folder.FullName, "data") });
            using HttpMessageHandler handler = engine.CreateHandler();
            using var http = new HttpClient(handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
            await using var store = new ClickHouseStore(new StorageOptions { Database = Database }, handler);
            await store.MigrateAsync(CancellationToken.None);

            var stock = new Contender("stock", StockName, http, Database);
            await stock.TextAsync(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Table", "stock_otel_traces.sql")));
            List<Contender> contenders = [stock, new Contender("ours", "otel_traces", http, Database)];
            foreach (string file in Variants())
            {
                var variant = new Contender(Path.GetFileNameWithoutExtension(file), "variant_" + Path.GetFileNameWithoutExtension(file), http, Database);
                await variant.TextAsync((await File.ReadAllTextAsync(file)).Replace("EXISTS otel_traces\n", $"EXISTS {variant.Table}\n", StringComparison.Ordinal));
                contenders.Add(variant);
            }

            await MeasureAsync(contenders, rounds);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // Other layouts to hold beside: files with our DDL changed in one point.
    private static string[] Variants() =>
        Environment.GetEnvironmentVariable("TABLE_VARIANTS") is { Length: > 0 } folder ? [.. Directory.GetFiles(folder, "*.sql").Order(StringComparer.Ordinal)] : [];

    private static async Task MeasureAsync(List<Contender> contenders, int rounds)
    {
        IReadOnlyList<ColumnLayout> all = TableLayouts.Spans.Columns;
        ColumnLayout[] deFacto = [.. all.Take(StockColumns)];
        var spans = new SpanBlocks(seed: 1, Rows);
        long perRound = (long)Rows * BlocksPerRound;
        double raw = 0;
        for (int round = 0; round < rounds; round++)
        {
            byte[][] frames = [.. Enumerable.Range(0, BlocksPerRound).Select(_ => spans.Next())];
            byte[][] theirs = [.. frames.Select(frame => NativeBlock.Write(frame, deFacto, null))];
            byte[][] ours = [.. frames.Select((frame, i) => NativeBlock.Write(frame, all, (ulong)((round * BlocksPerRound) + i)))];
            raw = theirs.Sum(block => (double)block.Length) / perRound;

            // Every second round starts from the other end.
            foreach (Contender contender in round % 2 == 0 ? contenders : Enumerable.Reverse(contenders))
            {
                await contender.RoundAsync(contender.Table == StockName ? theirs : ours, perRound);
            }
        }

        await PrintAsync(contenders, rounds * perRound, raw, spans.Sample);
    }

    private static async Task PrintAsync(List<Contender> contenders, long spans, double raw, (string Trace, string Run) sample)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{spans} spans, {raw:F0} B a span in the exporter's columns, blocks of {Rows} rows\n"));
        Console.WriteLine("| table | insert, CPU ns/span | merges | both | of stock | parts | last merge | B/span | trace by id, ms | run by id, ms |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        double baseline = contenders[0].Total;
        foreach (Contender contender in contenders)
        {
            string parts = await contender.PartsAsync();
            double last = await contender.OptimizeAsync(spans);
            double bytes = await contender.BytesPerSpanAsync();
            string run = contender.Table == StockName ? $"ResourceAttributes['bench.run.id'] = '{sample.Run}'" : $"RunId = '{sample.Run}'";
            double trace = await contender.AskAsync($"SELECT * FROM {contender.Table} WHERE TraceId = '{sample.Trace}' ORDER BY Timestamp FORMAT Null");
            double byRun = await contender.AskAsync($"SELECT * FROM {contender.Table} WHERE {run} ORDER BY Timestamp FORMAT Null");
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {contender.Name} | {contender.Insert:F0} | {contender.Merge:F0} | {contender.Total:F0} | {contender.Total / baseline:F2} | {parts} | {last:F0} | {bytes:F1} | {trace:F1} | {byRun:F1} |"));
        }

        Console.WriteLine();
    }
}
