using Tracing.Adapters.Agents;
using Tracing.Adapters.Sandboxes.Containers;
using Tracing.Adapters.Tasks;
using Tracing.Adapters.Telemetry;
using Tracing.Adapters.Trials;

namespace Tracing.Adapters.Sweeps;

/// <summary>The trials of a sweep.</summary>
public sealed record SweepPlan
{
    /// <summary>The sweep.</summary>
    public required string Sweep { get; init; }

    /// <summary>Its agents.</summary>
    public required IReadOnlyList<AgentDefinition> Agents { get; init; }

    /// <summary>Its tasks.</summary>
    public required IReadOnlyList<TaskDefinition> Tasks { get; init; }

    /// <summary>What else was asked for.</summary>
    public required RunOptions Options { get; init; }

    /// <summary>The key for the endpoint of each agent, by name; without those that need none.</summary>
    public IReadOnlyDictionary<string, string> Keys { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What bounds containers, and the image of each task, by id; null where the sandbox is none of those.</summary>
    public (ContainerSetting Setting, IReadOnlyDictionary<string, ContainerImage> Images)? Containers { get; init; }

    /// <summary>What the sweep expects, as it is told.</summary>
    public SweepDeclaration Declaration => new()
    {
        Sweep = Sweep,
        Agents = [.. Agents.Select(agent => agent.Name)],
        Models = Options.Models,
        Tasks = [.. Tasks.Select(task => task.Id)],
        Trials = Options.Trials,
    };

    /// <summary>All trials: the first of every cell, then the second of every cell. A sweep that is ended early has few trials of all cells, not all of a few.</summary>
    public IEnumerable<TrialOrder> Trials() =>
        from trial in Enumerable.Range(1, Options.Trials)
        from task in Tasks
        from model in Options.Models
        from agent in Agents
        let order = new TrialOrder
        {
            Sweep = Sweep,
            Agent = agent,
            Model = model,
            Task = task,
            Trial = trial,
            Sandbox = Options.Sandbox,
            Image = Containers?.Images[task.Id],
            Timeout = Options.Timeout,
            OwnTelemetry = Options.OwnTelemetry,
        }
        select Keys.TryGetValue(agent.Name, out string? secret) ? order with { Key = secret } : order;
}
