namespace Tracing.Storage.Reads.Mapping;

/// <summary>
/// Derived rows of runs. Rows of an older version than the run's belong to an earlier reading and are passed over; rows of a
/// newer one belong to a reading whose run row is about to arrive, and may already have replaced what the run still counts.
/// A run's key is stored last: until then all its rows count.
/// </summary>
internal static class RunChildren
{
    /// <summary>A subquery over <c>{runs:Array(String)}</c>.</summary>
    /// <param name="table">The derived table.</param>
    public static string Of(string table) => $$"""
        (
          SELECT child.*
          FROM {{table}} AS child FINAL
          LEFT JOIN {{RunKeys.Versions("RunId IN {runs:Array(String)}")}} AS run ON child.RunId = run.RunId
          WHERE child.RunId IN {runs:Array(String)} AND child.Version >= run.Version
        )
        """;
}
