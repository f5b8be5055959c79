using System.Net;
using Grpc.Net.Client;
using Microsoft.Extensions.Logging.Abstractions;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;
using Tracing.Collector.Queue;
using Tracing.Storage;
using Tracing.Storage.Columns;

namespace Tracing.Collector.Tests.Receive;

/// <summary>The collector as a whole, from sockets to rows.</summary>
public sealed class PipelineTests(EngineFixture.EngineFixture engine)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Requests_of_both_transports_become_rows_once_and_health_says_serving()
    {
        await using PipelineHost host = await PipelineHost.StartAsync(engine);
        using var http = new HttpClient { BaseAddress = host.Pipeline.Receiver.HttpAddress };
        using GrpcChannel channel = GrpcChannel.ForAddress(host.Pipeline.Receiver.GrpcAddress!);
        ExportTraceServiceRequest traces = Samples.Traces(spans: 5);

        await new TraceService.TraceServiceClient(channel).ExportAsync(traces, cancellationToken: Cancel);
        using HttpResponseMessage again = await http.PostAsync("v1/traces", Samples.Protobuf(traces), Cancel);
        await new LogsService.LogsServiceClient(channel).ExportAsync(Samples.Logs(records: 3), cancellationToken: Cancel);
        using HttpResponseMessage run = await http.PostAsync("runs/run-9/v1/traces", Samples.Protobuf(Samples.Traces(spans: 2)), Cancel);
        using HttpResponseMessage health = await http.GetAsync(new Uri("healthz", UriKind.Relative), Cancel);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK), (again.StatusCode, run.StatusCode, health.StatusCode));
        Assert.Equal("2", await host.ReadAsync("SELECT toString(countIf(RunId = 'run-9')) FROM otel_traces", "otel_traces", 7));
        Assert.Equal("3", await host.ReadAsync("SELECT toString(count()) FROM otel_logs", "otel_logs", 3));
    }

    [Fact]
    public async Task Stopping_delivers_what_was_answered_and_the_listeners_are_gone()
    {
        await using PipelineHost host = await PipelineHost.StartAsync(engine);
        using var http = new HttpClient { BaseAddress = host.Pipeline.Receiver.HttpAddress };
        for (int i = 0; i < 20; i++)
        {
            using HttpResponseMessage response = await http.PostAsync("v1/traces", Samples.Protobuf(Samples.Traces(spans: 10)), Cancel);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        await host.Pipeline.StopAsync(Cancel);

        Assert.Equal(200, await host.Database.CountAsync("SELECT count() FROM otel_traces", Cancel));
        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(new Uri("healthz", UriKind.Relative), Cancel));
    }

    [Fact]
    public async Task While_the_engine_is_held_requests_are_answered_and_arrive_after_release()
    {
        var gate = new EngineGate();
        await using PipelineHost host = await PipelineHost.StartAsync(engine, gate.Over);
        using var http = new HttpClient { BaseAddress = host.Pipeline.Receiver.HttpAddress };

        gate.Hold();
        for (int i = 0; i < 20; i++)
        {
            using HttpResponseMessage response = await http.PostAsync("v1/traces", Samples.Protobuf(Samples.Traces(spans: 10)), Cancel);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        Assert.Equal(0, await host.Database.CountAsync("SELECT count() FROM otel_traces", Cancel));
        gate.Release();
        Assert.Equal("200", await host.ReadAsync("SELECT toString(count()) FROM otel_traces", "otel_traces", 200));
    }

    [Fact]
    public async Task A_store_that_is_away_at_the_start_only_queues()
    {
        var gate = new EngineGate();
        gate.Refuse(true);
        await using PipelineHost host = await PipelineHost.StartAsync(engine, gate.Over);
        using var http = new HttpClient { BaseAddress = host.Pipeline.Receiver.HttpAddress };

        using HttpResponseMessage response = await http.PostAsync("v1/traces", Samples.Protobuf(Samples.Traces(spans: 10)), Cancel);
        using HttpResponseMessage health = await http.GetAsync(new Uri("healthz", UriKind.Relative), Cancel);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (response.StatusCode, health.StatusCode));

        gate.Refuse(false);
        await host.Pipeline.StopAsync(Cancel);
        Assert.Equal(10, await host.Database.CountAsync("SELECT count() FROM otel_traces", Cancel));
    }

    [Fact]
    public async Task Where_a_listener_cannot_start_everything_started_before_is_stopped()
    {
        await using PipelineHost other = await PipelineHost.StartAsync(engine);
        DirectoryInfo folder = Directory.CreateTempSubdirectory("tracing-pipeline-");
        CollectorOptions options = PipelineHost.Options(folder);
        var interpreter = new RecordingInterpreter();
        await using var store = new ClickHouseStore(new StorageOptions { Database = other.Database.Name }, other.Database.CreateHandler());
        options = options with { Receive = options.Receive with { Http = other.Pipeline.Receiver.HttpAddress!.Authority } };

        await Assert.ThrowsAnyAsync<IOException>(() => Pipeline.StartAsync(options, store, interpreter, TimeProvider.System, NullLoggerFactory.Instance, Cancel));

        // The folder's lock is free again, so the queue was closed; and the interpreter was told to stop.
        await using DurableQueue queue = await DurableQueue.OpenAsync(options.Queue, new PhysicalFileSystem(), TimeProvider.System, NullLogger.Instance, Cancel);
        Assert.Equal(["start", "stop"], interpreter.Calls);
        folder.Delete(recursive: true);
    }

    private sealed class RecordingInterpreter : IRunInterpreter
    {
        public List<string> Calls { get; } = [];

        public Task StartAsync(CancellationToken cancellationToken)
        {
            Calls.Add("start");
            return Task.CompletedTask;
        }

        public void Notify(IReadOnlyCollection<RunTouch> touches) => Calls.Add("notify");

        public Task StopAsync(CancellationToken cancellationToken)
        {
            Calls.Add("stop");
            return Task.CompletedTask;
        }
    }
}
