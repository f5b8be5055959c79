namespace Tracing.Collector.Insert;

/// <summary>
/// Decides which frames go together: until rows or bytes are reached, or the first one has waited long enough.
/// Pure: it is told the time and does not wait.
/// </summary>
/// <param name="options">The limits.</param>
internal sealed class RangePlanner(InsertOptions options)
{
    private readonly List<LoadedFrame> _frames = [];
    private long _rows;
    private long _bytes;
    private DateTimeOffset _since;
    private bool _closed;

    public IReadOnlyList<LoadedFrame> Frames => _frames;

    /// <summary>Whether a frame joins. One that cannot be understood, and one that is too large, go alone.</summary>
    public bool TryAdd(LoadedFrame frame, DateTimeOffset now)
    {
        if (_closed || (_frames.Count > 0 && (frame.Error is not null
            || _rows + frame.Rows > options.MaxRows || _bytes + frame.Bytes > options.MaxBytes)))
        {
            return false;
        }

        if (_frames.Count == 0)
        {
            _since = now;
        }

        _frames.Add(frame);
        _rows += frame.Rows;
        _bytes += frame.Bytes;
        _closed = frame.Error is not null || _rows >= options.MaxRows || _bytes >= options.MaxBytes;
        return true;
    }

    /// <summary>How long to wait for further frames; zero when the range is complete.</summary>
    public TimeSpan Remaining(DateTimeOffset now)
    {
        // A clock set back must not hold a range for a year.
        var waited = now - _since;
        return _closed || waited < TimeSpan.Zero || waited >= options.MaxAge ? TimeSpan.Zero : options.MaxAge - waited;
    }
}
