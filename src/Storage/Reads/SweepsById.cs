using Tracing.Storage.Connection;
using Tracing.Storage.Reads.Mapping;

namespace Tracing.Storage.Reads;

/// <summary>What is there of a sweep.</summary>
public sealed record SweepRow
{
    /// <summary>The sweep.</summary>
    public required string Sweep { get; init; }

    /// <summary>Runs, all of every trial.</summary>
    public required ulong Runs { get; init; }

    /// <summary>Distinct cells.</summary>
    public required ulong Cells { get; init; }

    /// <summary>Earliest start, nanoseconds since 1970; null where none told.</summary>
    public required long? FirstStart { get; init; }

    /// <summary>Latest start, nanoseconds since 1970; null where none told.</summary>
    public required long? LastStart { get; init; }

    /// <summary>Agents, by name.</summary>
    public required IReadOnlyList<string> Agents { get; init; }

    /// <summary>Models, by name.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>Tasks as <c>category/name</c>, by id.</summary>
    public required IReadOnlyList<string> Tasks { get; init; }
}

/// <summary>Sweeps by their ids, in the order of the ids as text; those without runs are left out.</summary>
/// <param name="Sweeps">The sweeps.</param>
public sealed record SweepsById(IReadOnlyCollection<string> Sweeps) : Question<SweepRow>
{
    private const string Sql = $$"""
        SELECT
          {{SweepMapping.Columns}}
        FROM runs FINAL
        WHERE CellId != '' AND Sweep IN {sweeps:Array(String)}
        GROUP BY Sweep
        ORDER BY Sweep
        """;

    internal override QueryText<SweepRow> ToQuery() => new(Sql, new Parameters().Strings("sweeps", Sweeps), SweepMapping.Read);
}
