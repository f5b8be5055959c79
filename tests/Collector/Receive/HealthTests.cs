using System.Net;
using Grpc.Core;
using Grpc.Health.V1;
using Tracing.Collector.Receive;

namespace Tracing.Collector.Tests.Receive;

/// <summary><c>/healthz</c> and <c>grpc.health.v1.Health</c>, neither of which asks for a token.</summary>
public sealed class HealthTests
{
    private static readonly ReceiveOptions WithToken = new() { Tokens = ["correct-horse-battery-staple"] };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, HttpStatusCode.OK, HealthCheckResponse.Types.ServingStatus.Serving)]
    [InlineData(false, HttpStatusCode.ServiceUnavailable, HealthCheckResponse.Types.ServingStatus.NotServing)]
    public async Task Both_faces_say_whether_the_pipeline_runs(bool healthy, HttpStatusCode http, HealthCheckResponse.Types.ServingStatus grpc)
    {
        await using ReceiverHost host = await ReceiverHost.StartAsync(WithToken);
        host.Receiver.SetHealthy(healthy);
        var client = new Health.HealthClient(host.Channel);

        using HttpResponseMessage response = await host.Http.GetAsync(new Uri("healthz", UriKind.Relative), Cancel);
        HealthCheckResponse overall = await client.CheckAsync(new HealthCheckRequest(), cancellationToken: Cancel);
        HealthCheckResponse traces = await client.CheckAsync(
            new HealthCheckRequest { Service = "opentelemetry.proto.collector.trace.v1.TraceService" }, cancellationToken: Cancel);

        Assert.Equal(http, response.StatusCode);
        Assert.Equal(grpc, overall.Status);
        Assert.Equal(grpc, traces.Status);
    }

    [Fact]
    public async Task An_unknown_service_has_no_health()
    {
        await using ReceiverHost host = await ReceiverHost.StartAsync();

        RpcException failure = await RpcFailure.FailsAsync(
            new Health.HealthClient(host.Channel).CheckAsync(new HealthCheckRequest { Service = "other" }, cancellationToken: Cancel));

        Assert.Equal(StatusCode.NotFound, failure.StatusCode);
    }

    [Fact]
    public async Task A_post_to_healthz_is_405()
    {
        await using ReceiverHost host = await ReceiverHost.StartAsync();

        using HttpResponseMessage response = await host.Http.PostAsync(new Uri("healthz", UriKind.Relative), null, Cancel);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["GET", "HEAD"], response.Content.Headers.Allow.Order());
    }

    [Fact]
    public async Task Stopping_ends_a_watch()
    {
        await using ReceiverHost host = await ReceiverHost.StartAsync();
        host.Receiver.SetHealthy(true);
        using AsyncServerStreamingCall<HealthCheckResponse> watch = new Health.HealthClient(host.Channel).Watch(new HealthCheckRequest(), cancellationToken: Cancel);
        Assert.True(await watch.ResponseStream.MoveNext(Cancel));
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, watch.ResponseStream.Current.Status);

        await host.Receiver.StopAsync(Cancel);

        var last = HealthCheckResponse.Types.ServingStatus.NotServing;
        try
        {
            while (await watch.ResponseStream.MoveNext(Cancel))
            {
                last = watch.ResponseStream.Current.Status;
            }
        }
        catch (RpcException)
        {
        }

        Assert.Equal(HealthCheckResponse.Types.ServingStatus.NotServing, last);
    }
}
