using Microsoft.Extensions.Logging;
using Tracing.Query.Execution;
using Tracing.Query.Loading;
using Tracing.Storage.Reads;
using Tracing.Storage.Rows;

namespace Tracing.Query.Live;

/// <summary>
/// Tells subscribers what changed in the store, whichever process changed it: one loop a process asks for what the engine
/// stored since it was asked last, by the engine's own clock. While nobody listens nothing is asked. A fault of the store is
/// logged and the same stretch asked for again, so that nothing is passed over.
/// </summary>
public sealed class ChangeFeed : IAsyncDisposable
{
    private readonly StoreAnswers _answers;
    private readonly LiveOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<ChangeFeed> _logger;
    private readonly RunChanges _runs;
    private readonly SpanArrivals _spans;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CancellationTokenSource _stop = new();
    private int _listeners;
    private bool _isPolling;
    private bool _isFailing;
    private Task _polling = Task.CompletedTask;

    /// <summary>Makes the feed; nothing is asked yet.</summary>
    /// <param name="answers">The store.</param>
    /// <param name="options">The limits.</param>
    /// <param name="time">The clock of the pauses.</param>
    /// <param name="logger">Receives faults.</param>
    public ChangeFeed(StoreAnswers answers, LiveOptions options, TimeProvider time, ILogger<ChangeFeed> logger)
    {
        _answers = answers;
        _options = options;
        _time = time;
        _logger = logger;
        _runs = new RunChanges(answers, options);
        _spans = new SpanArrivals(answers, options);
    }

    /// <summary>Subscribers at present.</summary>
    public int Listeners => Volatile.Read(ref _listeners);

    /// <summary>Listens for runs that were read anew.</summary>
    /// <param name="wants">Which runs.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>What is stored from now on reaches the listener.</returns>
    /// <exception cref="QueryError">There are too many subscribers, or the store does not answer.</exception>
    public Task<Listener<RunRow>> ListenToRunsAsync(Func<RunRow, bool> wants, CancellationToken cancellation) => EnterAsync(
        async now =>
        {
            if (!_runs.IsListenedTo)
            {
                await _runs.StartAsync(now, cancellation);
            }

            Listener<RunRow> listener = new(_options.BufferedEvents, wants, Left);
            _runs.Add(listener);
            return listener;
        },
        cancellation);

    /// <summary>Listens for spans that arrive for a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>What is stored from now on reaches the listener.</returns>
    /// <exception cref="QueryError">There are too many subscribers, or the store does not answer.</exception>
    public Task<Listener<SpanView>> ListenToSpansAsync(string run, CancellationToken cancellation) => EnterAsync(
        async now =>
        {
            Listener<SpanView> listener = new(_options.BufferedEvents, span => span.Row.RunId == run, Left);
            await _spans.WatchAsync(run, listener, now, cancellation);
            return listener;
        },
        cancellation);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _polling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        _turn.Dispose();
    }

    private async Task<TListener> EnterAsync<TListener>(Func<long, Task<TListener>> enter, CancellationToken cancellation)
    {
        if (Interlocked.Increment(ref _listeners) > _options.MaxSubscriptions)
        {
            Interlocked.Decrement(ref _listeners);
            throw QueryError.Limit("maxSubscriptions", _options.MaxSubscriptions);
        }

        try
        {
            return await InTurnAsync(
                async () =>
                {
                    TListener listener = await enter(await NowAsync(cancellation));
                    if (!_isPolling)
                    {
                        _isPolling = true;
                        _polling = Task.Run(PollAsync, CancellationToken.None);
                    }

                    return listener;
                },
                cancellation);
        }
        catch
        {
            Interlocked.Decrement(ref _listeners);
            throw;
        }
    }

    private async Task<T> InTurnAsync<T>(Func<Task<T>> act, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            return await act();
        }
        finally
        {
            _turn.Release();
        }
    }

    private void Left(Listener<RunRow> listener)
    {
        _runs.Remove(listener);
        Interlocked.Decrement(ref _listeners);
    }

    private void Left(Listener<SpanView> listener)
    {
        _spans.Remove(listener);
        Interlocked.Decrement(ref _listeners);
    }

    private async Task<long> NowAsync(CancellationToken cancellation) => (await _answers.AskAsync(new EngineClock(), cancellation))[0];

    private async Task PollAsync()
    {
        do
        {
            await Task.Delay(_options.PollInterval, _time, _stop.Token);
        }
        while (await InTurnAsync(AskAsync, _stop.Token));
    }

    /// <returns>Whether somebody still listens. Who enters later finds that nobody polls, because both happen in turn.</returns>
    private async Task<bool> AskAsync()
    {
        if (Listeners == 0)
        {
            _isPolling = false;
            return false;
        }

        try
        {
            long now = await NowAsync(_stop.Token);
            if (_runs.IsListenedTo)
            {
                await _runs.PollAsync(now, _stop.Token);
            }

            if (_spans.IsListenedTo)
            {
                await _spans.PollAsync(now, _stop.Token);
            }

            _isFailing = false;
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !_stop.IsCancellationRequested)
        {
            if (!_isFailing)
            {
                Log.PollFailed(_logger, fault);
            }

            _isFailing = true;
        }

        return true;
    }
}
