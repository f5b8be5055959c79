namespace Tracing.Dialects.Steps;

/// <summary>One call of a model. Null means not recorded.</summary>
public sealed record ModelCallStep
{
    private static readonly IReadOnlyDictionary<string, string> NoFields = new Dictionary<string, string>();

    /// <summary>Trace, or empty.</summary>
    public required string TraceId { get; init; }

    /// <summary>Span, or empty.</summary>
    public required string SpanId { get; init; }

    /// <summary>Start, nanoseconds since 1970.</summary>
    public required long StartUnixNano { get; init; }

    /// <summary>The model that answered, else the one asked for, else empty.</summary>
    public required string Model { get; init; }

    /// <summary>The provider.</summary>
    public string? Provider { get; init; }

    /// <summary>Sha256 of the request, lowercase hex.</summary>
    public string? RequestHash { get; init; }

    /// <summary>Prompt tokens.</summary>
    public ulong? PromptTokens { get; init; }

    /// <summary>Prompt tokens read from a cache.</summary>
    public ulong? CachedTokens { get; init; }

    /// <summary>Prompt tokens written to a cache.</summary>
    public ulong? CacheCreationTokens { get; init; }

    /// <summary>Completion tokens.</summary>
    public ulong? CompletionTokens { get; init; }

    /// <summary>Completion tokens spent on reasoning.</summary>
    public ulong? ReasoningTokens { get; init; }

    /// <summary>Whole latency, milliseconds.</summary>
    public double? LatencyMs { get; init; }

    /// <summary>How long its witness saw it, milliseconds, where that is not its latency: by this it is found again in what others tell.</summary>
    public double? SeenMs { get; init; }

    /// <summary>Time to the first token, milliseconds.</summary>
    public double? FirstTokenMs { get; init; }

    /// <summary>Why generation ended.</summary>
    public string? FinishReason { get; init; }

    /// <summary>Whether the call failed.</summary>
    public required bool Failed { get; init; }

    /// <summary>HTTP status of the answer.</summary>
    public ushort? StatusCode { get; init; }

    /// <summary>Type of the error.</summary>
    public string? ErrorType { get; init; }

    /// <summary>1 for the first try.</summary>
    public required uint Attempt { get; init; }

    /// <summary>One of <see cref="Vocabulary.FactSources"/>.</summary>
    public required string Source { get; init; }

    /// <summary>Id of the response.</summary>
    public string? ResponseId { get; init; }

    /// <summary>Who told a field, where it is not <see cref="Source"/>: field, as the API names it, to one of <see cref="Vocabulary.FactSources"/>.</summary>
    public IReadOnlyDictionary<string, string> FieldSources { get; init; } = NoFields;

    /// <summary>What less trusted witnesses told of the same call: a JSON array of objects, each with its <c>source</c>; empty where none did.</summary>
    public string Others { get; init; } = "";
}
