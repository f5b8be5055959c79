namespace Tracing.Vocabulary;

/// <summary>The closed set of states of a run, as they travel in <see cref="BenchAttributes.RunState"/>.</summary>
public static class RunStates
{
    /// <summary>Waiting to start.</summary>
    public const string Queued = "queued";

    /// <summary>Started and not ended.</summary>
    public const string Running = "running";

    /// <summary>Ended by itself.</summary>
    public const string Finished = "finished";

    /// <summary>Ended by its time limit.</summary>
    public const string TimedOut = "timed_out";

    /// <summary>Ended by a person.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>Ended by a fault that is not the agent's.</summary>
    public const string InfrastructureFailed = "infrastructure_failed";

    /// <summary>Whether a run in a state may still change it.</summary>
    /// <param name="state">The state.</param>
    public static bool IsOpen(string state) => state is Queued or Running;

    /// <summary>All states.</summary>
    public static IReadOnlyList<string> All { get; } = [Queued, Running, Finished, TimedOut, Cancelled, InfrastructureFailed];
}
