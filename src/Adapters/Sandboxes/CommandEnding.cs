using Tracing.Adapters.Sandboxes.Containers;

namespace Tracing.Adapters.Sandboxes;

/// <summary>How a command ended.</summary>
/// <param name="ExitCode">Its exit code, 128 and the signal's number where a signal ended it; null where we ended it.</param>
/// <param name="TimedOut">Whether its time was up.</param>
/// <param name="Cancelled">Whether the user ended the run.</param>
public sealed record CommandEnding(int? ExitCode, bool TimedOut, bool Cancelled)
{
    /// <summary>Exit code of a shell whose program was not found.</summary>
    public const int NotFound = 127;

    /// <summary>The container that it ran in; null where it was in none.</summary>
    public ContainerEnding? Container { get; init; }
}
