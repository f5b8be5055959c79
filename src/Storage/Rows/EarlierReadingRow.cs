namespace Tracing.Storage.Rows;

/// <summary>What an earlier reading of a run said, kept when the run was read anew. Null: not recorded.</summary>
public sealed record EarlierReadingRow
{
    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>Version of the reading, see <see cref="RunVersion"/>; below the run's.</summary>
    public required ulong Version { get; init; }

    /// <summary><c>sweep/agent/model/category/task</c>.</summary>
    public required string CellId { get; init; }

    /// <summary>One of the vocabulary's run states.</summary>
    public required string State { get; init; }

    /// <summary>Wall clock, nanoseconds.</summary>
    public ulong? DurationNano { get; init; }

    /// <summary>Tokens read.</summary>
    public ulong? PromptTokens { get; init; }

    /// <summary>Tokens written.</summary>
    public ulong? CompletionTokens { get; init; }

    /// <summary>Tokens read from a cache.</summary>
    public ulong? CachedTokens { get; init; }

    /// <summary>Tokens put into a cache.</summary>
    public ulong? CacheCreationTokens { get; init; }

    /// <summary>Tokens of reasoning.</summary>
    public ulong? ReasoningTokens { get; init; }

    /// <summary>Calls of a model.</summary>
    public required uint ModelCallCount { get; init; }

    /// <summary>Calls of a tool.</summary>
    public required uint ToolCallCount { get; init; }

    /// <summary>Which dialect read the records.</summary>
    public required string Dialect { get; init; }

    /// <summary>Its version.</summary>
    public required string DialectVersion { get; init; }

    /// <summary>Version of the composite with its weights; empty where not told.</summary>
    public required string ScorerVersion { get; init; }

    /// <summary>When it was read, nanoseconds since 1970.</summary>
    public required long InterpretedAt { get; init; }

    /// <summary>What is kept of a run.</summary>
    /// <param name="run">The run as it was read.</param>
    public static EarlierReadingRow Of(RunRow run) => new()
    {
        RunId = run.RunId,
        Version = run.Version,
        CellId = run.CellId,
        State = run.State,
        DurationNano = run.DurationNano,
        PromptTokens = run.PromptTokens,
        CompletionTokens = run.CompletionTokens,
        CachedTokens = run.CachedTokens,
        CacheCreationTokens = run.CacheCreationTokens,
        ReasoningTokens = run.ReasoningTokens,
        ModelCallCount = run.ModelCallCount,
        ToolCallCount = run.ToolCallCount,
        Dialect = run.Dialect,
        DialectVersion = run.DialectVersion,
        ScorerVersion = run.ScorerVersion,
        InterpretedAt = run.InterpretedAt,
    };
}
