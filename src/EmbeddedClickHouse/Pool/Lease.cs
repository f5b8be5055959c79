using System.Diagnostics.CodeAnalysis;
using Tracing.EmbeddedClickHouse.Library;

namespace Tracing.EmbeddedClickHouse.Pool;

/// <summary>
/// The right to use one connection until disposed. A connection whose query failed, was cancelled or was left before
/// its end does not go back: libchdb may still hold that query's output and put it before the next one's, or never
/// return from it. Another takes its place.
/// </summary>
internal sealed class Lease(ConnectionPool pool, PooledConnection connection) : IDisposable
{
    private static readonly TimeSpan FirstPatience = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LastPatience = TimeSpan.FromSeconds(1);
    private Task killing = Task.CompletedTask;
    private volatile bool retired;
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
                retired = true;
                killing = KillUntilAsync(ended);
            }
        });
        return await done.Task;
    }

    /// <summary>Queues the giving up of what the connection has open; the connection is not used again.</summary>
    /// <param name="call">Must not throw.</param>
    public void Abandon(Action<Connection> call)
    {
        retired = true;
        _ = connection.Post(call);
    }

    /// <summary>Queues the release of what the connection holds in native memory.</summary>
    /// <param name="call">Must not throw.</param>
    public void Release(Action<Connection> call) => _ = connection.Post(call);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref returned, 1) == 0)
        {
            _ = ReturnAsync();
        }
    }

    private void Complete<T>(Func<Connection, T> call, Connection engine, TaskCompletionSource<T> done)
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
            retired |= !IsBeforeRunning(e);
            done.TrySetException(e);
        }
    }

    // Syntax errors and refusals of the guard: nothing has run yet, so nothing is left behind.
    private static bool IsBeforeRunning(Exception e) => e is EngineException { Code: 62 or 497 };

    // The query may not have started yet when the first KILL looks for it, so ask again until it has ended.
    private async Task KillUntilAsync(Task ended)
    {
        for (var patience = FirstPatience; !pool.IsClosed; patience = patience < LastPatience ? patience * 2 : LastPatience)
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
        var idle = connection.Post(_ => { });
        if (retired)
        {
            await pool.ReplaceAsync(connection, Task.WhenAll(idle, killing));
        }
        else
        {
            await idle;
            pool.Return(connection);
        }
    }
}
