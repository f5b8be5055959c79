using Tracing.Query.Execution;

namespace Tracing.Query.Live;

/// <summary>A listener as the executor wants it: pushes one event after the other, each when the answer to the last was sent.</summary>
/// <typeparam name="TEvent">What is listened for.</typeparam>
internal sealed class LiveStream<TEvent>(Listener<TEvent> listener, LiveDelivery delivery) : IObservable<object?>
{
    public IDisposable Subscribe(IObserver<object?> observer)
    {
        Pump pump = new();
        _ = RunAsync(observer, pump.Stopped);
        return pump;
    }

    private async Task RunAsync(IObserver<object?> observer, CancellationToken stopped)
    {
        await Task.Yield();
        try
        {
            await foreach (TEvent happened in listener.ReadAsync(stopped))
            {
                observer.OnNext(happened);
                await delivery.WaitAsync(stopped);
            }

            observer.OnCompleted();
        }
        catch (OperationCanceledException) when (stopped.IsCancellationRequested)
        {
            // Nobody listens any longer.
        }
        catch (QueryError dropped)
        {
            observer.OnError(dropped);
        }
    }

    private sealed class Pump : IDisposable
    {
        private readonly CancellationTokenSource _stop = new();

        public Pump() => Stopped = _stop.Token;

        public CancellationToken Stopped { get; }

        public void Dispose()
        {
            _stop.Cancel();
            _stop.Dispose();
        }
    }
}
