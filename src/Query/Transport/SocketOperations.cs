using GraphQL;
using GraphQL.Transport;
using Microsoft.Extensions.DependencyInjection;
using Tracing.Query.Execution;
using Tracing.Query.Live;

namespace Tracing.Query.Transport;

/// <summary>The operations of one WebSocket, by the ids that its peer gave them.</summary>
internal sealed class SocketOperations(RequestExecution execution, IServiceScopeFactory scopes, LiveOptions options, SocketWriter writer)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, CancellationTokenSource> _running = new(StringComparer.Ordinal);
    private readonly List<Task> _tasks = [];

    /// <summary>Starts an operation.</summary>
    /// <returns>False where the id is in use.</returns>
    public bool TryStart(string id, GraphQLRequest request, CancellationToken closed)
    {
        lock (_gate)
        {
            if (_running.ContainsKey(id))
            {
                return false;
            }

            _tasks.RemoveAll(task => task.IsCompleted);
            if (_running.Count >= options.MaxPerConnection)
            {
                _tasks.Add(RefuseAsync(id, closed));
                return true;
            }

            CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(closed);
            _running.Add(id, stop);
            _tasks.Add(Task.Run(() => RunAsync(id, request, stop), CancellationToken.None));
            return true;
        }
    }

    /// <summary>Ends an operation whose peer wants no more; it is told nothing further.</summary>
    public void Complete(string id)
    {
        lock (_gate)
        {
            if (_running.TryGetValue(id, out CancellationTokenSource? stop))
            {
                _running.Remove(id);
                stop.Cancel();
            }
        }
    }

    /// <summary>Waits until everything ended, after the connection did.</summary>
    public async Task EndedAsync()
    {
        Task[] tasks;
        lock (_gate)
        {
            tasks = [.. _tasks];
        }

        await Task.WhenAll(tasks).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task RunAsync(string id, GraphQLRequest request, CancellationTokenSource stop)
    {
        try
        {
            await using AsyncServiceScope scope = scopes.CreateAsyncScope();
            bool refused = false;
            await foreach (StreamedResult one in ResultStream.RunAsync(execution, request, scope.ServiceProvider, stop.Token))
            {
                refused = one.Ends;
                await (one.Ends
                    ? writer.SendAsync(MessageTypes.Error, id, one.Result.Errors, stop.Token)
                    : writer.SendAsync(MessageTypes.Next, id, one.Result, stop.Token));
            }

            if (!refused && Forget(id, stop))
            {
                await writer.SendAsync(MessageTypes.Complete, id, null, stop.Token);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or System.Net.WebSockets.WebSocketException or ObjectDisposedException)
        {
            // The peer wanted no more, or is gone.
        }
        finally
        {
            End(id, stop);
        }
    }

    private async Task RefuseAsync(string id, CancellationToken closed)
    {
        ExecutionErrors errors = [QueryError.Limit("maxPerConnection", options.MaxPerConnection)];
        await writer.SendAsync(MessageTypes.Error, id, errors, closed);
    }

    // True once: the peer did not end it meanwhile.
    private bool Forget(string id, CancellationTokenSource stop)
    {
        lock (_gate)
        {
            return _running.TryGetValue(id, out CancellationTokenSource? running) && running == stop && _running.Remove(id);
        }
    }

    // Within the gate, because the peer may be about to end it.
    private void End(string id, CancellationTokenSource stop)
    {
        lock (_gate)
        {
            Forget(id, stop);
            stop.Dispose();
        }
    }
}
