using System.Net;
using Google.Protobuf;
using Grpc.Core;
using OpenTelemetry.Proto.Collector.Trace.V1;
using Tracing.Storage.Columns;

namespace Tracing.Collector.Tests.Receive;

/// <summary>The same request again is answered as the first was, and stored once (attack 19, light).</summary>
public sealed class ResendTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_resent_through_either_transport_and_compression_is_stored_once()
    {
        await using ReceiverHost host = await ReceiverHost.StartAsync();
        ExportTraceServiceRequest request = Samples.Traces(spans: 4);

        for (int i = 0; i < 20; i++)
        {
            await host.Traces.ExportAsync(request, cancellationToken: Cancel);
            Assert.Equal(HttpStatusCode.OK, await PostAsync(host, "v1/traces", Samples.Protobuf(request)));
            Assert.Equal(HttpStatusCode.OK, await PostAsync(host, "v1/traces", Samples.Gzipped(request.ToByteArray(), "application/x-protobuf")));
        }

        Assert.Equal(4, host.Rows(TableTag.Spans));
    }

    [Fact]
    public async Task Concurrent_twins_are_both_accepted_and_stored_once()
    {
        await using ReceiverHost host = await ReceiverHost.StartAsync();
        ExportTraceServiceRequest request = Samples.Traces(spans: 4);

        await Task.WhenAll(Enumerable.Range(0, 16).Select(i => i % 2 == 0
            ? host.Traces.ExportAsync(request, cancellationToken: Cancel).ResponseAsync
            : PostAsync(host, "v1/traces", Samples.Protobuf(request)) as Task));

        Assert.Equal(4, host.Rows(TableTag.Spans));
    }

    [Fact]
    public async Task The_partial_success_of_a_resend_is_that_of_the_first()
    {
        await using ReceiverHost host = await ReceiverHost.StartAsync();
        ExportTraceServiceRequest request = Samples.Traces(spans: 3);
        request.ResourceSpans[0].ScopeSpans[0].Spans[2].TraceId = Samples.Id(3);

        ExportTraceServiceResponse first = await host.Traces.ExportAsync(request, cancellationToken: Cancel);
        ExportTraceServiceResponse second = await host.Traces.ExportAsync(request, cancellationToken: Cancel);

        Assert.Equal(1, first.PartialSuccess.RejectedSpans);
        Assert.Equal(first, second);
        Assert.Equal(2, host.Rows(TableTag.Spans));
    }

    [Fact]
    public async Task The_same_bytes_for_another_run_or_signal_are_another_request()
    {
        await using ReceiverHost host = await ReceiverHost.StartAsync();
        ExportTraceServiceRequest request = Samples.Traces(spans: 1);

        await host.Traces.ExportAsync(request, cancellationToken: Cancel);
        await host.Traces.ExportAsync(request, new Metadata { { "x-bench-run", "run-1" } }, cancellationToken: Cancel);
        await PostAsync(host, "runs/run-2/v1/traces", Samples.Protobuf(request));
        await PostAsync(host, "runs/run-1/v1/traces", Samples.Protobuf(request)); // named before, by header

        Assert.Equal(3, host.Rows(TableTag.Spans));
    }

    private static async Task<HttpStatusCode> PostAsync(ReceiverHost host, string path, HttpContent content)
    {
        using HttpResponseMessage response = await host.Http.PostAsync(path, content, Cancel);
        return response.StatusCode;
    }
}
