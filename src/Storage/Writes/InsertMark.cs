using System.Globalization;
using Tracing.Storage.Columns;

namespace Tracing.Storage.Writes;

/// <summary>
/// How a running insert is found again: a setting that does nothing on our inserts (deduplication is off) and that
/// <c>system.processes</c> shows, whoever started the query and whatever id it was given.
/// </summary>
internal static class InsertMark
{
    /// <summary>The setting.</summary>
    public const string Setting = "insert_deduplication_token";

    /// <summary>Counts the running inserts of <c>{mark:String}</c>.</summary>
    public const string CountRunning = $"SELECT count() FROM system.processes WHERE {Running}";

    /// <summary>Ends the running inserts of <c>{mark:String}</c>; returns before they have ended.</summary>
    public const string KillRunning = $"KILL QUERY WHERE {Running} ASYNC";

    private const string Running = $"query_kind = 'Insert' AND Settings['{Setting}'] = {{mark:String}}";

    /// <summary>The mark of a range of a table.</summary>
    public static string Of(TableTag table, ulong batch) => string.Create(CultureInfo.InvariantCulture, $"range-{table:D}-{batch:x16}");
}
