namespace Tracing.Adapters.Telemetry;

/// <summary>What a sweep expects.</summary>
public sealed record SweepDeclaration
{
    /// <summary>The sweep.</summary>
    public required string Sweep { get; init; }

    /// <summary>Its agents.</summary>
    public required IReadOnlyList<string> Agents { get; init; }

    /// <summary>Its models.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>Its tasks: <c>category/name</c>.</summary>
    public required IReadOnlyList<string> Tasks { get; init; }

    /// <summary>Trials of each cell.</summary>
    public required int Trials { get; init; }
}
