using System.Text.Json;
using CsCheck;
using Google.Protobuf;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;
using Tracing.Collector.Decode;
using Tracing.EngineFixture;
using Tracing.Storage;
using Tracing.Storage.Columns;

namespace Tracing.Collector.Tests.Decode;

/// <summary>Random requests through the decoder, frames, splicer and an insert of the store: the real engine gives back what the oracle expects.</summary>
public sealed class EngineRoundTripTests(EngineFixture.EngineFixture engine)
{
    private const int RequestCount = 40;

    [Fact]
    public async Task Spans_come_back_from_the_engine_as_they_were_sent()
    {
        var expected = new List<Dictionary<string, string>>();
        var frames = new List<byte[]>();
        using (var decoding = new Decoding())
        {
            RequestContext context = Decoding.Context(OtlpSignal.Traces, OtlpEncoding.Protobuf, "run-e");
            foreach (ExportTraceServiceRequest request in Generate(Requests.Traces))
            {
                Assert.True(decoding.Decode(request.ToByteArray(), in context).IsOk);
                frames.Add(decoding.Frame());
                expected.AddRange(Expected.Of(request, in context).Spans);
            }
        }

        await Check(TableLayouts.Spans, frames, expected);
    }

    [Fact]
    public async Task Logs_and_artifacts_come_back_from_the_engine_as_they_were_sent()
    {
        var expected = new List<Dictionary<string, string>>();
        var frames = new List<byte[]>();
        using (var decoding = new Decoding())
        {
            UInt128 hash = 0;
            foreach (ExportLogsServiceRequest request in Generate(Requests.Logs))
            {
                hash += UInt128.MaxValue / 1000;
                RequestContext context = Decoding.Context(OtlpSignal.Logs, OtlpEncoding.Protobuf) with { RequestHash = hash };
                Assert.True(decoding.Decode(request.ToByteArray(), in context).IsOk);
                frames.Add(decoding.Frame());
                expected.AddRange(Expected.Of(request, in context).Logs);
            }
        }

        await Check(TableLayouts.Logs, frames, expected);
    }

    private async Task Check(TableLayout layout, List<byte[]> frames, List<Dictionary<string, string>> expected)
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        Assert.InRange(expected.Count, 20, 10_000);
        await using TestDatabase database = await engine.CreateDatabaseAsync(cancel);
        await using var store = new ClickHouseStore(new StorageOptions { Database = database.Name }, database.CreateHandler());
        await store.MigrateAsync(cancel);

        var splicer = new BlockSplicer(layout.Tag);
        foreach (FrameBlock block in frames.SelectMany(frame => FrameReader.Read(frame)))
        {
            splicer.Add(block);
        }

        await store.Writer.InsertAsync(layout.Tag, splicer.Build(Decoding.Batch), Decoding.Batch, cancel);
        Assert.Equal((ulong)expected.Count, await store.Writer.CountBatchAsync(layout.Tag, Decoding.Batch, cancel));
        Assert.Equal(Sorted(expected), Sorted(await Select(database, layout, cancel)));
    }

    private static async Task<List<Dictionary<string, string>>> Select(TestDatabase database, TableLayout layout, CancellationToken cancel)
    {
        ColumnLayout[] columns = [.. layout.Columns, TableLayout.Batch];
        string list = string.Join(", ", columns.Select(column => column.Type switch
        {
            "DateTime64(9)" => $"toUnixTimestamp64Nano(`{column.Name}`)",
            "Array(DateTime64(9))" => $"arrayMap(t -> toUnixTimestamp64Nano(t), `{column.Name}`)",
            "UInt128" => $"toString(`{column.Name}`)",
            _ => $"`{column.Name}`",
        }));
        using var sql = new StringContent($"SELECT {list} FROM {database.Name}.{layout.Table} FORMAT JSONCompactEachRow SETTINGS output_format_json_quote_64bit_integers=0");
        using HttpResponseMessage response = await database.HttpClient.PostAsync(new Uri("http://localhost:8123/"), sql, cancel);
        string text = await response.Content.ReadAsStringAsync(cancel);
        Assert.True(response.IsSuccessStatusCode, text);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Row(columns, line))];
    }

    private static Dictionary<string, string> Row(ColumnLayout[] columns, string line)
    {
        using JsonDocument row = JsonDocument.Parse(line);
        return columns.Zip(row.RootElement.EnumerateArray()).ToDictionary(cell => cell.First.Name, cell => Text(cell.Second, cell.First.Type));
    }

    private static string Text(JsonElement value, string type) => value.ValueKind switch
    {
        JsonValueKind.Array => Show.List(value.EnumerateArray().Select(item => Text(item, type))),
        JsonValueKind.Object => Show.Map(value.EnumerateObject().Select(member => (member.Name, member.Value.GetString()!))),
        JsonValueKind.String when type == "UInt128" => value.GetString()!,
        JsonValueKind.String => Show.Text(value.GetString()!),
        _ => value.GetRawText(),
    };

    private static IEnumerable<T> Generate<T>(Gen<T> requests)
    {
        var generator = new PCG(1, 4711);
        return Enumerable.Range(0, RequestCount).Select(_ => requests.Generate(generator, null, out Size _));
    }

    private static string Sorted(List<Dictionary<string, string>> rows) =>
        Decoding.Show(rows.OrderBy(row => Decoding.Show([row]), StringComparer.Ordinal));
}
