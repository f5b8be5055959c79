using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Tracing.Adapters.Tests.Proxy.Stage;

namespace Tracing.Adapters.Tests.Proxy;

/// <summary>Connections that are upgraded pass, unrecorded.</summary>
public sealed class WebSocketTests
{
    [Fact]
    public async Task A_web_socket_passes_both_ways_and_is_not_recorded()
    {
        await using WebApplication upstream = await EchoAsync();
        await using ProxyStage stage = await ProxyStage.StartAsync(new Uri(upstream.Urls.First()));
        using var socket = new ClientWebSocket();

        await socket.ConnectAsync(new Uri(stage.Proxy.Url.Replace("http://", "ws://", StringComparison.Ordinal) + "/runs/r/v1/responses"), TestContext.Current.CancellationToken);
        await socket.SendAsync(Encoding.UTF8.GetBytes("Go."), WebSocketMessageType.Text, endOfMessage: true, TestContext.Current.CancellationToken);
        byte[] buffer = new byte[100];
        WebSocketReceiveResult received = await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken);
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, TestContext.Current.CancellationToken);

        Assert.Equal("/v1/responses Go.", Encoding.UTF8.GetString(buffer, 0, received.Count));
        Assert.Empty(stage.Sink.Calls);
    }

    private static async Task<WebApplication> EchoAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        app.UseWebSockets();
        app.Run(async context =>
        {
            using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync();
            byte[] buffer = new byte[100];
            WebSocketReceiveResult received = await socket.ReceiveAsync(buffer, context.RequestAborted);
            string text = $"{context.Request.Path} {Encoding.UTF8.GetString(buffer, 0, received.Count)}";
            await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, context.RequestAborted);
            await socket.ReceiveAsync(buffer, context.RequestAborted);
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, context.RequestAborted);
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }
}
