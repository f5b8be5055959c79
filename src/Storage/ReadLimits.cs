namespace Tracing.Storage;

/// <summary>Bounds that every read carries to the engine.</summary>
public sealed record ReadLimits
{
    /// <summary>Longest time of one read.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Most memory of one read, bytes.</summary>
    public long MemoryBytes { get; init; } = 1L << 30;

    /// <summary>Most rows that one read may look at.</summary>
    public long RowsRead { get; init; } = 500_000_000;

    /// <summary>Most threads of one read; 0 leaves it to the engine.</summary>
    public int Threads { get; init; }

    /// <summary>Adds one sentence for each problem.</summary>
    /// <param name="key">The options' full key.</param>
    /// <param name="problems">Where the sentences go.</param>
    public void Validate(string key, ICollection<string> problems)
    {
        if (Time < TimeSpan.FromSeconds(1) || Time > TimeSpan.FromHours(1))
        {
            problems.Add($"{key}.time: must be between 1 second and 1 hour.");
        }

        if (MemoryBytes < 1 << 24)
        {
            problems.Add($"{key}.memoryBytes: must be at least 16 MiB.");
        }

        if (RowsRead < 1)
        {
            problems.Add($"{key}.rowsRead: must be at least 1.");
        }

        if (Threads is < 0 or > 1024)
        {
            problems.Add($"{key}.threads: must be between 0 and 1024.");
        }
    }
}
