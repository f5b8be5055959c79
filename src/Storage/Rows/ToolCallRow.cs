using System.Collections.ObjectModel;

namespace Tracing.Storage.Rows;

/// <summary>A call of a tool. Null: not recorded.</summary>
public sealed record ToolCallRow
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

    /// <summary>Milliseconds.</summary>
    public double? DurationMs { get; init; }

    /// <summary>The tool.</summary>
    public required string Name { get; init; }

    /// <summary>Id of the call on the wire.</summary>
    public string? CallId { get; init; }

    /// <summary>What it was called with.</summary>
    public string? Arguments { get; init; }

    /// <summary>What it gave back.</summary>
    public string? Result { get; init; }

    /// <summary>Exit code of a command.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Whether it went well.</summary>
    public bool? Success { get; init; }

    /// <summary>Kind of the error.</summary>
    public string? ErrorType { get; init; }

    /// <summary>Who told: one of the vocabulary's sources.</summary>
    public required string Source { get; init; }

    /// <summary>Who told a field, by its name, where that is not <see cref="Source"/>.</summary>
    public IReadOnlyDictionary<string, string> FieldSources { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>What others told of the same call: a JSON array, each with its source and its values; empty where nobody did.</summary>
    public string Others { get; init; } = "";
}
