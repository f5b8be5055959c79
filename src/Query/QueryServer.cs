using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tracing.Storage;

namespace Tracing.Query;

/// <summary>The query service on a listener of its own.</summary>
public sealed class QueryServer : IAsyncDisposable
{
    private const int MaxConnections = 1_024;

    private readonly WebApplication _app;

    private QueryServer(WebApplication app, IPEndPoint bound)
    {
        _app = app;
        Bound = bound;
    }

    /// <summary>The address that is listened on; holds the real port where the options asked for port 0.</summary>
    public IPEndPoint Bound { get; }

    /// <summary><c>http://ADDRESS:PORT</c>.</summary>
    public string Url => "http://" + Bound;

    /// <summary>Starts to listen.</summary>
    /// <param name="options">Validated options.</param>
    /// <param name="store">What is read; not disposed here.</param>
    /// <param name="time">The clock.</param>
    /// <param name="loggers">Makes the loggers.</param>
    /// <param name="cancellation">Gives up starting.</param>
    /// <exception cref="IOException">The address is taken.</exception>
    public static async Task<QueryServer> StartAsync(
        QueryOptions options, ClickHouseStore store, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellation)
    {
        IPEndPoint endpoint = options.Endpoint();
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = MaxConnections;
            kestrel.Limits.MaxConcurrentUpgradedConnections = MaxConnections;
            kestrel.Listen(endpoint);
        });
        builder.Services.AddSingleton(loggers);
        builder.Services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        builder.Services.AddSingleton(store);
        builder.Services.AddSingleton(time);
        builder.Services.AddRoutingCore();
        builder.Services.AddTracingQuery(options);
        WebApplication app = builder.Build();
        app.MapTracingQuery();
        await app.StartAsync(cancellation);
        string address = app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First();
        QueryServer server = new(app, new IPEndPoint(endpoint.Address, new Uri(address).Port));
        Log.Listening(loggers.CreateLogger<QueryServer>(), server.Url);
        return server;
    }

    /// <summary>Stops accepting, and ends what is in execution.</summary>
    /// <param name="cancellation">Ends waiting for requests in execution.</param>
    public Task StopAsync(CancellationToken cancellation) => _app.StopAsync(cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
