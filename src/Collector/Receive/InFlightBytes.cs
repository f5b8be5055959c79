namespace Tracing.Collector.Receive;

/// <summary>The bytes that the requests in flight hold together. Never waits: past the bound a request is refused.</summary>
/// <param name="limit">The bound, in bytes.</param>
internal sealed class InFlightBytes(long limit)
{
    private long _held;

    /// <summary>The bound, in bytes.</summary>
    public long Limit => limit;

    /// <summary>Starts the account of one request; disposing it gives everything back.</summary>
    public Lease Open() => new(this);

    private bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref _held, bytes) <= limit)
        {
            return true;
        }

        Interlocked.Add(ref _held, -bytes);
        return false;
    }

    /// <summary>What one request holds. Not safe for concurrent use.</summary>
    internal sealed class Lease(InFlightBytes owner) : IDisposable
    {
        private long _bytes;

        /// <summary>Takes more bytes; false where they would pass the bound, and then nothing is taken.</summary>
        public bool TryTake(long bytes)
        {
            if (!owner.TryTake(bytes))
            {
                return false;
            }

            _bytes += bytes;
            return true;
        }

        /// <summary>Gives some of the bytes back.</summary>
        public void Give(long bytes)
        {
            _bytes -= bytes;
            Interlocked.Add(ref owner._held, -bytes);
        }

        public void Dispose() => Give(_bytes);
    }
}
