using System.Globalization;

namespace Tracing.EmbeddedClickHouse.Face;

/// <summary>What the guarded ClickHouse face lets through.</summary>
public sealed record EngineFaceOptions
{
    /// <summary>The database whose tables are open; unqualified names mean it.</summary>
    public required string Database { get; init; }

    /// <summary>Tables of the database <c>system</c> that are open too.</summary>
    public IReadOnlyList<string> SystemTables { get; init; } = ["one", "tables", "columns", "databases", "data_type_families", "functions"];

    /// <summary>A token that requests must carry (Bearer, the password of Basic, X-ClickHouse-Key, or <c>password</c> in the address); null asks for none.</summary>
    public string? Token { get; init; }

    /// <summary>The longest a query may run. Default 30 s.</summary>
    public TimeSpan MaxExecutionTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Most rows of a result; a query beyond them fails with Code 396. Default 1,000,000.</summary>
    public long MaxResultRows { get; init; } = 1_000_000;

    /// <summary>Most bytes of a result before compression. Default 256 MiB.</summary>
    public long MaxResultBytes { get; init; } = 256L << 20;

    /// <summary>Memory of one query in bytes. Default 1 GiB.</summary>
    public long MaxMemoryBytes { get; init; } = 1L << 30;

    /// <summary>Queries at once; more wait their turn. Default 4.</summary>
    public int MaxConnections { get; init; } = 4;

    /// <summary>The longest request body in bytes. Default 256 KiB.</summary>
    public int MaxBodyBytes { get; init; } = 256 << 10;

    /// <summary>Adds one sentence for each value that cannot be used.</summary>
    /// <param name="key">The key of this part of the configuration.</param>
    /// <param name="problems">Receives the sentences.</param>
    public void Validate(string key, ICollection<string> problems)
    {
        if (!SqlText.IsPlainName(Database))
        {
            problems.Add($"{key}.database: '{Database}' is no plain database name.");
        }

        // The engine's own database "default" also shows files of the host as tables.
        if (Database is "default" or "system" || Database.Equals("information_schema", StringComparison.OrdinalIgnoreCase))
        {
            problems.Add($"{key}.database: the engine's own database {Database} cannot be opened to others.");
        }

        if (MaxExecutionTime < TimeSpan.FromSeconds(1))
        {
            problems.Add($"{key}.maxExecutionTime: {MaxExecutionTime} is below one second.");
        }

        if (MaxResultRows < 1 || MaxResultBytes < 1 || MaxMemoryBytes < 64L << 20)
        {
            problems.Add($"{key}: maxResultRows and maxResultBytes must be positive and maxMemoryBytes at least 64 MiB.");
        }

        if (MaxConnections < 1 || MaxBodyBytes < 1024)
        {
            problems.Add($"{key}: maxConnections must be positive and maxBodyBytes at least 1024.");
        }
    }

    /// <summary>The bounds as settings of the engine.</summary>
    internal IEnumerable<KeyValuePair<string, string>> Settings() =>
    [
        new("final", "1"),
        new("max_execution_time", ((long)MaxExecutionTime.TotalSeconds).ToString(CultureInfo.InvariantCulture)),
        new("max_result_rows", MaxResultRows.ToString(CultureInfo.InvariantCulture)),
        new("max_result_bytes", MaxResultBytes.ToString(CultureInfo.InvariantCulture)),
        new("result_overflow_mode", "throw"),
        new("max_memory_usage", MaxMemoryBytes.ToString(CultureInfo.InvariantCulture)),
    ];
}
