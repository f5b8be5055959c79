using System.Threading.Channels;
using Tracing.Query.Execution;

namespace Tracing.Query.Live;

/// <summary>
/// One subscriber and the events that wait for it. What waits is bounded: one event too many ends it with an error after the
/// events that still fitted, and nobody else notices.
/// </summary>
/// <typeparam name="TEvent">What it listens for.</typeparam>
public sealed class Listener<TEvent> : IDisposable
{
    private readonly Channel<TEvent> _waiting;
    private readonly Func<TEvent, bool> _wants;
    private readonly Action<Listener<TEvent>> _leave;
    private readonly int _capacity;
    private int _left;

    /// <summary>Makes a listener.</summary>
    /// <param name="capacity">Most events that wait.</param>
    /// <param name="wants">Which events it wants.</param>
    /// <param name="leave">Told once, when it listens no longer.</param>
    public Listener(int capacity, Func<TEvent, bool> wants, Action<Listener<TEvent>> leave)
    {
        _capacity = capacity;
        _wants = wants;
        _leave = leave;
        _waiting = Channel.CreateBounded<TEvent>(new BoundedChannelOptions(capacity) { SingleReader = true });
    }

    /// <summary>Whether more than half of what may wait does.</summary>
    public bool IsBehind => _waiting.Reader.Count > _capacity / 2;

    /// <summary>Gives it an event that happened.</summary>
    /// <param name="happened">The event.</param>
    public void Offer(TEvent happened)
    {
        if (_wants(happened) && !_waiting.Writer.TryWrite(happened) && _waiting.Writer.TryComplete(QueryError.TooSlow()))
        {
            Leave();
        }
    }

    /// <summary>The events, as they happen.</summary>
    /// <param name="cancellation">Ends listening.</param>
    /// <exception cref="QueryError">It was dropped.</exception>
    public IAsyncEnumerable<TEvent> ReadAsync(CancellationToken cancellation) => _waiting.Reader.ReadAllAsync(cancellation);

    /// <inheritdoc/>
    public void Dispose()
    {
        _waiting.Writer.TryComplete();
        Leave();
    }

    private void Leave()
    {
        if (Interlocked.Exchange(ref _left, 1) == 0)
        {
            _leave(this);
        }
    }
}
