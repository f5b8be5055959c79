using System.Globalization;
using Google.Protobuf;
using Tracing.Collector.Decode;
using Tracing.Collector.Interpret;
using Tracing.Scoring;
using Tracing.Storage;
using Tracing.Storage.Columns;
using Tracing.Storage.Rows;
using Tracing.Storage.Writes;

namespace Tracing.Benchmarks.Sweeps;

/// <summary>
/// The bulk path: made sweeps straight into a store that nobody else writes to. Requests are decoded, spliced into blocks of about
/// 10,000 rows and inserted; runs are derived from the same records without reading them back. Nothing is queued on disk: a load
/// that is interrupted is begun again on an empty store. What is stored is what OTLP and Interpret would have stored.
/// </summary>
internal sealed class BulkLoad(ClickHouseStore store, int seed)
{
    private const int RequestsPerBlock = 20;
    private const int Workers = 2;
    private const ulong FirstBatch = 1UL << 62;

    // Spans and log records of a run are two inserts.
    private const ulong InsertsPerRun = 2;

    private static readonly CompositeWeights Weights = new();

    private long _runs;

    /// <summary>Loads sweeps.</summary>
    /// <param name="firstSweep">The first, from 0.</param>
    /// <param name="sweeps">How many.</param>
    public async Task RunAsync(int firstSweep, int sweeps)
    {
        long began = TimeProvider.System.GetTimestamp();
        await Parallel.ForEachAsync(
            SweepRequests.Of(seed, firstSweep, sweeps).Chunk(RequestsPerBlock).Index(),
            new ParallelOptions { MaxDegreeOfParallelism = Workers },
            async (block, cancellation) => await LoadAsync(block.Index, block.Item, cancellation));
        TimeSpan took = TimeProvider.System.GetElapsedTime(began);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"bulk: {_runs} runs ({_runs * MadeRun.Records} records) in {took.TotalSeconds:F0} s, {_runs / took.TotalSeconds:F0} runs/s, {_runs * MadeRun.Records / took.TotalSeconds:F0} records/s"));
    }

    private async Task LoadAsync(int index, SweepRequests[] requests, CancellationToken cancellation)
    {
        ulong batch = FirstBatch + ((ulong)index * InsertsPerRun);
        var spans = new BlockSplicer(TableTag.Spans);
        var logs = new BlockSplicer(TableTag.Logs);
        using var decoder = new OtlpDecoder();
        foreach (SweepRequests request in requests)
        {
            spans.Add(Frame(decoder, request.Traces.ToByteArray(), OtlpSignal.Traces));
            logs.Add(Frame(decoder, request.Logs.ToByteArray(), OtlpSignal.Logs));
        }

        await InsertAsync(TableTag.Spans, spans.Build(batch), cancellation);
        await InsertAsync(TableTag.Logs, logs.Build(batch + 1), cancellation);
        await store.Derived.WriteAsync(Derive(requests), cancellation);
        long runs = Interlocked.Add(ref _runs, requests.Sum(request => request.Runs.Count));
        if (index % 100 == 0)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {runs} runs"));
        }
    }

    private async Task InsertAsync(TableTag table, SplicedBlock block, CancellationToken cancellation)
    {
        await store.Writer.InsertAsync(table, block, block.Batch, cancellation);
        await store.Writer.RecordTouchesAsync(block.Batch, block.Touches, cancellation);
    }

    private static FrameBlock Frame(OtlpDecoder decoder, byte[] body, OtlpSignal signal)
    {
        PaddedBuffer buffer = PaddedBuffer.Rent(body.Length);
        using var decoded = new DecodedRequest();
        buffer.TryAppend(body);
        long now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() * 1_000_000;
        DecodeResult result = decoder.Decode(buffer, new RequestContext(signal, OtlpEncoding.Protobuf, null, now, System.IO.Hashing.XxHash128.HashToUInt128(body)), decoded);
        buffer.Return();
        if (decoded.Rejected > 0 || decoded.IsEmpty)
        {
            throw new InvalidOperationException(result + " " + decoded.Message);
        }

        byte[] frame = new byte[decoded.FrameLength];
        decoded.WriteFrame(frame);
        return FrameReader.Read(frame)[0];
    }

    private static DerivedRows Derive(SweepRequests[] requests)
    {
        long now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() * 1_000_000;
        ulong version = new RunVersion(InsertsPerRun, Interpreter.Reading).ToUInt64();
        DerivedRun[] runs =
        [
            .. from request in requests
               from run in request.Runs.Index()
               select RunDerivation.Derive(
                   MadeRecords.Of(run.Item.RunId, request.Traces.ResourceSpans[run.Index], request.Logs.ResourceLogs[run.Index]), version, now, Weights)
                   ?? throw new InvalidOperationException(run.Item.RunId + " is no run of a cell"),
        ];
        return new DerivedRows
        {
            Runs = [.. runs.Select(run => run.Run)],
            ModelCalls = [.. runs.SelectMany(run => run.ModelCalls)],
            ToolCalls = [.. runs.SelectMany(run => run.ToolCalls)],
            AxisScores = [.. runs.SelectMany(run => run.Scores)],
            SpanKinds = [.. runs.SelectMany(run => run.SpanKinds)],
        };
    }
}
