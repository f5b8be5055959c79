using System.Collections.ObjectModel;

namespace Tracing.Storage.Rows;

/// <summary>A call of a model. Null: not recorded.</summary>
public sealed record ModelCallRow
{
    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>As the run's.</summary>
    public required ulong Version { get; init; }

    /// <summary>Place in the run, from 0.</summary>
    public required uint Index { get; init; }

    /// <summary>Trace, lowercase hex; empty where the call has no span.</summary>
    public required string TraceId { get; init; }

    /// <summary>Span, lowercase hex; empty where the call has no span.</summary>
    public required string SpanId { get; init; }

    /// <summary>Nanoseconds since 1970.</summary>
    public required long StartedAt { get; init; }

    /// <summary>The model.</summary>
    public required string Model { get; init; }

    /// <summary>Who serves it.</summary>
    public string? Provider { get; init; }

    /// <summary>SHA-256 of the agent's own body in canonical JSON.</summary>
    public string? RequestHash { get; init; }

    /// <summary>Tokens read.</summary>
    public ulong? PromptTokens { get; init; }

    /// <summary>Tokens read from a cache.</summary>
    public ulong? CachedTokens { get; init; }

    /// <summary>Tokens put into a cache.</summary>
    public ulong? CacheCreationTokens { get; init; }

    /// <summary>Tokens written.</summary>
    public ulong? CompletionTokens { get; init; }

    /// <summary>Tokens of reasoning.</summary>
    public ulong? ReasoningTokens { get; init; }

    /// <summary>Whole time, milliseconds.</summary>
    public double? LatencyMs { get; init; }

    /// <summary>Time to the first token, milliseconds.</summary>
    public double? FirstTokenMs { get; init; }

    /// <summary>Why it stopped.</summary>
    public string? FinishReason { get; init; }

    /// <summary><c>ok</c> or <c>error</c>.</summary>
    public required string Status { get; init; }

    /// <summary>HTTP status.</summary>
    public ushort? StatusCode { get; init; }

    /// <summary>Kind of the error.</summary>
    public string? ErrorType { get; init; }

    /// <summary>1 for the first try.</summary>
    public required uint Attempt { get; init; }

    /// <summary>Who told: one of the vocabulary's sources.</summary>
    public required string Source { get; init; }

    /// <summary>Id of the answer.</summary>
    public string? ResponseId { get; init; }

    /// <summary>Who told a field, by its name, where that is not <see cref="Source"/>.</summary>
    public IReadOnlyDictionary<string, string> FieldSources { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>What others told of the same call: a JSON array, each with its source and its values; empty where nobody did.</summary>
    public string Others { get; init; } = "";
}
