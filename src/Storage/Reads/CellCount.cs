using Tracing.Storage.Connection;
using Tracing.Storage.Reads.Mapping;

namespace Tracing.Storage.Reads;

/// <summary>How many cells a filter finds: one row.</summary>
/// <param name="Filter">Which.</param>
public sealed record CellCount(CellFilter Filter) : Question<ulong>
{
    /// <summary>Only cells of which one run meets this; null: all.</summary>
    public RunConditions? WithRun { get; init; }

    internal override QueryText<ulong> ToQuery()
    {
        if (WithRun is not null)
        {
            Conditions runs = WithRun.AddTo(Filter.ToConditions());
            return new QueryText<ulong>($"SELECT uniqExact({CellParts.Tuple}) FROM runs FINAL WHERE {runs.Text}", runs.Values, row => row.UInt64());
        }

        // Only a cell that a run has left may be empty; those few are looked at.
        Conditions conditions = Filter.ToConditions();
        string sql = $"""
            SELECT
              countIf(Moved = 0) + (
                SELECT uniqExact({CellParts.Tuple})
                FROM runs FINAL
                WHERE {CellParts.Tuple} IN (SELECT {Dimensions.Cell} FROM cells WHERE Moved = 1 AND {conditions.Text}))
            FROM cells FINAL
            WHERE {conditions.Text}
            """;
        return new QueryText<ulong>(sql, conditions.Values, row => row.UInt64());
    }
}
