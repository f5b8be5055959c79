using System.Threading.Channels;
using GraphQL;
using Microsoft.Extensions.DependencyInjection;

namespace Tracing.Query.Live;

/// <summary>
/// One subscription's way to its subscriber, in step: an event is executed only when the answer to the one before was sent. So
/// everything that waits, waits in the listener, where it is bounded. Lives as long as the operation.
/// </summary>
public sealed class LiveDelivery : IDisposable
{
    private readonly Channel<bool> _sent = Channel.CreateUnbounded<bool>();
    private readonly List<IDisposable> _owned = [];

    /// <summary>The delivery of the operation that a field is resolved in.</summary>
    /// <param name="context">The field.</param>
    public static LiveDelivery Of(IResolveFieldContext context) => context.RequestServices!.GetRequiredService<LiveDelivery>();

    /// <summary>Says that an answer was sent.</summary>
    public void Sent() => _sent.Writer.TryWrite(true);

    /// <summary>Waits until the answer to the last event was sent.</summary>
    /// <param name="cancellation">Ends the wait.</param>
    public async ValueTask WaitAsync(CancellationToken cancellation) => await _sent.Reader.ReadAsync(cancellation);

    /// <summary>Makes the stream of a listener, which ends with this delivery.</summary>
    /// <typeparam name="TEvent">What it listens for.</typeparam>
    /// <param name="listener">The listener.</param>
    public IObservable<object?> Stream<TEvent>(Listener<TEvent> listener)
    {
        _owned.Add(listener);
        return new LiveStream<TEvent>(listener, this);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (IDisposable one in _owned)
        {
            one.Dispose();
        }
    }
}
