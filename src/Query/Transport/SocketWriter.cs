using System.Net.WebSockets;
using GraphQL;
using GraphQL.Transport;
using Tracing.Query.Live;

namespace Tracing.Query.Transport;

/// <summary>Sends messages and the close frame, one at a time. A message that is not taken in time cuts the connection: its peer does not read.</summary>
internal sealed class SocketWriter(WebSocket socket, IGraphQLSerializer serializer, LiveOptions options) : IDisposable
{
    private const int LongestReason = 120;

    private readonly SemaphoreSlim _turn = new(1, 1);

    public async Task SendAsync(string type, string? id, object? payload, CancellationToken cancellation)
    {
        using MemoryStream message = new();
        await serializer.WriteAsync(message, new OperationMessage { Type = type, Id = id, Payload = payload }, cancellation);
        await InTurnAsync(
            async token =>
            {
                if (socket.State == WebSocketState.Open)
                {
                    await socket.SendAsync(message.GetBuffer().AsMemory(0, (int)message.Length), WebSocketMessageType.Text, WebSocketMessageFlags.EndOfMessage, token);
                }
            },
            cancellation);
    }

    public Task CloseAsync(CloseCode code, string reason) => InTurnAsync(
        async token =>
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await socket.CloseOutputAsync((WebSocketCloseStatus)code, reason.Length > LongestReason ? reason[..LongestReason] : reason, token);
            }
        },
        CancellationToken.None);

    public void Dispose() => _turn.Dispose();

    private async Task InTurnAsync(Func<CancellationToken, Task> send, CancellationToken cancellation)
    {
        using CancellationTokenSource bounded = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bounded.CancelAfter(options.SendTimeout);
        try
        {
            await _turn.WaitAsync(bounded.Token);
            try
            {
                await send(bounded.Token);
            }
            finally
            {
                _turn.Release();
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            socket.Abort();
            throw new WebSocketException(WebSocketError.ConnectionClosedPrematurely);
        }
    }
}
