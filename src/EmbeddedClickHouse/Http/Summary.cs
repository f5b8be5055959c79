using System.Diagnostics;
using System.Globalization;
using Tracing.EmbeddedClickHouse.Library;

namespace Tracing.EmbeddedClickHouse.Http;

/// <summary>The headers of an answer.</summary>
internal static class Summary
{
    /// <summary>The header that counts what a query read and wrote, all values as strings.</summary>
    public static KeyValuePair<string, string> Header(QueryCounts counts, long started)
    {
        var elapsed = (long)Stopwatch.GetElapsedTime(started).TotalNanoseconds;
        return new("X-ClickHouse-Summary", string.Create(CultureInfo.InvariantCulture, $$"""
            {"read_rows":"{{counts.ReadRows}}","read_bytes":"{{counts.ReadBytes}}","written_rows":"{{counts.WrittenRows}}","written_bytes":"{{counts.WrittenBytes}}","total_rows_to_read":"0","result_rows":"{{Math.Max(counts.ResultRows, counts.WrittenRows)}}","result_bytes":"0","elapsed_ns":"{{elapsed}}"}
            """));
    }

    /// <summary>The media type of a format.</summary>
    public static string ContentType(string format) => format switch
    {
        _ when format.StartsWith("JSONEachRow", StringComparison.OrdinalIgnoreCase) || format.Contains("EachRow", StringComparison.OrdinalIgnoreCase) => "application/x-ndjson; charset=UTF-8",
        _ when format.StartsWith("JSON", StringComparison.OrdinalIgnoreCase) => "application/json; charset=UTF-8",
        _ when format.StartsWith("CSV", StringComparison.OrdinalIgnoreCase) => "text/csv; charset=UTF-8; header=absent",
        _ when format.StartsWith("TSV", StringComparison.OrdinalIgnoreCase) || format.StartsWith("TabSeparated", StringComparison.OrdinalIgnoreCase) => "text/tab-separated-values; charset=UTF-8",
        _ when format is "Native" or "Parquet" or "Arrow" or "ArrowStream" or "ORC" || format.StartsWith("RowBinary", StringComparison.OrdinalIgnoreCase) => "application/octet-stream",
        _ => "text/plain; charset=UTF-8",
    };
}
