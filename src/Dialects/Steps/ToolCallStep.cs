namespace Tracing.Dialects.Steps;

/// <summary>One use of a tool. Null means not recorded.</summary>
public sealed record ToolCallStep
{
    private static readonly IReadOnlyDictionary<string, string> NoFields = new Dictionary<string, string>();

    /// <summary>Trace, or empty.</summary>
    public required string TraceId { get; init; }

    /// <summary>Span, or empty.</summary>
    public required string SpanId { get; init; }

    /// <summary>Start, nanoseconds since 1970.</summary>
    public required long StartUnixNano { get; init; }

    /// <summary>Duration, milliseconds.</summary>
    public double? DurationMs { get; init; }

    /// <summary>The tool; the span's name where no attribute names it.</summary>
    public required string Name { get; init; }

    /// <summary>Id of the call.</summary>
    public string? CallId { get; init; }

    /// <summary>Arguments, JSON or text.</summary>
    public string? Arguments { get; init; }

    /// <summary>Result, JSON or text.</summary>
    public string? Result { get; init; }

    /// <summary>Exit code.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Whether it worked.</summary>
    public bool? Success { get; init; }

    /// <summary>Type of the error.</summary>
    public string? ErrorType { get; init; }

    /// <summary>One of <see cref="Vocabulary.FactSources"/>.</summary>
    public required string Source { get; init; }

    /// <summary>Who told a field, where it is not <see cref="Source"/>: field, as the API names it, to one of <see cref="Vocabulary.FactSources"/>.</summary>
    public IReadOnlyDictionary<string, string> FieldSources { get; init; } = NoFields;

    /// <summary>What less trusted witnesses told of the same call: a JSON array of objects, each with its <c>source</c>; empty where none did.</summary>
    public string Others { get; init; } = "";
}
