using System.Net.Http.Headers;
using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Compression;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Metrics.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;
using Tracing.Collector.Receive;
using Tracing.Storage.Columns;

namespace Tracing.Collector.Tests.Receive;

/// <summary>OTLP/gRPC through generated clients, over a real socket.</summary>
public sealed class GrpcExportTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Spans_and_log_records_are_durable_when_the_call_returns_ok()
    {
        await using ReceiverHost host = await ReceiverHost.StartAsync();

        ExportTraceServiceResponse traces = await host.Traces.ExportAsync(Samples.Traces(spans: 3), cancellationToken: Cancel);
        ExportLogsServiceResponse logs = await host.Logs.ExportAsync(Samples.Logs(records: 2), cancellationToken: Cancel);

        Assert.Null(traces.PartialSuccess);
        Assert.Null(logs.PartialSuccess);
        Assert.Equal(3, host.Rows(TableTag.Spans));
        Assert.Equal(2, host.Rows(TableTag.Logs));
    }

    [Fact]
    public async Task An_empty_request_succeeds_and_stores_nothing()
    {
        await using ReceiverHost host = await ReceiverHost.StartAsync();

        Assert.Null((await host.Traces.ExportAsync(new ExportTraceServiceRequest(), cancellationToken: Cancel)).PartialSuccess);
        Assert.Null((await host.Logs.ExportAsync(new ExportLogsServiceRequest(), cancellationToken: Cancel)).PartialSuccess);

        Assert.Equal(0, host.Rows(TableTag.Spans));
    }

    [Fact]
    public async Task Gzip_is_decompressed()
    {
        await using ReceiverHost host = await ReceiverHost.StartAsync();
        using GrpcChannel channel = GrpcChannel.ForAddress(host.Receiver.GrpcAddress!, new GrpcChannelOptions
        {
            CompressionProviders = [new GzipCompressionProvider(System.IO.Compression.CompressionLevel.Fastest)],
        });
        var headers = new Metadata { { "grpc-internal-encoding-request", "gzip" } };

        await new TraceService.TraceServiceClient(channel).ExportAsync(Samples.Traces(spans: 500), headers, cancellationToken: Cancel);

        Assert.Equal(500, host.Rows(TableTag.Spans));
    }

    [Fact]
    public async Task A_rejected_span_is_counted_with_its_reason_and_its_neighbours_are_stored()
    {
        await using ReceiverHost host = await ReceiverHost.StartAsync();
        ExportTraceServiceRequest request = Samples.Traces(spans: 3);
        request.ResourceSpans[0].ScopeSpans[0].Spans[1].SpanId = Samples.Id(7);

        ExportTraceServiceResponse response = await host.Traces.ExportAsync(request, cancellationToken: Cancel);

        Assert.Equal(1, response.PartialSuccess.RejectedSpans);
        Assert.Contains("span id", response.PartialSuccess.ErrorMessage, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(2, host.Rows(TableTag.Spans));
    }

    [Fact]
    public async Task A_message_cut_in_the_middle_is_invalid_argument_with_bad_request_details()
    {
        await using ReceiverHost host = await ReceiverHost.StartAsync();
        byte[] cut = Samples.Traces().ToByteArray()[..^9];

        RpcException failure = await RawGrpc.FailsAsync(host, RawGrpc.TracesPath, cut);

        Assert.Equal(StatusCode.InvalidArgument, failure.StatusCode);
        Assert.NotEmpty(failure.Details()!.Detail<BadRequest>()!.FieldViolations);
        Assert.Equal(0, host.Rows(TableTag.Spans));
    }

    [Theory]
    [InlineData("2026-run.7:a-b_c", StatusCode.OK)]
    [InlineData("no spaces", StatusCode.InvalidArgument)]
    [InlineData("'; DROP TABLE", StatusCode.InvalidArgument)]
    public async Task The_run_header_is_checked(string run, StatusCode expected)
    {
        await using ReceiverHost host = await ReceiverHost.StartAsync();
        var headers = new Metadata { { "x-bench-run", run } };

        using AsyncUnaryCall<ExportTraceServiceResponse> call = host.Traces.ExportAsync(Samples.Traces(), headers, cancellationToken: Cancel);

        Assert.Equal(expected, await RawGrpc.StatusAsync(call));
    }

    [Fact]
    public async Task Attack_18_metrics_of_any_shape_are_unimplemented_and_say_what_to_do()
    {
        await using ReceiverHost host = await ReceiverHost.StartAsync();
        var client = new MetricsService.MetricsServiceClient(host.Channel);

        RpcException failure = await RpcFailure.FailsAsync(client.ExportAsync(new ExportMetricsServiceRequest(), cancellationToken: Cancel));

        Assert.Equal(StatusCode.Unimplemented, failure.StatusCode);
        Assert.Contains("OTEL_METRICS_EXPORTER", failure.Status.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RawGrpc.TracesPath, 1, "", StatusCode.InvalidArgument)] // marked compressed, encoding not named
    [InlineData(RawGrpc.TracesPath, 0, "snappy", StatusCode.Unimplemented)]
    [InlineData(RawGrpc.TracesPath, 1, "gzip, gzip", StatusCode.Unimplemented)] // attack 3
    [InlineData(RawGrpc.TracesPath, 2, "", StatusCode.InvalidArgument)]
    [InlineData(RawGrpc.TracesPath + "/", 0, "", StatusCode.Unimplemented)] // attack 23, and the next four
    [InlineData("/opentelemetry.proto.collector.trace.v1.TraceService/export", 0, "", StatusCode.Unimplemented)]
    [InlineData("//opentelemetry.proto.collector.trace.v1.TraceService/Export", 0, "", StatusCode.Unimplemented)]
    [InlineData("/opentelemetry.proto.collector.trace.v1.TraceService/%45xport", 0, "", StatusCode.Unimplemented)]
    [InlineData("/other.Service/Export", 0, "", StatusCode.Unimplemented)]
    public async Task Framing_and_paths_that_are_not_ours_are_refused(string path, byte flag, string encoding, StatusCode expected)
    {
        await using ReceiverHost host = await ReceiverHost.StartAsync();

        RpcException failure = await RawGrpc.FailsAsync(host, path, Samples.Traces().ToByteArray(), flag, encoding);

        Assert.Equal(expected, failure.StatusCode);
        Assert.Equal(0, host.Rows(TableTag.Spans));
    }

    [Fact]
    public async Task A_call_without_a_message_and_one_with_two_are_invalid_arguments()
    {
        await using ReceiverHost host = await ReceiverHost.StartAsync();
        byte[] framed = RawGrpc.Frame(Samples.Traces().ToByteArray(), 0);

        RpcException none = await RawGrpc.FailsFramedAsync(host, RawGrpc.TracesPath, [], "");
        RpcException two = await RawGrpc.FailsFramedAsync(host, RawGrpc.TracesPath, [.. framed, .. framed], "");

        Assert.Equal(StatusCode.InvalidArgument, none.StatusCode);
        Assert.Equal(StatusCode.InvalidArgument, two.StatusCode);
        Assert.Equal(0, host.Rows(TableTag.Spans));
    }

    [Fact]
    public async Task A_json_call_is_an_unsupported_media_type()
    {
        await using ReceiverHost host = await ReceiverHost.StartAsync();
        using HttpRequestMessage request = RawGrpc.Request(host, RawGrpc.TracesPath, "{}"u8.ToArray(), "");
        request.Content!.Headers.ContentType = new MediaTypeHeaderValue("application/grpc+json");

        Assert.Equal(StatusCode.Unimplemented, (await RawGrpc.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task The_largest_request_is_accepted_and_one_byte_more_is_resource_exhausted_without_retry()
    {
        int length = Samples.Traces(new string('x', 4000)).CalculateSize();
        await using ReceiverHost host = await ReceiverHost.StartAsync(new ReceiveOptions { Limits = new ReceiveLimits { MaxRequestBytes = length } });

        await host.Traces.ExportAsync(Samples.Traces(new string('x', 4000)), cancellationToken: Cancel);
        RpcException failure = await RpcFailure.FailsAsync(host.Traces.ExportAsync(Samples.Traces(new string('x', 4001)), cancellationToken: Cancel));

        Assert.Equal(StatusCode.ResourceExhausted, failure.StatusCode);
        Assert.Null(failure.Details()?.Detail<RetryInfo>());
        Assert.Equal(1, host.Rows(TableTag.Spans));
    }
}
