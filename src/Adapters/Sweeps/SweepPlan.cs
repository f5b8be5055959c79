using Tracing.Adapters.Agents;
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
    /// <param name="key">The key for an agent's endpoint; null where it needs none.</param>
    public IEnumerable<TrialOrder> Trials(Func<AgentDefinition, string?> key) =>
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
            Timeout = Options.Timeout,
            OwnTelemetry = Options.OwnTelemetry,
        }
        select key(agent) is { } secret ? order with { Key = secret } : order;
}
