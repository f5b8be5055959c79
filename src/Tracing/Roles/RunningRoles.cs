using Microsoft.Extensions.Logging;
using Tracing.Collector;
using Tracing.Collector.Interpret;
using Tracing.EmbeddedClickHouse;
using Tracing.Options;
using Tracing.Query;
using Tracing.Storage;

namespace Tracing.Roles;

/// <summary>The services of this process. They start from the store outwards and stop in the opposite order.</summary>
public sealed class RunningRoles : IAsyncDisposable
{
    private Engine? engine;
    private ClickHouseStore? store;
    private Interpreter? interpreter;

    private RunningRoles()
    {
    }

    /// <summary>The collector, where it runs.</summary>
    public Pipeline? Pipeline { get; private set; }

    /// <summary>The query service, where it runs.</summary>
    public QueryServer? Query { get; private set; }

    /// <summary>The engine's read-only face, where it runs.</summary>
    public EngineFaceServer? Face { get; private set; }

    /// <summary>Starts services.</summary>
    /// <param name="options">Validated options with absolute folders.</param>
    /// <param name="roles">Which services.</param>
    /// <param name="loggers">Where they log.</param>
    /// <param name="cancellationToken">Gives up; what was started is stopped.</param>
    /// <returns>The running services.</returns>
    public static async Task<RunningRoles> StartAsync(TracingOptions options, RoleSet roles, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var running = new RunningRoles();
        try
        {
            running.OpenStore(options);
            if (roles.Collector)
            {
                await running.StartCollectorAsync(options.Collector, loggers, cancellationToken);
            }
            else
            {
                await running.store!.MigrateAsync(cancellationToken);
            }

            if (roles.Query)
            {
                running.Query = await QueryServer.StartAsync(options.Query, running.store!, TimeProvider.System, loggers, cancellationToken);
            }

            if (options.EngineListen.Length > 0)
            {
                running.Face = await EngineFaceServer.StartAsync(options, running.engine!, loggers, cancellationToken);
            }

            return running;
        }
        catch
        {
            await running.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops the services: no new requests, then what was accepted is delivered as far as the deadline allows.</summary>
    /// <param name="cancellationToken">Ends the waiting; what was not delivered stays in the queue.</param>
    /// <returns>A task that ends when they have stopped.</returns>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (Face is not null)
        {
            await Face.StopAsync(cancellationToken);
        }

        if (Query is not null)
        {
            await Query.StopAsync(cancellationToken);
        }

        if (Pipeline is not null)
        {
            await Pipeline.StopAsync(cancellationToken);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (Face is not null)
        {
            await Face.DisposeAsync();
        }

        if (Query is not null)
        {
            await Query.DisposeAsync();
        }

        if (Pipeline is not null)
        {
            await Pipeline.DisposeAsync();
        }

        interpreter?.Dispose();
        if (store is not null)
        {
            await store.DisposeAsync();
        }

        if (engine is not null)
        {
            await engine.DisposeAsync();
        }
    }

    private void OpenStore(TracingOptions options)
    {
        if (options.Storage.Url is null)
        {
            engine = Engine.Open(options.Engine);
            store = new ClickHouseStore(options.Storage, engine.CreateHandler());
        }
        else
        {
            store = new ClickHouseStore(options.Storage);
        }
    }

    // The pipeline makes the schema itself: a collector whose ClickHouse is away goes on queueing.
    private async Task StartCollectorAsync(CollectorOptions options, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        interpreter = new Interpreter(store!, options.Interpret, TimeProvider.System, loggers.CreateLogger<Interpreter>());
        Pipeline = await Pipeline.StartAsync(options, store!, interpreter, TimeProvider.System, loggers, cancellationToken);
    }
}
