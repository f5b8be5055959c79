using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Tracing.EmbeddedClickHouse.Library;

namespace Tracing.EmbeddedClickHouse.Pool;

/// <summary>
/// A fixed number of connections, all opened at the start: connecting touches the process's signal
/// handlers, so it must not happen while requests run. One connection serves one request at a time.
/// </summary>
internal sealed class ConnectionPool : IAsyncDisposable
{
    private readonly ConcurrentStack<PooledConnection> idle = new();
    private readonly SemaphoreSlim free;
    private readonly PooledConnection control;
    private readonly int size;
    private readonly CancellationTokenSource closing = new();

    /// <summary>Opens the connections.</summary>
    /// <param name="arguments">Command line of the engine.</param>
    /// <param name="name">Begins the names of the connections; differs from pool to pool.</param>
    /// <param name="size">How many requests run at once.</param>
    /// <param name="baseline">Settings of every connection, applied in this order.</param>
    /// <exception cref="EngineException">The engine did not open.</exception>
    public ConnectionPool(IReadOnlyList<string> arguments, string name, int size, IReadOnlyList<KeyValuePair<string, string>> baseline)
    {
        this.size = size;
        free = new SemaphoreSlim(size, size);
        var opened = new List<PooledConnection>();
        try
        {
            for (var i = 0; i <= size; i++)
            {
                opened.Add(Open(arguments, $"{name}-connection-{i}", baseline));
            }
        }
        catch
        {
            opened.ForEach(c => c.Dispose());
            throw;
        }

        control = opened[0];
        idle.PushRange([.. opened.Skip(1)]);
    }

    /// <summary>Waits for a free connection.</summary>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="ObjectDisposedException">The engine is closing.</exception>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The lease uses the connection; the pool owns it.")]
    public async ValueTask<Lease> RentAsync(CancellationToken cancel)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, closing.Token);
        try
        {
            await free.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (closing.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            throw new ObjectDisposedException(nameof(Engine), "The embedded engine is closing.");
        }

        return idle.TryPop(out var connection)
            ? new Lease(this, connection)
            : throw new InvalidOperationException("The pool counts more free connections than it holds.");
    }

    /// <summary>Tells the engine to end what a connection runs; returns when the engine was told, not when the query ended.</summary>
    public Task KillAsync(PooledConnection connection) => control.Post(c =>
    {
        try
        {
            c.Text($"KILL QUERY WHERE Settings['log_comment'] = {SqlText.Literal(connection.Comment)} ASYNC");
        }
        catch (EngineException)
        {
            // Refused, for example for want of memory; the caller asks again until the query has ended.
        }
    });

    /// <summary>Takes a connection back.</summary>
    internal void Return(PooledConnection connection)
    {
        idle.Push(connection);
        free.Release();
    }

    /// <summary>Refuses new requests, waits for those in flight, closes.</summary>
    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        for (var i = 0; i < size; i++)
        {
            await free.WaitAsync();
        }

        foreach (var connection in idle)
        {
            connection.Dispose();
        }

        control.Dispose();
        free.Dispose();
        closing.Dispose();
    }

    private static PooledConnection Open(IReadOnlyList<string> arguments, string comment, IReadOnlyList<KeyValuePair<string, string>> baseline)
    {
        var connection = Connection.Open([.. arguments, $"--log_comment={comment}"]);
        foreach (var (name, value) in baseline)
        {
            connection.Text($"SET {name} = {SqlText.Literal(value)}");
        }

        return new PooledConnection(connection, comment, baseline);
    }
}
