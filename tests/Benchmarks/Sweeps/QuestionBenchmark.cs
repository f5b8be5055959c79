using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Tracing.EmbeddedClickHouse;
using Tracing.Query;
using Tracing.Storage;
using Tracing.Storage.Reads;

namespace Tracing.Benchmarks.Sweeps;

/// <summary>
/// What users ask of a million runs: the wall time of the GraphQL answer against the engine's own time for the same SQL, asked of the
/// engine one after another, and the rows that the engine read against those that the answer stands on.
/// </summary>
internal static class QuestionBenchmark
{
    private const int Samples = 15;

    /// <summary>Loads 1,050,000 runs into a folder unless it holds them, and asks.</summary>
    /// <param name="folder">Where the engine's data are kept between calls; empty takes one that is deleted.</param>
    /// <param name="sweeps">How many sweeps; the one in the middle is asked about.</param>
    public static async Task RunAsync(string folder, int sweeps)
    {
        DirectoryInfo? temporary = folder.Length == 0 ? Directory.CreateTempSubdirectory("tracing-sweeps-") : null;
        await using Engine engine = Engine.Open(new EngineOptions { DataPath = Path.GetFullPath(temporary?.FullName ?? folder) });
        using var queries = new RecordedQueries(engine.CreateHandler());
        await using var store = new ClickHouseStore(new StorageOptions(), queries);
        await store.MigrateAsync(CancellationToken.None);
        if ((await store.Reads.AskAsync(new StoredRunCount(null), CancellationToken.None))[0] == 0)
        {
            await new BulkLoad(store, seed: 1).RunAsync(0, sweeps);
        }

        await using QueryServer server = await QueryServer.StartAsync(
            new QueryOptions { Listen = "127.0.0.1:0" }, store, TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
        using var client = new HttpClient { BaseAddress = new Uri(server.Url) };
        Console.WriteLine("| question | queries | GraphQL, median ms | engine alone, median ms | ratio | rows read | rows needed |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|");
        foreach (Question question in Question.About(SweepShape.Sweep(sweeps / 2)))
        {
            await MeasureAsync(client, queries, question);
        }

        temporary?.Delete(true);
    }

    private static async Task MeasureAsync(HttpClient client, RecordedQueries queries, Question question)
    {
        await AskAsync(client, question.Query);
        queries.Take();
        await AskAsync(client, question.Query);
        IReadOnlyList<RecordedQuery> recorded = queries.Take();
        var ours = new List<double>();
        var engine = new List<double>();
        for (int i = 0; i < Samples; i++)
        {
            ours.Add((await AskAsync(client, question.Query)).TotalMilliseconds);
            TimeSpan alone = TimeSpan.Zero;
            foreach (RecordedQuery query in recorded)
            {
                alone += await queries.TimeAsync(query);
            }

            engine.Add(alone.TotalMilliseconds);
        }

        long rows = 0;
        foreach (RecordedQuery query in recorded)
        {
            rows += await queries.ReadRowsAsync(query);
        }

        queries.Take();
        ours.Sort();
        engine.Sort();
        double median = ours[Samples / 2];
        double alone50 = engine[Samples / 2];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {question.Name} | {recorded.Count} | {median:F1} | {alone50:F1} | {median / alone50:F2} | {rows} | {(question.RowsNeeded == 0 ? "all" : question.RowsNeeded)} |"));
    }

    private static async Task<TimeSpan> AskAsync(HttpClient client, string query)
    {
        long began = TimeProvider.System.GetTimestamp();
        using HttpResponseMessage answer = await client.PostAsJsonAsync(new Uri("graphql", UriKind.Relative), new { query });
        string text = await answer.Content.ReadAsStringAsync();
        TimeSpan took = TimeProvider.System.GetElapsedTime(began);
        using var json = JsonDocument.Parse(text);
        return json.RootElement.TryGetProperty("errors", out JsonElement errors) ? throw new InvalidOperationException(errors.ToString()) : took;
    }
}
