using Tracing.Adapters.Sandboxes.Containers;
using Tracing.Adapters.Telemetry;
using Tracing.Adapters.Telemetry.FromAgents;
using Tracing.Adapters.Terminal;
using Tracing.Scoring;

namespace Tracing.Adapters.Trials;

/// <summary>All that the trials of a process share.</summary>
public sealed record TrialStage
{
    /// <summary>Folder of all runs.</summary>
    public required string RunsFolder { get; init; }

    /// <summary>Takes what the runs tell.</summary>
    public required ITelemetrySink Sink { get; init; }

    /// <summary>The model proxies: each protocol may have its own endpoint behind it.</summary>
    public required ModelProxies Proxies { get; init; }

    /// <summary>The model calls of the runs.</summary>
    public required CallTally Calls { get; init; }

    /// <summary>Takes the telemetry that agents send by themselves.</summary>
    public required AgentTelemetryReceiver AgentTelemetry { get; init; }

    /// <summary>What bounds containers.</summary>
    public ContainerSetting Containers { get; init; } = new(new DockerOptions(), Rootless: false);

    /// <summary>Whether process namespaces can be made here.</summary>
    public bool ProcessNamespaces { get; init; }

    /// <summary>The format of recordings.</summary>
    public AsciicastVersion Recordings { get; init; } = AsciicastVersion.V3;

    /// <summary>Weights of the composites.</summary>
    public CompositeWeights Weights { get; init; } = new();

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
