namespace Tracing.EmbeddedClickHouse;

/// <summary>How the embedded engine is opened. The defaults suit a machine with 4 to 24 GiB of memory.</summary>
public sealed record EngineOptions
{
    /// <summary>The folder that holds the database; made when missing. One process at a time may open it.</summary>
    public required string DataPath { get; init; }

    /// <summary>Memory of the whole engine in bytes; a query beyond it fails with Code 241. Default 2 GiB.</summary>
    public long MaxMemoryBytes { get; init; } = 2L << 30;

    /// <summary>Cache of marks (positions in column files) in bytes. Default 128 MiB.</summary>
    public long MarkCacheBytes { get; init; } = 128L << 20;

    /// <summary>Cache of decompressed blocks in bytes; 0 switches it off. Default 64 MiB.</summary>
    public long UncompressedCacheBytes { get; init; } = 64L << 20;

    /// <summary>Threads of one query. Default 2.</summary>
    public int MaxThreads { get; init; } = 2;

    /// <summary>Threads for merges and mutations of all tables together. Default 2.</summary>
    public int BackgroundThreads { get; init; } = 2;

    /// <summary>Requests in flight at once; more wait their turn. Each holds one connection and one thread. Default 24.</summary>
    public int MaxConnections { get; init; } = 24;

    /// <summary>The longest SQL text in bytes, inserted data not counted. Default 1 MiB.</summary>
    public int MaxStatementBytes { get; init; } = 1 << 20;

    /// <summary>Adds one sentence for each value that cannot be used.</summary>
    /// <param name="key">The key of this part of the configuration, for example <c>engine</c>.</param>
    /// <param name="problems">Receives the sentences.</param>
    public void Validate(string key, ICollection<string> problems)
    {
        if (string.IsNullOrWhiteSpace(DataPath))
        {
            problems.Add($"{key}.dataPath: a folder is needed for the database.");
        }

        AtLeast(nameof(MaxMemoryBytes), MaxMemoryBytes, 256L << 20);
        AtLeast(nameof(MarkCacheBytes), MarkCacheBytes, 1L << 20);
        AtLeast(nameof(UncompressedCacheBytes), UncompressedCacheBytes, 0);
        AtLeast(nameof(MaxThreads), MaxThreads, 1);
        AtLeast(nameof(BackgroundThreads), BackgroundThreads, 1);
        AtLeast(nameof(MaxConnections), MaxConnections, 1);
        AtLeast(nameof(MaxStatementBytes), MaxStatementBytes, 4096);

        void AtLeast(string name, long value, long least)
        {
            if (value < least)
            {
                problems.Add($"{key}.{char.ToLowerInvariant(name[0])}{name[1..]}: {value} is below the least usable value, {least}.");
            }
        }
    }
}
