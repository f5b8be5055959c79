using System.Globalization;
using System.Net.Http.Headers;

namespace Tracing.Benchmarks.Table;

/// <summary>A table under measurement: what it cost the process to fill it, its merges included, and what it costs to ask it.</summary>
internal sealed class Contender(string name, string table, HttpClient engine, string database)
{
    private const string InsertSettings =
        "async_insert=0&max_insert_threads=1&min_insert_block_size_rows=10000000&min_insert_block_size_bytes=0&insert_deduplicate=0&optimize_on_insert=0";

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);
    private readonly List<double> inserts = [];
    private readonly List<double> merges = [];

    public string Name => name;

    public string Table => table;

    /// <summary>CPU ns a span of the inserts alone, median of the rounds.</summary>
    public double Insert => Median(inserts);

    /// <summary>CPU ns a span of the merges that followed each round's inserts, mean of the rounds: merges come in steps.</summary>
    public double Merge => merges.Average();

    /// <summary>CPU ns a span of both, mean of the rounds.</summary>
    public double Total => inserts.Average() + merges.Average();

    /// <summary>Inserts blocks and waits until the engine has merged what it wants to merge.</summary>
    public async Task RoundAsync(IReadOnlyList<byte[]> blocks, long spans)
    {
        TimeSpan start = Environment.CpuUsage.TotalTime;
        foreach (byte[] block in blocks)
        {
            using var content = new ByteArrayContent(block);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            string sql = Uri.EscapeDataString($"INSERT INTO {table} FORMAT Native");
            using HttpResponseMessage answer = await engine.PostAsync($"http://engine/?database={database}&query={sql}&{InsertSettings}", content);
            await EnsureAsync(answer);
        }

        TimeSpan inserted = Environment.CpuUsage.TotalTime;
        await SettleAsync();
        inserts.Add((inserted - start).TotalNanoseconds / spans);
        merges.Add((Environment.CpuUsage.TotalTime - inserted).TotalNanoseconds / spans);
    }

    /// <summary>One more merge of everything into a part a partition: CPU ns a span.</summary>
    public async Task<double> OptimizeAsync(long spans)
    {
        TimeSpan start = Environment.CpuUsage.TotalTime;
        await TextAsync($"OPTIMIZE TABLE {table} FINAL");
        return (Environment.CpuUsage.TotalTime - start).TotalNanoseconds / spans;
    }

    public async Task<double> BytesPerSpanAsync() => double.Parse(
        await TextAsync($"SELECT sum(bytes_on_disk) / sum(rows) FROM system.parts WHERE database = currentDatabase() AND table = '{table}' AND active"),
        CultureInfo.InvariantCulture);

    public async Task<string> PartsAsync() =>
        await TextAsync($"SELECT count() FROM system.parts WHERE database = currentDatabase() AND table = '{table}' AND active");

    /// <summary>Median wall time of a query in ms, after one to warm up.</summary>
    public async Task<double> AskAsync(string sql)
    {
        await TextAsync(sql);
        var times = new List<double>();
        for (int i = 0; i < 15; i++)
        {
            long start = System.Diagnostics.Stopwatch.GetTimestamp();
            await TextAsync(sql);
            times.Add(System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return Median(times);
    }

    public async Task<string> TextAsync(string sql)
    {
        using var content = new StringContent(sql);
        using HttpResponseMessage answer = await engine.PostAsync($"http://engine/?database={database}", content);
        await EnsureAsync(answer);
        return (await answer.Content.ReadAsStringAsync()).Trim();
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static async Task EnsureAsync(HttpResponseMessage answer)
    {
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
        }
    }

    // Settled: no merge runs in three looks, one after the other.
    private async Task SettleAsync()
    {
        for (int quiet = 0; quiet < 3;)
        {
            await Task.Delay(s_pause);
            quiet = await TextAsync($"SELECT count() FROM system.merges WHERE database = currentDatabase()") == "0" ? quiet + 1 : 0;
        }
    }
}
