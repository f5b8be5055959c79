using System.Net;
using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OpenTelemetry.Proto.Trace.V1;
using Tracing.Collector.Queue;
using Tracing.Collector.Receive;
using Tracing.Storage.Columns;

namespace Tracing.Collector.Tests.Receive;

/// <summary>Full is said aloud, with the time after which to come again; nothing refused was stored.</summary>
public sealed class BackPressureTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_full_queue_is_503_and_unavailable_with_a_delay_and_recovers_when_there_is_room()
    {
        await using ReceiverHost host = await ReceiverHost.StartAsync(queue: new QueueOptions { MaxBytes = 1 << 20, SegmentBytes = 256 << 10, MaxFrameBytes = 1 << 19 });
        int accepted = 0;
        HttpStatusCode status;
        while ((status = await PostAsync(host)) == HttpStatusCode.OK)
        {
            Assert.InRange(++accepted, 1, 10_000);
        }

        using HttpResponseMessage refused = await host.Http.PostAsync("v1/traces", Samples.Protobuf(Big()), Cancel);
        RpcException failure = await RpcFailure.FailsAsync(host.Traces.ExportAsync(Big(), cancellationToken: Cancel));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal(TimeSpan.FromSeconds(5), refused.Headers.RetryAfter!.Delta);
        Assert.Equal(5, (await refused.StatusAsync()).Detail<RetryInfo>()!.RetryDelay.Seconds);
        Assert.Equal(StatusCode.Unavailable, failure.StatusCode);
        Assert.Equal(5, failure.Details()!.Detail<RetryInfo>()!.RetryDelay.Seconds);

        Assert.Equal(accepted, host.Rows(TableTag.Spans));
        await host.DrainAsync();

        Assert.Equal(HttpStatusCode.OK, await PostAsync(host));
        await host.Traces.ExportAsync(Big(), cancellationToken: Cancel);
        Assert.Equal(accepted + 2, host.Rows(TableTag.Spans));
    }

    [Fact]
    public async Task Bytes_in_flight_past_the_bound_are_refused_and_accepted_again_later()
    {
        var limits = new ReceiveLimits { MaxRequestBytes = 1 << 20, MaxInFlightBytes = 2 << 20 };
        await using ReceiverHost host = await ReceiverHost.StartAsync(new ReceiveOptions { Limits = limits });
        byte[] megabyte = Samples.Traces(new string('x', (1 << 20) - 400)).ToByteArray();

        (RpcException failure, IDisposable held) = await FillAsync(host, megabyte);

        Assert.Equal(StatusCode.Unavailable, failure.StatusCode);
        Assert.Equal(1, failure.Details()!.Detail<RetryInfo>()!.RetryDelay.Seconds);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await PostAsync(host));

        held.Dispose();
        await UntilOkAsync(host);
    }

    [Fact]
    public async Task A_request_whose_columns_pass_the_bound_even_alone_is_refused_for_good()
    {
        var limits = new ReceiveLimits { MaxRequestBytes = 1 << 20, MaxInFlightBytes = 2 << 20 };
        await using ReceiverHost host = await ReceiverHost.StartAsync(new ReceiveOptions { Limits = limits });

        // The resource's attribute is written for each run, and each trace of a cell is one.
        ExportTraceServiceRequest request = Samples.Traces(spans: 100);
        request.ResourceSpans[0].Resource.Attributes.Add(Samples.Text("text", new string('x', 100_000)));
        request.ResourceSpans[0].Resource.Attributes.Add(Samples.Text("bench.cell.id", "sweep/agent/model/suite/task"));
        foreach (Span span in request.ResourceSpans[0].ScopeSpans[0].Spans)
        {
            span.TraceId = Samples.Id(16);
        }

        using HttpResponseMessage response = await host.Http.PostAsync("v1/traces", Samples.Protobuf(request), Cancel);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Null(response.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.OK, await PostAsync(host));
    }

    // Two requests that are sent but for their last byte hold the whole bound. The server reads them at its own pace, and
    // a probe that comes before it has may take their place: then both are sent again.
    private static async Task<(RpcException Failure, IDisposable Held)> FillAsync(ReceiverHost host, byte[] megabyte)
    {
        using var guard = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        guard.CancelAfter(TimeSpan.FromMinutes(3));
        while (true)
        {
            var held = new CompositeDisposable(await HoldAsync(host, megabyte), await HoldAsync(host, megabyte));
            for (int probe = 0; probe < 20; probe++)
            {
                guard.Token.ThrowIfCancellationRequested();
                using AsyncUnaryCall<ExportTraceServiceResponse> call = host.Traces.ExportAsync(Big(), cancellationToken: guard.Token);
                try
                {
                    await call.ResponseAsync;
                }
                catch (RpcException e)
                {
                    return (e, held);
                }
            }

            held.Dispose();
        }
    }

    private static ExportTraceServiceRequest Big() => Samples.Traces(new string('x', 30_000));

    private static async Task<HttpStatusCode> PostAsync(ReceiverHost host)
    {
        using HttpResponseMessage response = await host.Http.PostAsync("v1/traces", Samples.Protobuf(Big()), Cancel);
        return response.StatusCode;
    }

    private static async Task<RawHttp> HoldAsync(ReceiverHost host, byte[] body)
    {
        RawHttp connection = RawHttp.Connect(host.Receiver.HttpAddress!);
        await connection.SendAsync($"POST /v1/traces HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-protobuf\r\nContent-Length: {body.Length}\r\n\r\n");
        await connection.SendAsync(body[..^1]);
        return connection;
    }

    private static async Task UntilOkAsync(ReceiverHost host)
    {
        using var guard = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        guard.CancelAfter(TimeSpan.FromMinutes(3));
        while (await PostAsync(host) != HttpStatusCode.OK)
        {
            await Task.Delay(20, guard.Token);
        }
    }

    private sealed class CompositeDisposable(params IDisposable[] parts) : IDisposable
    {
        public void Dispose() => Array.ForEach(parts, part => part.Dispose());
    }
}
