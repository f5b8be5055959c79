using Tracing.Query.Api.Types;
using Tracing.Query.Completeness;
using Tracing.Storage.Reads;

namespace Tracing.Query.Pages.Sweeps;

/// <summary>What a sweep's page shows.</summary>
public sealed record SweepPageData
{
    /// <summary>The sweep.</summary>
    public required SweepRow Sweep { get; init; }

    /// <summary>The axis over two dimensions.</summary>
    public required MatrixView Matrix { get; init; }

    /// <summary>Agents with their models, best first by the axis.</summary>
    public required IReadOnlyList<LeaderboardRowView> Leaderboard { get; init; }

    /// <summary>What of the sweep is there.</summary>
    public required SweepCompleteness Completeness { get; init; }
}
