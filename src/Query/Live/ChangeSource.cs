namespace Tracing.Query.Live;

/// <summary>What the feed asks the store for, and who listens for it.</summary>
/// <typeparam name="TEvent">What is listened for.</typeparam>
internal abstract class ChangeSource<TEvent>(LiveOptions options)
{
    // Rows carry the time at which their insert began and are seen when it ended: the last stretch is always asked for again.
    private const long OverlapNano = 10_000_000_000;
    private const int MostRowsOfAPage = 500;
    private const int Breaths = 20;

    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(25);

    private readonly Lock _gate = new();
    private readonly HashSet<Listener<TEvent>> _listeners = [];

    public bool IsListenedTo
    {
        get
        {
            lock (_gate)
            {
                return _listeners.Count > 0;
            }
        }
    }

    /// <summary>Up to where the store was asked, by the engine's clock.</summary>
    protected long Since { get; set; }

    /// <summary>From where it is asked.</summary>
    protected long From => Since - OverlapNano;

    /// <summary>A page always fits into a subscriber that has caught up.</summary>
    protected int PageSize { get; } = Math.Min(MostRowsOfAPage, Math.Max(1, options.BufferedEvents / 2));

    public virtual void Add(Listener<TEvent> listener)
    {
        lock (_gate)
        {
            _listeners.Add(listener);
        }
    }

    public virtual void Remove(Listener<TEvent> listener)
    {
        lock (_gate)
        {
            _listeners.Remove(listener);
        }
    }

    protected void Tell(TEvent happened)
    {
        foreach (Listener<TEvent> listener in Listeners())
        {
            listener.Offer(happened);
        }
    }

    /// <summary>After a full page gives those who read a moment to catch up before the next one; those who do not read are not waited for longer.</summary>
    protected async Task LetReadAsync(int rows, CancellationToken cancellation)
    {
        for (int i = 0; rows == PageSize && i < Breaths && Array.Exists(Listeners(), listener => listener.IsBehind); i++)
        {
            await Task.Delay(Breath, cancellation);
        }
    }

    private Listener<TEvent>[] Listeners()
    {
        lock (_gate)
        {
            return [.. _listeners];
        }
    }
}
