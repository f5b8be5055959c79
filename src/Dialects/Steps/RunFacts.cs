using Tracing.Vocabulary;

namespace Tracing.Dialects.Steps;

/// <summary>Identity, timing and outcome of a run. Null means not recorded.</summary>
public sealed record RunFacts
{
    /// <summary>The cell.</summary>
    public required CellId Cell { get; init; }

    /// <summary>The trial, from 1.</summary>
    public required int Trial { get; init; }

    /// <summary>Version of the agent.</summary>
    public string? AgentVersion { get; init; }

    /// <summary>Build of the model that answered.</summary>
    public string? ModelBuildId { get; init; }

    /// <summary>One of <see cref="RunStates"/>.</summary>
    public required string State { get; init; }

    /// <summary>Why, where told.</summary>
    public string? StateReason { get; init; }

    /// <summary>Start, nanoseconds since 1970.</summary>
    public long? StartedUnixNano { get; init; }

    /// <summary>End, nanoseconds since 1970; null while the run's root span has not arrived.</summary>
    public long? EndedUnixNano { get; init; }

    /// <summary>Exit code of the agent's process.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Whether the time limit ended it.</summary>
    public bool? TimedOut { get; init; }

    /// <summary>Name of the container image.</summary>
    public string? ContainerImage { get; init; }

    /// <summary>Digest of the image: <c>sha256:…</c>, the algorithm once.</summary>
    public string? ImageDigest { get; init; }

    /// <summary>Id of the container.</summary>
    public string? ContainerId { get; init; }

    /// <summary>Behaviour mode.</summary>
    public string? BehaviorMode { get; init; }

    /// <summary>Plug-ins applied.</summary>
    public IReadOnlyList<string>? PluginStack { get; init; }

    /// <summary>Version of the methodology.</summary>
    public string? MethodologyVersion { get; init; }

    /// <summary>Trace of the run's root span, else of its first span, else empty.</summary>
    public required string TraceId { get; init; }

    /// <summary>The root span, or empty.</summary>
    public required string RootSpanId { get; init; }
}
