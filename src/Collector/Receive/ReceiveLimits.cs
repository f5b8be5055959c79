namespace Tracing.Collector.Receive;

/// <summary>Bounds of the receivers. All of them are set on the server explicitly; none is left to its defaults.</summary>
public sealed record ReceiveLimits
{
    /// <summary>
    /// The largest request, in bytes after decompression, for every transport and encoding. What is larger is refused
    /// while it streams in (413, RESOURCE_EXHAUSTED without RetryInfo).
    /// </summary>
    public int MaxRequestBytes { get; init; } = 64 << 20;

    /// <summary>
    /// Bytes that the requests in flight may hold together: bodies, what they decompress to, and frames on their way
    /// to the disk. Past it requests are refused and may be sent again (503, UNAVAILABLE).
    /// </summary>
    public long MaxInFlightBytes { get; init; } = 256L << 20;

    /// <summary>Open connections of all listeners together; past it new ones are closed at once.</summary>
    public int MaxConnections { get; init; } = 1024;

    /// <summary>Concurrent streams of one HTTP/2 connection.</summary>
    public int MaxStreamsPerConnection { get; init; } = 100;

    /// <summary>All headers of one request together, in bytes.</summary>
    public int MaxHeaderBytes { get; init; } = 32 << 10;

    /// <summary>How long a client may take to send its headers.</summary>
    public TimeSpan HeadersTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a connection without a request is kept.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(130);

    /// <summary>Bytes a second below which the sender of a body is cut off, after <see cref="SlowBodyGrace"/>.</summary>
    public double MinBodyBytesPerSecond { get; init; } = 240;

    /// <summary>How long the body of a request may be slower than <see cref="MinBodyBytesPerSecond"/>.</summary>
    public TimeSpan SlowBodyGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Adds one sentence for each setting that cannot work.</summary>
    /// <param name="key">The full key of this record, such as <c>collector.receive.limits</c>.</param>
    /// <param name="problems">Receives the sentences.</param>
    public void Validate(string key, ICollection<string> problems)
    {
        if (MaxRequestBytes is < 1024 or > 1 << 30)
        {
            problems.Add($"{key}.maxRequestBytes: must be between 1024 and 1073741824.");
        }

        // A compressed request holds its body and what it decompresses to at the same time.
        if (MaxInFlightBytes < 2L * MaxRequestBytes)
        {
            problems.Add($"{key}.maxInFlightBytes: must be at least twice maxRequestBytes.");
        }

        if (MaxConnections < 1)
        {
            problems.Add($"{key}.maxConnections: must be at least 1.");
        }

        if (MaxStreamsPerConnection < 1)
        {
            problems.Add($"{key}.maxStreamsPerConnection: must be at least 1.");
        }

        if (MaxHeaderBytes is < 1024 or > 1 << 20)
        {
            problems.Add($"{key}.maxHeaderBytes: must be between 1024 and 1048576.");
        }

        if (MinBodyBytesPerSecond is not (> 0 and < 1e9))
        {
            problems.Add($"{key}.minBodyBytesPerSecond: must be above 0.");
        }

        ValidateDuration($"{key}.headersTimeout", HeadersTimeout, problems);
        ValidateDuration($"{key}.idleTimeout", IdleTimeout, problems);
        ValidateDuration($"{key}.slowBodyGrace", SlowBodyGrace, problems);
    }

    // The server measures its timeouts once a second: shorter ones cannot be kept.
    private static void ValidateDuration(string key, TimeSpan value, ICollection<string> problems)
    {
        if (value <= TimeSpan.FromSeconds(1) || value > TimeSpan.FromDays(1))
        {
            problems.Add($"{key}: must be more than one second and at most one day.");
        }
    }
}
