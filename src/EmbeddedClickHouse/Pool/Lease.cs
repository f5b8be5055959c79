using System.Diagnostics.CodeAnalysis;
using Tracing.EmbeddedClickHouse.Library;

namespace Tracing.EmbeddedClickHouse.Pool;

/// <summary>
/// The right to use one connection until disposed. After a cancelled call only <see cref="Post"/> and
/// <see cref="Dispose"/> are allowed; the connection goes back when the engine has ended what it ran.
/// </summary>
internal sealed class Lease(ConnectionPool pool, PooledConnection connection) : IDisposable
{
    private static readonly TimeSpan FirstPatience = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LastPatience = TimeSpan.FromSeconds(1);
    private Task killing = Task.CompletedTask;
    private int returned;

    /// <summary>Makes a database and settings hold for the calls that follow.</summary>
    public Task PrepareAsync(string database, IReadOnlyDictionary<string, string> settings, CancellationToken cancel) =>
        RunAsync(
            _ =>
            {
                connection.Prepare(database, settings);
                return true;
            },
            cancel);

    /// <summary>Runs a call of the engine. On cancellation the task ends at once and the engine is told to end its query.</summary>
    /// <typeparam name="T">What the call gives; when it comes too late and is disposable, it is disposed here.</typeparam>
    /// <param name="call">Gets the connection, on the connection's thread.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="EngineException">The engine's error.</exception>
    [SuppressMessage("Reliability", "CA2025:Ensure tasks using IDisposable instances complete before disposal", Justification = "The registration is disposed after the task it may start was stored.")]
    public async Task<T> RunAsync<T>(Func<Connection, T> call, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var ended = connection.Post(c => Complete(call, c, done));
        using var registration = cancel.Register(() =>
        {
            if (done.TrySetCanceled(cancel))
            {
                killing = KillUntilAsync(ended);
            }
        });
        return await done.Task;
    }

    /// <summary>Queues a call that needs no answer, such as giving up a stream. It must not throw.</summary>
    public void Post(Action<Connection> call) => _ = connection.Post(call);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref returned, 1) == 0)
        {
            _ = ReturnAsync();
        }
    }

    private static void Complete<T>(Func<Connection, T> call, Connection engine, TaskCompletionSource<T> done)
    {
        try
        {
            var value = call(engine);
            if (!done.TrySetResult(value))
            {
                (value as IDisposable)?.Dispose();
            }
        }
#pragma warning disable CA1031 // The exception belongs to the caller, who awaits it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            done.TrySetException(e);
        }
    }

    // The query may not have started yet when the first KILL looks for it, so ask again until it has ended.
    private async Task KillUntilAsync(Task ended)
    {
        for (var patience = FirstPatience; ; patience = patience < LastPatience ? patience * 2 : LastPatience)
        {
            await pool.KillAsync(connection);
            try
            {
                await ended.WaitAsync(patience);
                return;
            }
            catch (TimeoutException)
            {
            }
        }
    }

    private async Task ReturnAsync()
    {
        await connection.Post(_ => { });
        await killing;
        pool.Return(connection);
    }
}
