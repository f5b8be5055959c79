using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tracing.Collector.Decode;
using Tracing.Collector.Queue;

namespace Tracing.Collector.Receive;

/// <summary>
/// The OTLP listeners. They answer OK for what is durable in the queue, and for nothing else. Both are started or none.
/// </summary>
public sealed class Receiver : IAsyncDisposable
{
    // Requests are answered within milliseconds; only a client that does not finish its body takes longer.
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(5);

    private readonly WebApplication _server;
    private readonly ExportHandler _handler;
    private readonly ReceiverHealth _health;

    private Receiver(WebApplication server, ExportHandler handler, ReceiverHealth health)
    {
        _server = server;
        _handler = handler;
        _health = health;
    }

    /// <summary>Where gRPC is listened for, with the port that was bound; null where it is not.</summary>
    public Uri? GrpcAddress { get; private set; }

    /// <summary>Where HTTP is listened for, with the port that was bound; null where it is not.</summary>
    public Uri? HttpAddress { get; private set; }

    /// <summary>Starts to listen.</summary>
    /// <param name="options">Valid options.</param>
    /// <param name="decode">Limits of the decoders.</param>
    /// <param name="queue">Where frames are made durable.</param>
    /// <param name="time">The clock that stamps arrivals.</param>
    /// <param name="loggers">Makes the logger of the receivers and of the server below them.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <returns>The receivers, which answer but do not call themselves healthy yet: see <see cref="SetHealthy"/>.</returns>
    /// <exception cref="IOException">An address is in use, or is none of this machine.</exception>
    public static async Task<Receiver> StartAsync(
        ReceiveOptions options, DecodeOptions decode, DurableQueue queue, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        ILogger logger = loggers.CreateLogger<Receiver>();
        var handler = new ExportHandler(decode, queue, time);
        var health = new ReceiverHealth();
        var inFlight = new InFlightBytes(options.Limits.MaxInFlightBytes);
        var application = new ReceiverApplication(
            new RequestGate(new BearerTokens(options.Tokens), new LocalHosts(options.AllowedHosts)),
            new GrpcTransport(handler, inFlight, options.Limits.MaxRequestBytes),
            new HttpTransport(handler, inFlight, options.Limits.MaxRequestBytes),
            health,
            logger);
        var receiver = new Receiver(Build(options, application, health, loggers), handler, health);
        try
        {
            await receiver._server.StartAsync(cancellationToken);
            receiver.ReadAddresses(options);
            Log.Listening(logger, receiver.GrpcAddress?.ToString() ?? "off", receiver.HttpAddress?.ToString() ?? "off");
            return receiver;
        }
        catch
        {
            await receiver.DisposeAsync();
            throw;
        }
    }

    /// <summary>What <c>/healthz</c> and <c>grpc.health.v1.Health</c> say.</summary>
    /// <param name="healthy">Whether the pipeline runs.</param>
    public void SetHealthy(bool healthy) => _health.Set(healthy);

    /// <summary>Stops to listen; requests that have begun are answered.</summary>
    /// <param name="cancellationToken">Cuts the requests off that have not been answered yet.</param>
    /// <returns>When nothing is handled any more.</returns>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _health.Set(false);
        await _server.StopAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _handler.Dispose();
    }

    private static WebApplication Build(ReceiveOptions options, ReceiverApplication application, ReceiverHealth health, ILoggerFactory loggers)
    {
        // Empty: no configuration, environment variable or log provider reaches the server but what stands here.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.WebHost.UseKestrelCore()
            .ConfigureKestrel(server => ReceiverServer.Configure(server, options))
            .UseSockets(ReceiverServer.Configure);

        // After the server's own registration, which it replaces.
        builder.Services.AddSingleton<IMemoryPoolFactory<byte>, BlockPool.Factory>();
        builder.Services.AddSingleton(loggers);
        builder.Services.AddSingleton<IHostLifetime, OwnedLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = LongestStop);
        builder.Services.AddRoutingCore();
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(health.Grpc);

        WebApplication server = builder.Build();
        server.Use((context, next) => application.InvokeAsync(context, next));

        // A watch of the health never ends by itself.
        server.Use(async (context, next) =>
        {
            using CancellationTokenRegistration _ = server.Lifetime.ApplicationStopping.Register(context.Abort);
            await next(context);
        });
        server.UseRouting();
        server.MapGrpcService<Grpc.HealthCheck.HealthServiceImpl>();
        return server;
    }

    private void ReadAddresses(ReceiveOptions options)
    {
        // In the order in which the server bound them: gRPC first.
        var bound = new Queue<string>(_server.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses);
        GrpcAddress = options.Grpc.Length > 0 ? new Uri(bound.Dequeue()) : null;
        HttpAddress = options.Http.Length > 0 ? new Uri(bound.Dequeue()) : null;
    }

    /// <summary>The process belongs to whoever hosts the pipeline: the server takes no signals.</summary>
    private sealed class OwnedLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
