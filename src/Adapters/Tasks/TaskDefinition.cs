using Tracing.Scoring;

namespace Tracing.Adapters.Tasks;

/// <summary>A task as its folder tells it: see <c>docs/tasks.md</c>.</summary>
public sealed record TaskDefinition
{
    /// <summary><see cref="Timeout"/> where the task does not say.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(600);

    /// <summary><see cref="CommandTimeout"/> where the task does not say.</summary>
    public static readonly TimeSpan DefaultCommandTimeout = TimeSpan.FromSeconds(300);

    /// <summary><c>category/name</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What the agent is asked.</summary>
    public required string Prompt { get; init; }

    /// <summary>The folder the agent gets a copy of; a path of this machine.</summary>
    public required string WorkFolder { get; init; }

    /// <summary>Files that replace those of <see cref="WorkFolder"/> to solve the task; null where the task has none.</summary>
    public string? SolutionFolder { get; init; }

    /// <summary>The container image that holds what the commands need; null where the agent's own does.</summary>
    public string? Image { get; init; }

    /// <summary>Run before the agent; null where nothing is to be prepared.</summary>
    public TaskCommand? Setup { get; init; }

    /// <summary>Run after the agent: 0 is passed.</summary>
    public required TaskCommand Verify { get; init; }

    /// <summary>Paths the agent may change; null where the task does not say.</summary>
    public IReadOnlyList<GlobPattern>? ExpectedChanges { get; init; }

    /// <summary>Paths the agent must leave alone.</summary>
    public IReadOnlyList<GlobPattern> Protected { get; init; } = [];

    /// <summary>Whether declining is the right answer.</summary>
    public bool ExpectedRefusal { get; init; }

    /// <summary>How long the agent may take.</summary>
    public TimeSpan Timeout { get; init; } = DefaultTimeout;

    /// <summary>How long each of the two commands may take.</summary>
    public TimeSpan CommandTimeout { get; init; } = DefaultCommandTimeout;
}
