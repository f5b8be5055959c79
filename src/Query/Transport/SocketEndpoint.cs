using System.Net.WebSockets;
using GraphQL;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Tracing.Query.Live;

namespace Tracing.Query.Transport;

/// <summary>Opens WebSockets that speak graphql-transport-ws. Token, Host and Origin were checked when the request came.</summary>
public sealed class SocketEndpoint
{
    /// <summary>The sub-protocol.</summary>
    public const string Protocol = "graphql-transport-ws";

    private readonly RequestExecution _execution;
    private readonly IServiceScopeFactory _scopes;
    private readonly IGraphQLTextSerializer _serializer;
    private readonly LiveOptions _options;
    private readonly IHostApplicationLifetime _lifetime;

    /// <summary>Makes the endpoint.</summary>
    /// <param name="execution">Executes operations.</param>
    /// <param name="scopes">Makes the services of an operation.</param>
    /// <param name="serializer">Reads and writes messages.</param>
    /// <param name="options">The limits.</param>
    /// <param name="lifetime">Tells when the service stops.</param>
    public SocketEndpoint(
        RequestExecution execution, IServiceScopeFactory scopes, IGraphQLTextSerializer serializer, LiveOptions options, IHostApplicationLifetime lifetime)
    {
        _execution = execution;
        _scopes = scopes;
        _serializer = serializer;
        _options = options;
        _lifetime = lifetime;
    }

    /// <summary>Serves one WebSocket to its end.</summary>
    /// <param name="context">A request that asks for a WebSocket.</param>
    public async Task InvokeAsync(HttpContext context)
    {
        if (!context.WebSockets.WebSocketRequestedProtocols.Contains(Protocol))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync($"The sub-protocol is {Protocol}.", context.RequestAborted);
            return;
        }

        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync(Protocol);
        using SocketWriter writer = new(socket, _serializer, _options);
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _lifetime.ApplicationStopping);
        SocketOperations operations = new(_execution, _scopes, _options, writer);
        await new SocketSession(socket, writer, operations, _serializer, _options).RunAsync(ended.Token);
        if (_lifetime.ApplicationStopping.IsCancellationRequested)
        {
            await writer.CloseAsync(CloseCode.GoingAway, "The service stops").ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
