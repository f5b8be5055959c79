using Tracing.Adapters.Sandboxes;
using Tracing.Adapters.Telemetry;
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

    /// <summary>The collector that agents may send telemetry of their own to; null where they cannot: it wants a token or TLS.</summary>
    public Uri? Collector { get; init; }

    /// <summary>How the forwarder is started in a sandbox.</summary>
    public required ForwarderProgram Forwarder { get; init; }

    /// <summary>Whether process namespaces can be made here.</summary>
    public bool ProcessNamespaces { get; init; }

    /// <summary>Weights of the composites.</summary>
    public CompositeWeights Weights { get; init; } = new();

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
