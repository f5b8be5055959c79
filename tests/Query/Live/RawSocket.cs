using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Tracing.Query.Tests.Support;

namespace Tracing.Query.Tests.Live;

/// <summary>A WebSocket that says what a test wants said, well or badly.</summary>
internal sealed class RawSocket : IDisposable
{
    private readonly ClientWebSocket _socket;

    private RawSocket(ClientWebSocket socket) => _socket = socket;

    public int? CloseStatus => (int?)_socket.CloseStatus;

    public static async Task<RawSocket> OpenAsync(QueryHost host, bool init = true, string protocol = "graphql-transport-ws", Action<ClientWebSocketOptions>? configure = null)
    {
        ClientWebSocket socket = new();
        socket.Options.AddSubProtocol(protocol);
        configure?.Invoke(socket.Options);
        try
        {
            await socket.ConnectAsync(new UriBuilder(host.GraphQl) { Scheme = "ws" }.Uri, QueryHost.Cancellation);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        RawSocket raw = new(socket);
        if (init)
        {
            await raw.SendAsync("{\"type\":\"connection_init\"}");
            Assert.Equal("connection_ack", (await raw.ReceiveAsync())!.Value.GetProperty("type").GetString());
        }

        return raw;
    }

    public async Task SendAsync(string message) =>
        await _socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, true, QueryHost.Cancellation);

    public Task SubscribeAsync(string id, string query) => SendAsync(JsonSerializer.Serialize(new { id, type = "subscribe", payload = new { query } }));

    /// <summary>The next message; null when the other side closes.</summary>
    public async Task<JsonElement?> ReceiveAsync()
    {
        using MemoryStream message = new();
        byte[] piece = new byte[16 * 1024];
        while (true)
        {
            ValueWebSocketReceiveResult received = await _socket.ReceiveAsync(piece.AsMemory(), QueryHost.Cancellation);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            await message.WriteAsync(piece.AsMemory(0, received.Count), QueryHost.Cancellation);
            if (received.EndOfMessage)
            {
                return JsonElement.Parse(message.ToArray());
            }
        }
    }

    /// <summary>Reads until the other side closes.</summary>
    public async Task<int?> ClosedAsync()
    {
        while (await ReceiveAsync() is not null)
        {
        }

        return CloseStatus;
    }

    public void Dispose() => _socket.Dispose();
}
