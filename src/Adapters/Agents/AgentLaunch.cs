namespace Tracing.Adapters.Agents;

/// <summary>How an agent is started for an order.</summary>
public sealed record AgentLaunch
{
    /// <summary>Arguments after the program.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>Environment beside what every command gets.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Files of its home, by path below it, written before it starts.</summary>
    public IReadOnlyDictionary<string, string> HomeFiles { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Arguments of commands of the same program that are run before, in order; one that fails ends the run.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Before { get; init; } = [];
}
