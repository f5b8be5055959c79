namespace Tracing.Dialects.Conventions;

/// <summary>Names that a dialect uses beside the standard ones; null where it has none.</summary>
public sealed record AttributeAliases
{
    /// <summary>The standard names only.</summary>
    public static AttributeAliases None { get; } = new();

    /// <summary>Beside <c>process.exit.code</c>.</summary>
    public string? ExitCode { get; init; }

    /// <summary>Beside <c>bench.timed_out</c>.</summary>
    public string? TimedOut { get; init; }

    /// <summary>Beside <c>container.image.name</c>.</summary>
    public string? ContainerImage { get; init; }

    /// <summary>Beside <c>bench.behavior_mode</c>.</summary>
    public string? BehaviorMode { get; init; }

    /// <summary>Beside <c>bench.plugin_stack</c>.</summary>
    public string? PluginStack { get; init; }

    /// <summary>Whether a tool call is named by its span.</summary>
    public bool ToolNameIsSpanName { get; init; }
}
