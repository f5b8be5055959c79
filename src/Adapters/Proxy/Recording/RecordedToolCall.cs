using System.Diagnostics;

namespace Tracing.Adapters.Proxy.Recording;

/// <summary>One use of a tool, as the wire tells it: asked for by an answer, its result in a later request. Null: not recorded.</summary>
public sealed record RecordedToolCall
{
    /// <summary>The run that the asking request named; null for the proxy's own.</summary>
    public string? Run { get; init; }

    /// <summary>The agent's span of the asking request, from its <c>traceparent</c>.</summary>
    public ActivityContext? Parent { get; init; }

    /// <summary>The call's id.</summary>
    public string? Id { get; init; }

    /// <summary>The tool.</summary>
    public required string Name { get; init; }

    /// <summary>When the last piece of the order came.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>From then to the head of the first request that holds the result: at least as long as the tool took. Null where no request held it.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>How it ended.</summary>
    public ToolOutcome Outcome { get; init; }

    /// <summary>Its arguments; null unless contents are kept.</summary>
    public string? Arguments { get; init; }

    /// <summary>Its result; null unless contents are kept.</summary>
    public string? Result { get; init; }
}
