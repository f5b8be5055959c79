namespace Tracing.Collector.Insert;

/// <summary>Stopping in two steps: first nothing is waited for any more, then what is under way is given up.</summary>
/// <param name="time">The clock of the pauses.</param>
internal sealed class StopSignal(TimeProvider time) : IDisposable
{
    private readonly CancellationTokenSource _draining = new();
    private readonly CancellationTokenSource _aborted = new();

    /// <summary>Work goes on while it succeeds; no pause is made, nothing new is waited for.</summary>
    public CancellationToken Draining => _draining.Token;

    /// <summary>What is under way is given up.</summary>
    public CancellationToken Aborted => _aborted.Token;

    public Task DrainAsync() => _draining.CancelAsync();

    public Task AbortAsync() => _aborted.CancelAsync();

    /// <summary>Between two steps.</summary>
    public void ThrowIfAborted()
    {
        if (_aborted.IsCancellationRequested)
        {
            throw new StoppedException();
        }
    }

    /// <summary>Holds for a while.</summary>
    /// <exception cref="StoppedException">Stopping began: a store that fails now is not waited for.</exception>
    public async Task PauseAsync(TimeSpan pause)
    {
        try
        {
            await Task.Delay(pause, time, _draining.Token);
        }
        catch (OperationCanceledException)
        {
            throw new StoppedException();
        }
    }

    public void Dispose()
    {
        _draining.Dispose();
        _aborted.Dispose();
    }
}
