using Tracing.Storage.Connection;
using Tracing.Storage.Reads.Mapping;

namespace Tracing.Storage.Reads;

/// <summary>Place of a sweep in a page.</summary>
/// <param name="FirstStartUnixNano">Its earliest start; 0 where none told.</param>
/// <param name="Sweep">The sweep.</param>
public sealed record SweepKey(long FirstStartUnixNano, string Sweep)
{
    /// <summary>The place of a row.</summary>
    /// <param name="row">The row.</param>
    /// <returns>Its place.</returns>
    public static SweepKey Of(SweepRow row) => new(row.FirstStart ?? 0, row.Sweep);
}

/// <summary>A page of sweeps, the one that began last first: a start does not move while runs arrive.</summary>
/// <param name="After">Last sweep of the page before; null starts.</param>
/// <param name="Limit">Most sweeps.</param>
public sealed record SweepsPage(SweepKey? After = null, int Limit = 100) : Question<SweepRow>
{
    private const string Sql = $$"""
        SELECT
          {{SweepMapping.Columns}}
        FROM runs FINAL
        WHERE CellId != ''
        GROUP BY Sweep
        HAVING {first:UInt8} OR (-ifNull(FirstStart, 0), Sweep) > (-{afterStart:Int64}, {afterSweep:String})
        ORDER BY -ifNull(FirstStart, 0), Sweep
        LIMIT {limit:UInt32}
        """;

    internal override QueryText<SweepRow> ToQuery() => new(
        Sql,
        new Parameters()
            .UInt8("first", After is null)
            .Int64("afterStart", After?.FirstStartUnixNano ?? 0)
            .String("afterSweep", After?.Sweep ?? "")
            .UInt32("limit", (uint)Limit),
        SweepMapping.Read);
}
