using System.Net.WebSockets;
using System.Text.Json;
using GraphQL;
using GraphQL.Transport;
using Tracing.Query.Live;

namespace Tracing.Query.Transport;

/// <summary>One WebSocket that speaks graphql-transport-ws, from its first message to its close.</summary>
internal sealed class SocketSession(WebSocket socket, SocketWriter writer, SocketOperations operations, IGraphQLTextSerializer serializer, LiveOptions options)
{
    private const int MaxMessage = 1 << 20;
    private const int Piece = 4 * 1024;

    private int _inits;

    /// <summary>Reads messages until one side closes.</summary>
    /// <param name="aborted">The connection is gone, or the service stops.</param>
    public async Task RunAsync(CancellationToken aborted)
    {
        using CancellationTokenSource closed = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        Task init = WatchInitAsync(closed.Token);
        try
        {
            while (await ReceiveAsync(closed.Token) is { } text)
            {
                if (await ActAsync(text, closed.Token) is { } fault)
                {
                    await writer.CloseAsync(fault.Code, fault.Reason);
                    break;
                }
            }

            if (socket.State == WebSocketState.CloseReceived)
            {
                await writer.CloseAsync(CloseCode.Normal, "");
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or WebSocketException or IOException)
        {
            // The peer is gone, or the service stops.
        }
        finally
        {
            await closed.CancelAsync();
            await init.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await operations.EndedAsync();
        }
    }

    private async Task WatchInitAsync(CancellationToken closed)
    {
        await Task.Delay(options.InitTimeout, closed);
        if (Volatile.Read(ref _inits) == 0)
        {
            await writer.CloseAsync(CloseCode.InitTimeout, "Connection initialisation timeout");
        }
    }

    private async Task<(CloseCode Code, string Reason)?> ActAsync(string text, CancellationToken closed)
    {
        OperationMessage? message = Read(text);
        switch (message)
        {
            case { Type: MessageTypes.Init }:
                if (Interlocked.Increment(ref _inits) > 1)
                {
                    return (CloseCode.TooManyInits, "Too many initialisation requests");
                }

                await writer.SendAsync(MessageTypes.Ack, null, null, closed);
                return null;
            case { Type: MessageTypes.Ping }:
                await writer.SendAsync(MessageTypes.Pong, null, message.Payload, closed);
                return null;
            case { Type: MessageTypes.Pong }:
                return null;
            case { Type: MessageTypes.Subscribe } when _inits == 0:
                return (CloseCode.Unauthorized, "Unauthorized");
            case { Type: MessageTypes.Subscribe, Id: { Length: > 0 and <= 128 } id }:
                return Start(id, message, closed);
            case { Type: MessageTypes.Complete, Id: { } id }:
                operations.Complete(id);
                return null;
            default:
                return (CloseCode.BadMessage, "Invalid message received");
        }
    }

    private (CloseCode Code, string Reason)? Start(string id, OperationMessage message, CancellationToken closed)
    {
        if (Request(message) is not { Query: { Length: > 0 } } request)
        {
            return (CloseCode.BadMessage, "Invalid payload of subscribe");
        }

        return operations.TryStart(id, request, closed) ? null : (CloseCode.IdInUse, $"Subscriber for {id} already exists");
    }

    private OperationMessage? Read(string text)
    {
        try
        {
            return serializer.Deserialize<OperationMessage>(text);
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException or FormatException or InvalidCastException)
        {
            return null;
        }
    }

    private GraphQLRequest? Request(OperationMessage message)
    {
        try
        {
            return serializer.ReadNode<GraphQLRequest>(message.Payload);
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException or FormatException or InvalidCastException)
        {
            return null;
        }
    }

    // Null: the peer closes, or sent what is no text, or too much of it.
    private async Task<string?> ReceiveAsync(CancellationToken closed)
    {
        byte[] piece = new byte[Piece];
        using MemoryStream message = new();
        while (true)
        {
            ValueWebSocketReceiveResult received = await socket.ReceiveAsync(piece.AsMemory(), closed);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            if (received.MessageType != WebSocketMessageType.Text || message.Length + received.Count > MaxMessage)
            {
                await writer.CloseAsync(CloseCode.BadMessage, "A message is text of at most 1 MiB");
                return null;
            }

            await message.WriteAsync(piece.AsMemory(0, received.Count), closed);
            if (received.EndOfMessage)
            {
                return System.Text.Encoding.UTF8.GetString(message.GetBuffer(), 0, (int)message.Length);
            }
        }
    }
}
