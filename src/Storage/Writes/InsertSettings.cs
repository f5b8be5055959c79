namespace Tracing.Storage.Writes;

/// <summary>
/// Settings of every insert, each set explicitly because defaults differ between versions and users. Together: one insert is
/// one part a day of arrival, the same every time, and returns after it is stored.
/// </summary>
internal static class InsertSettings
{
    /// <summary>For raw blocks, whose rows are counted by range.</summary>
    /// <param name="mark">See <see cref="InsertMark"/>.</param>
    public static Dictionary<string, object> ForBlock(string mark) => new(Shared)
    {
        [InsertMark.Setting] = mark,

        // Rows that share a key must all be stored, or the count of a range would never be whole; merges join them later.
        ["optimize_on_insert"] = 0,
    };

    /// <summary>For small rows that replace each other by key.</summary>
    public static Dictionary<string, object> ForRows() => new(Shared);

    private static readonly Dictionary<string, object> Shared = new()
    {
        ["async_insert"] = 0,
        ["wait_for_async_insert"] = 1,
        ["max_insert_threads"] = 1,
        ["min_insert_block_size_rows"] = 10_000_000,
        ["min_insert_block_size_bytes"] = 0,
        ["max_insert_block_size"] = 10_000_000,
        ["insert_deduplicate"] = 0,
        ["deduplicate_blocks_in_dependent_materialized_views"] = 0,
        ["materialized_views_ignore_errors"] = 0,
        ["input_format_native_allow_types_conversion"] = 1,
        ["throw_on_max_partitions_per_insert_block"] = 1,
    };
}
