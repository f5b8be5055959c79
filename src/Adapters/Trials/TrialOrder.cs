using Tracing.Adapters.Agents;
using Tracing.Adapters.Sandboxes;
using Tracing.Adapters.Sandboxes.Containers;
using Tracing.Adapters.Tasks;
using Tracing.Vocabulary;

namespace Tracing.Adapters.Trials;

/// <summary>One trial that is to be run.</summary>
public sealed record TrialOrder
{
    private const string NoKey = "unused";

    /// <summary>The sweep.</summary>
    public required string Sweep { get; init; }

    /// <summary>The agent.</summary>
    public required AgentDefinition Agent { get; init; }

    /// <summary>The model, as the sweep and the endpoint name it.</summary>
    public required string Model { get; init; }

    /// <summary>The task.</summary>
    public required TaskDefinition Task { get; init; }

    /// <summary>1, 2, 3 …</summary>
    public required int Trial { get; init; }

    /// <summary>Where the agent is run.</summary>
    public SandboxKind Sandbox { get; init; }

    /// <summary>The image of its containers; null where the sandbox is none of those.</summary>
    public ContainerImage? Image { get; init; }

    /// <summary>How long the agent may take; null for the task's own limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Key for the models' endpoint; some text where it needs none, as agents want one.</summary>
    public string Key { get; init; } = NoKey;

    /// <summary>Whether <see cref="Key"/> is a secret.</summary>
    public bool HasKey => Key != NoKey;

    /// <summary>Whether the agent shall send telemetry of its own, where it can.</summary>
    public bool OwnTelemetry { get; init; } = true;

    /// <summary>Its cell.</summary>
    public CellId Cell
    {
        get
        {
            string[] task = Task.Id.Split('/');
            return new CellId(Sweep, Agent.Name, Model, task[0], task[1]);
        }
    }

    /// <summary>The limit that counts.</summary>
    public TimeSpan Limit => Timeout ?? Task.Timeout;
}
