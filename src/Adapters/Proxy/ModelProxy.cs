using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Tracing.Adapters.Proxy.Forwarding;
using Tracing.Adapters.Proxy.Recording;
using Yarp.ReverseProxy.Forwarder;

namespace Tracing.Adapters.Proxy;

/// <summary>
/// A reverse proxy between agents and their models' endpoint that records every model call while it passes. Streams are forwarded piece by piece;
/// keys are neither stored nor logged, and bodies only where an option says so.
/// </summary>
public sealed class ModelProxy : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Upstream upstream;
    private readonly CallForwarder forwarder;
    private readonly TimeSpan stopWithin;

    private ModelProxy(WebApplication app, Upstream upstream, CallForwarder forwarder, ProxyOptions options)
    {
        this.app = app;
        this.upstream = upstream;
        this.forwarder = forwarder;
        stopWithin = options.StopWithin / 2;
        string bound = app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First();
        Url = "http://" + new IPEndPoint(options.ListenEndpoint().Address, new Uri(bound).Port);
    }

    /// <summary><c>http://ADDRESS:PORT</c>, with the real port where the options asked for port 0.</summary>
    public string Url { get; }

    /// <summary>Starts to listen.</summary>
    /// <param name="options">Validated options.</param>
    /// <param name="sink">Takes the calls; not disposed here.</param>
    /// <param name="time">The clock.</param>
    /// <param name="loggers">Makes the logger.</param>
    /// <param name="cancellation">Gives up starting.</param>
    /// <exception cref="IOException">The address is taken.</exception>
    public static async Task<ModelProxy> StartAsync(ProxyOptions options, IModelCallSink sink, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellation)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Configure(kestrel, options));

        // The server and the forwarder log addresses, and an address may hold a key: they have no logger.
        builder.Services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        builder.Services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        builder.Services.AddHttpForwarder();
        WebApplication app = builder.Build();
        var upstream = new Upstream(app.Services.GetRequiredService<IHttpForwarder>(), options);
        ILogger logger = loggers.CreateLogger<ModelProxy>();
        var forwarder = new CallForwarder(options, upstream, sink, time, logger);
        app.Run(forwarder.HandleAsync);
        try
        {
            await app.StartAsync(cancellation);
        }
        catch
        {
            upstream.Dispose();
            await app.DisposeAsync();
            throw;
        }

        var proxy = new ModelProxy(app, upstream, forwarder, options);
        Log.ProxyListening(logger, proxy.Url, options.Upstream);
        return proxy;
    }

    /// <summary>Stops listening, gives open calls some time to end, and ends them then.</summary>
    /// <param name="cancellation">Ends them at once.</param>
    public async Task StopAsync(CancellationToken cancellation)
    {
        using var end = new CancellationTokenSource();
        Task stopped = app.StopAsync(end.Token);
        using (var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation))
        {
            deadline.CancelAfter(stopWithin);
            await Task.WhenAny(stopped, Task.Delay(Timeout.Infinite, deadline.Token));
        }

        // Said before the connections are cut: what ends then was ended by us.
        forwarder.IsStopping = true;
        await end.CancelAsync();
        await stopped;
        await forwarder.Open.None;
        forwarder.Tools.EndAll();
    }

    /// <summary>A run is over: tools that its agent was asked to use, and that no request brought a result of, are told as without one.</summary>
    /// <param name="run">The run, as requests named it; null for the proxy's own.</param>
    public void EndRun(string? run) => forwarder.Tools.End(run);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        upstream.Dispose();
    }

    // An agent may be slow to send and slow to read: its own patience counts, not the server's.
    private static void Configure(KestrelServerOptions kestrel, ProxyOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = options.MaxConnections;
        kestrel.Limits.MaxConcurrentUpgradedConnections = options.MaxConnections;
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.Listen(options.ListenEndpoint(), listener => listener.Protocols = HttpProtocols.Http1);
    }
}
