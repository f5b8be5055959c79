using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Tracing.Collector.Insert;
using Tracing.Collector.Queue;
using Tracing.Collector.Receive;
using Tracing.Storage;

namespace Tracing.Collector;

/// <summary>
/// The collector on one page. Started from the store outwards, stopped in mirror order: the receivers first, so that
/// nothing new comes; the inserter, which delivers what is queued while the store answers; the interpreter, which reads
/// what that brought; the queue last. What could not be delivered stays in the queue on disk.
/// </summary>
public sealed class Pipeline : IAsyncDisposable
{
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Stack<(string Name, Func<CancellationToken, Task> Stop)> _started = new();

    private Pipeline(TimeProvider time, ILogger logger)
    {
        _time = time;
        _logger = logger;
    }

    /// <summary>The listeners; their addresses carry the ports that were bound.</summary>
    public Receiver Receiver { get; private set; } = null!;

    /// <summary>The durable queue.</summary>
    public DurableQueue Queue { get; private set; } = null!;

    /// <summary>What carries the queue into the store, and holds what the store refused.</summary>
    public Inserter Inserter { get; private set; } = null!;

    /// <summary>Starts everything, or nothing: where one step fails, those before it are stopped.</summary>
    /// <param name="options">Valid options.</param>
    /// <param name="store">The store; it may be away, then requests are queued until it is back.</param>
    /// <param name="interpreter">Told of touched runs; null for none.</param>
    /// <param name="time">The clock.</param>
    /// <param name="loggers">Makes the loggers.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <returns>The running pipeline.</returns>
    /// <exception cref="Storage.Schema.SchemaFailure">The database is not one of this program's.</exception>
    /// <exception cref="QueueRefusedException">Another process has the queue's folder, or it must not be touched.</exception>
    /// <exception cref="IOException">An address is in use, or the queue's disk fails.</exception>
    public static async Task<Pipeline> StartAsync(
        CollectorOptions options, ClickHouseStore store, IRunInterpreter? interpreter, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var pipeline = new Pipeline(time, loggers.CreateLogger<Pipeline>());
        try
        {
            await pipeline.StartStepsAsync(options, store, interpreter, loggers, cancellationToken);
            return pipeline;
        }
        catch
        {
            await pipeline.StopAsync(CancellationToken.None);
            throw;
        }
    }

    /// <summary>Stops everything, the last started first. Loses nothing that was answered OK.</summary>
    /// <param name="cancellationToken">Cuts draining short.</param>
    /// <returns>When everything has stopped.</returns>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        while (_started.TryPop(out (string Name, Func<CancellationToken, Task> Stop) step))
        {
            long began = _time.GetTimestamp();
            try
            {
                await step.Stop(cancellationToken);
                Log.StepStopped(_logger, step.Name, (long)_time.GetElapsedTime(began).TotalMilliseconds);
            }
#pragma warning disable CA1031 // The steps below must be stopped whatever this one met.
            catch (Exception e)
#pragma warning restore CA1031
            {
                Log.StepFailedToStop(_logger, e, step.Name);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None);

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The stack of steps owns what was started.")]
    private async Task StartStepsAsync(
        CollectorOptions options, ClickHouseStore store, IRunInterpreter? interpreter, ILoggerFactory loggers, CancellationToken cancel)
    {
        var writer = new SchemaFirstWriter(store, loggers.CreateLogger<SchemaFirstWriter>());
        await StepAsync("schema", writer.TryPrepareAsync(cancel), _ => Task.CompletedTask);

        Queue = await StepAsync(
            "queue",
            DurableQueue.OpenAsync(options.Queue, new PhysicalFileSystem(), _time, loggers.CreateLogger<DurableQueue>(), cancel).AsTask(),
            _ => Queue.DisposeAsync().AsTask());

        if (interpreter is not null)
        {
            await StepAsync("interpreter", interpreter.StartAsync(cancel), interpreter.StopAsync);
        }

        Inserter = await StepAsync(
            "inserter",
            Inserter.StartAsync(Queue, writer, options.Insert, touches => interpreter?.Notify(touches)),
            StopInserterAsync);

        Receiver = await StepAsync(
            "receivers",
            Receiver.StartAsync(options.Receive, options.Decode, Queue, _time, loggers, cancel),
            StopReceiverAsync);
        Receiver.SetHealthy(true);
        _ = WatchInserterAsync();
    }

    private async Task StepAsync(string name, Task start, Func<CancellationToken, Task> stop)
    {
        long began = _time.GetTimestamp();
        await start;
        _started.Push((name, stop));
        Log.StepStarted(_logger, name, (long)_time.GetElapsedTime(began).TotalMilliseconds);
    }

    private async Task<T> StepAsync<T>(string name, Task<T> start, Func<CancellationToken, Task> stop)
    {
        await StepAsync(name, (Task)start, stop);
        return await start;
    }

    private async Task StopReceiverAsync(CancellationToken cancel)
    {
        await Receiver.StopAsync(cancel);
        await Receiver.DisposeAsync();
    }

    private async Task StopInserterAsync(CancellationToken cancel)
    {
        await Inserter.StopAsync(cancel);
        await Inserter.DisposeAsync();
    }

    // Without the inserter the queue only fills: whoever watches the health must be told before it is full.
    private async Task WatchInserterAsync()
    {
        await Inserter.Completion.ContinueWith(static _ => { }, TaskScheduler.Default);
        if (Inserter.Completion.Exception is { } fault)
        {
            Log.InserterFailed(_logger, fault);
            Receiver.SetHealthy(false);
        }
    }
}
