using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tracing.EmbeddedClickHouse;
using Tracing.EmbeddedClickHouse.Face;
using Tracing.Options;

namespace Tracing.Roles;

/// <summary>The read-only ClickHouse HTTP interface of the embedded engine, for Grafana's plugin and <c>curl</c>.</summary>
public sealed class EngineFaceServer : IAsyncDisposable
{
    private readonly WebApplication _server;

    private EngineFaceServer(WebApplication server) => _server = server;

    /// <summary>The address that was bound.</summary>
    public Uri Address => new(_server.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());

    /// <summary>Starts it.</summary>
    /// <param name="options">Validated options; <see cref="TracingOptions.EngineListen"/> is set.</param>
    /// <param name="engine">The engine; its database exists.</param>
    /// <param name="loggers">Where it logs.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The running server.</returns>
    public static async Task<EngineFaceServer> StartAsync(TracingOptions options, Engine engine, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = options.EngineFace.MaxConnections * 16;
            kestrel.Listen(EndpointOf(options.EngineListen)!);
        });
        builder.Services.AddSingleton(loggers);
        builder.Services.AddRoutingCore();
        WebApplication server = builder.Build();
        try
        {
            await server.MapGuardedEngineAsync(engine, options.EngineFace with { Database = options.Storage.Database }, cancellationToken);
            await server.StartAsync(cancellationToken);
            return new EngineFaceServer(server);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Adds one sentence for each problem with the address.</summary>
    /// <param name="options">The options.</param>
    /// <param name="problems">Where the sentences go.</param>
    public static void Validate(TracingOptions options, ICollection<string> problems)
    {
        if (options.EngineListen.Length == 0)
        {
            return;
        }

        if (options.Storage.Url is not null)
        {
            problems.Add("engineListen: a ClickHouse server (storage.url) has an HTTP interface of its own.");
        }
        else if (EndpointOf(options.EngineListen) is not { } endpoint)
        {
            problems.Add($"engineListen: '{options.EngineListen}' is no address and port such as 127.0.0.1:8123.");
        }
        else if (!IPAddress.IsLoopback(endpoint.Address) && string.IsNullOrEmpty(options.EngineFace.Token))
        {
            problems.Add($"engineListen: {options.EngineListen} is beyond loopback and needs a token in engineFace.token.");
        }

        (options.EngineFace with { Database = options.Storage.Database }).Validate("engineFace", problems);
    }

    /// <summary>Stops it.</summary>
    /// <param name="cancellationToken">Ends the waiting for open requests.</param>
    /// <returns>A task that ends when it has stopped.</returns>
    public Task StopAsync(CancellationToken cancellationToken) => _server.StopAsync(cancellationToken);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static IPEndPoint? EndpointOf(string text)
    {
        string address = text.StartsWith("localhost:", StringComparison.OrdinalIgnoreCase) ? "127.0.0.1" + text["localhost".Length..] : text;
        return address.Contains(':', StringComparison.Ordinal) && IPEndPoint.TryParse(address, out IPEndPoint? endpoint) ? endpoint : null;
    }
}
