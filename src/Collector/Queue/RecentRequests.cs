namespace Tracing.Collector.Queue;

/// <summary>
/// The request hashes of the last while: those on disk, and those on their way to it. Bounded by number; the oldest go first.
/// Not safe for threads: the queue's gate guards it.
/// </summary>
/// <param name="capacity">How many stored hashes are held.</param>
/// <param name="window">How long each is held.</param>
internal sealed class RecentRequests(int capacity, TimeSpan window)
{
    private readonly Dictionary<UInt128, long> _stored = [];
    private readonly Queue<(UInt128 Hash, long Arrival)> _order = new();
    private readonly Dictionary<UInt128, PendingAppend> _inFlight = [];

    /// <summary>Hashes dropped before their time.</summary>
    public long ForgottenEarly { get; private set; }

    public int Count => _stored.Count;

    /// <summary>Whether a hash was stored within the window.</summary>
    public bool WasStored(UInt128 hash, long now) =>
        hash != UInt128.Zero && _stored.TryGetValue(hash, out var arrival) && IsRecent(arrival, now);

    /// <summary>The append of the same hash that is under way, if any.</summary>
    public PendingAppend? Twin(UInt128 hash) => hash == UInt128.Zero ? null : _inFlight.GetValueOrDefault(hash);

    public void Begin(PendingAppend append)
    {
        if (append.Hash != UInt128.Zero)
        {
            _inFlight.Add(append.Hash, append);
        }
    }

    public void End(PendingAppend append, bool stored)
    {
        if (append.Hash == UInt128.Zero)
        {
            return;
        }

        _inFlight.Remove(append.Hash);
        if (stored)
        {
            Remember(append.Hash, append.ArrivalMilliseconds, append.ArrivalMilliseconds);
        }
    }

    public void Remember(UInt128 hash, long arrival, long now)
    {
        if (hash == UInt128.Zero || !IsRecent(arrival, now))
        {
            return;
        }

        _stored[hash] = arrival;
        _order.Enqueue((hash, arrival));
        Trim(now);
    }

    /// <summary>A stored frame turned out to be unreadable: its sender may store it again.</summary>
    public void Forget(UInt128 hash) => _stored.Remove(hash);

    /// <summary>Whether an arrival lies within the window of now, on either side: clocks are set back, too.</summary>
    public bool IsRecent(long arrival, long now) => Math.Abs((double)now - arrival) < window.TotalMilliseconds;

    private void Trim(long now)
    {
        while (_order.TryPeek(out var oldest) && (_order.Count > capacity || !IsRecent(oldest.Arrival, now)))
        {
            _order.Dequeue();

            // A hash may have been stored again since; only its newest entry ends it.
            if (_stored.TryGetValue(oldest.Hash, out var arrival) && arrival == oldest.Arrival)
            {
                _stored.Remove(oldest.Hash);
                ForgottenEarly += IsRecent(arrival, now) ? 1 : 0;
            }
        }
    }
}
