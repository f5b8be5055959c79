using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Tracing.EmbeddedClickHouse.Library;

namespace Tracing.EmbeddedClickHouse.Pool;

/// <summary>A fixed number of connections, all opened at the start. One connection serves one request at a time.</summary>
internal sealed class ConnectionPool : IAsyncDisposable
{
    // How long closing waits for requests in flight, and for connections that were given up.
    private static readonly TimeSpan DrainPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RetiredPatience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ReopenPause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentStack<PooledConnection> idle = new();
    private readonly ConcurrentDictionary<PooledConnection, Task> retired = new();
    private readonly PoolPlan plan;

    [SuppressMessage("Usage", "CA2213:Disposable fields should be disposed", Justification = "A lease that outlives the drain still releases it.")]
    private readonly SemaphoreSlim free;

    private readonly PooledConnection control;
    private readonly CancellationTokenSource closing = new();
    private int opened;
    private volatile bool closed;

    /// <summary>Opens the connections.</summary>
    /// <param name="plan">What to open.</param>
    /// <exception cref="EngineException">The engine did not open.</exception>
    public ConnectionPool(PoolPlan plan)
    {
        this.plan = plan;
        free = new SemaphoreSlim(plan.Size, plan.Size);
        var all = new List<PooledConnection>();
        try
        {
            for (var i = 0; i <= plan.Size; i++)
            {
                all.Add(Open());
            }
        }
        catch
        {
            all.ForEach(c => c.Dispose());
            throw;
        }

        control = all[0];
        idle.PushRange([.. all.Skip(1)]);
    }

    /// <summary>Nothing runs any more.</summary>
    public bool IsClosed => closed;

    /// <summary>Waits for a free connection.</summary>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="ObjectDisposedException">The engine is closing.</exception>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The lease uses the connection; the pool owns it.")]
    public async ValueTask<Lease> RentAsync(CancellationToken cancel)
    {
        ObjectDisposedException.ThrowIf(closed, typeof(Engine));
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
    public void Return(PooledConnection connection)
    {
        idle.Push(connection);
        free.Release();
    }

    /// <summary>Puts a new connection in the place of one that is given up, which is closed once it is at rest.</summary>
    /// <param name="connection">The one given up.</param>
    /// <param name="atRest">Ends when nothing runs on it.</param>
    public async Task ReplaceAsync(PooledConnection connection, Task atRest)
    {
        retired[connection] = CloseAsync(connection, atRest);
        while (true)
        {
            try
            {
                Return(await Task.Run(Open));
                return;
            }
            catch (EngineException) when (!closing.IsCancellationRequested)
            {
                await Task.Delay(ReopenPause);
            }
            catch (EngineException)
            {
                return;
            }
        }
    }

    /// <summary>Refuses new requests, waits for those in flight, closes.</summary>
    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        using var patience = new CancellationTokenSource(DrainPatience);
        try
        {
            for (var i = 0; i < plan.Size; i++)
            {
                await free.WaitAsync(patience.Token);
            }

            await Task.WhenAll(retired.Values).WaitAsync(RetiredPatience, CancellationToken.None);
        }
        catch (Exception e) when (e is OperationCanceledException or TimeoutException)
        {
            // An answer that nobody reads or a query that libchdb does not leave must not keep the process up.
        }

        closed = true;
        foreach (var connection in idle)
        {
            connection.Dispose();
        }

        control.Dispose();
        closing.Dispose();
    }

    private async Task CloseAsync(PooledConnection connection, Task atRest)
    {
        await atRest;
        await Task.Run(connection.Dispose);
        retired.TryRemove(connection, out _);
    }

    private PooledConnection Open()
    {
        var number = Interlocked.Increment(ref opened).ToString(CultureInfo.InvariantCulture);
        var comment = $"{plan.Name}-connection-{number}";
        var connection = Connection.Open([.. plan.Arguments, $"--log_comment={comment}"]);
        foreach (var (name, value) in plan.Settings)
        {
            connection.Text($"SET {name} = {SqlText.Literal(value)}");
        }

        return new PooledConnection(connection, comment, plan.Settings);
    }
}
