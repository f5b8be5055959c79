namespace Tracing.Collector.Insert;

/// <summary>How frames are gathered into inserts and how failures are met.</summary>
public sealed record InsertOptions
{
    /// <summary>Rows of one range, all tables together. A frame with more has a range to itself.</summary>
    public long MaxRows { get; init; } = 100_000;

    /// <summary>Bytes of the frames of one range; about twice as much is in memory while it is inserted.</summary>
    public long MaxBytes { get; init; } = 32L << 20;

    /// <summary>How long the first frame of a range waits for company.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The pause after a first retryable failure; it doubles.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest pause.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The time one insert, count or delete may take; past it the range is in doubt and is settled by counting.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long stopping may take: what is queued is inserted within it while the store answers, the rest stays in the queue.</summary>
    public TimeSpan StopWithin { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>Adds one sentence for each setting that cannot work.</summary>
    /// <param name="key">The full key of this record, such as <c>collector.insert</c>.</param>
    /// <param name="problems">Receives the sentences.</param>
    public void Validate(string key, ICollection<string> problems)
    {
        if (MaxRows is < 1 or > 10_000_000)
        {
            problems.Add($"{key}.maxRows: must be between 1 and 10000000.");
        }

        if (MaxBytes is < 1 or > 1L << 30)
        {
            problems.Add($"{key}.maxBytes: must be between 1 and 1073741824.");
        }

        if (MaxAge < TimeSpan.Zero || MaxAge > TimeSpan.FromMinutes(1))
        {
            problems.Add($"{key}.maxAge: must be between 0 and one minute.");
        }

        if (FirstPause <= TimeSpan.Zero || FirstPause > LongestPause)
        {
            problems.Add($"{key}.firstPause: must be more than 0 and at most longestPause.");
        }

        if (LongestPause > TimeSpan.FromHours(1))
        {
            problems.Add($"{key}.longestPause: must be at most one hour.");
        }

        if (Timeout <= TimeSpan.Zero)
        {
            problems.Add($"{key}.timeout: must be more than 0.");
        }

        if (StopWithin < TimeSpan.Zero)
        {
            problems.Add($"{key}.stopWithin: must not be negative.");
        }
    }
}
