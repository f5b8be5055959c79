using System.Globalization;
using Grpc.Net.Client;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;
using Tracing.Processes;

namespace Tracing.Benchmarks.Sweeps;

/// <summary>
/// Made sweeps over OTLP (gRPC) into the shipped <c>tracing up</c>: how many records a second it acknowledges, and how many runs a
/// second it interprets. Ends when every run is in <c>runs</c>.
/// </summary>
internal static class OtlpLoad
{
    private const int Senders = 4;

    public static async Task RunAsync(int sweeps)
    {
        using var data = new TemporaryFolder();
        await using TracingProcess tracing = await TracingProcess.UpAsync(data.Path, [], CancellationToken.None);
        long wanted = (long)sweeps * SweepShape.RunsPerSweep;
        long began = TimeProvider.System.GetTimestamp();
        await SendAsync(tracing.Grpc, sweeps);
        TimeSpan sent = TimeProvider.System.GetElapsedTime(began);
        Print("acknowledged", wanted, sent);

        using var engine = new HttpClient { BaseAddress = tracing.Engine };
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1));
        long runs;
        while ((runs = await CountAsync(engine, "SELECT count() FROM runs FINAL")) < wanted && await pace.WaitForNextTickAsync())
        {
            Print("interpreted so far", runs, TimeProvider.System.GetElapsedTime(began));
        }

        Print("interpreted", runs, TimeProvider.System.GetElapsedTime(began));
        long spans = await CountAsync(engine, "SELECT count() FROM otel_traces FINAL");
        long logs = await CountAsync(engine, "SELECT count() FROM otel_logs FINAL");
        long modelCalls = await CountAsync(engine, "SELECT count() FROM model_calls FINAL");
        long toolCalls = await CountAsync(engine, "SELECT count() FROM tool_calls FINAL");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"stored: {spans} spans, {logs} log records, {modelCalls} model calls, {toolCalls} tool calls; sent: {wanted * 17} spans, {wanted * 9} log records"));
    }

    private static async Task SendAsync(Uri address, int sweeps)
    {
        using GrpcChannel channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions { MaxRetryAttempts = 5 });
        var traces = new TraceService.TraceServiceClient(channel);
        var logs = new LogsService.LogsServiceClient(channel);
        await Parallel.ForEachAsync(
            SweepRequests.Of(1, 0, sweeps),
            new ParallelOptions { MaxDegreeOfParallelism = Senders },
            async (request, cancellation) =>
            {
                ExportTraceServiceResponse spans = await traces.ExportAsync(request.Traces, cancellationToken: cancellation);
                ExportLogsServiceResponse records = await logs.ExportAsync(request.Logs, cancellationToken: cancellation);
                if (spans.PartialSuccess is { RejectedSpans: > 0 } || records.PartialSuccess is { RejectedLogRecords: > 0 })
                {
                    throw new InvalidOperationException(spans + " " + records);
                }
            });
    }

    private static async Task<long> CountAsync(HttpClient engine, string sql)
    {
        using HttpResponseMessage answer = await engine.PostAsync(new Uri("/", UriKind.Relative), new StringContent(sql));
        string text = await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
        return long.Parse(text, NumberStyles.Integer, CultureInfo.InvariantCulture);
    }

    private static void Print(string what, long runs, TimeSpan took) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{what}: {runs} runs ({runs * MadeRun.Records} records) in {took.TotalSeconds:F1} s, {runs / took.TotalSeconds:F0} runs/s, {runs * MadeRun.Records / took.TotalSeconds:F0} records/s"));
}
