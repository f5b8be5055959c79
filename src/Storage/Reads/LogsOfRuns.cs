using Tracing.Storage.Connection;
using Tracing.Storage.Reads.Mapping;
using Tracing.Storage.Rows;

namespace Tracing.Storage.Reads;

/// <summary>Place of a log record among the records of runs.</summary>
/// <param name="RunId">The run.</param>
/// <param name="TimeUnixNano">Time, nanoseconds since 1970.</param>
/// <param name="RowId">The record.</param>
public sealed record RunLogKey(string RunId, long TimeUnixNano, UInt128 RowId)
{
    /// <summary>The place of a row.</summary>
    /// <param name="row">The row.</param>
    /// <returns>Its place.</returns>
    public static RunLogKey Of(LogRow row) => new(row.RunId, row.TimeUnixNano, row.RowId);
}

/// <summary>The raw log records of runs, by run and time, those that were bound later included. Each comes once.</summary>
/// <param name="RunIds">The runs.</param>
/// <param name="After">Last record of the page before; null starts.</param>
/// <param name="Limit">Most records.</param>
public sealed record LogsOfRuns(IReadOnlyCollection<string> RunIds, RunLogKey? After = null, int Limit = 10_000) : Question<LogRow>
{
    private static string Sql(bool bound) => $$"""
        SELECT
          {{LogMapping.Columns}}
        FROM {{RunRecords.OfLogs(bound, LogMapping.TableColumns)}}
        WHERE {first:UInt8} OR (RunId, toUnixTimestamp64Nano(Timestamp), RowId) > ({afterRun:String}, {afterTime:Int64}, toUInt128({afterRow:String}))
        ORDER BY RunId, Timestamp, RowId
        LIMIT 1 BY RunId, RowId
        LIMIT {limit:UInt32}
        """;

    internal override async Task<IReadOnlyList<LogRow>> AnswerAsync(StoreReader reads, CancellationToken cancellationToken) =>
        await reads.RunAsync(ToQuery(await BoundLogs.AnyAsync(RunIds, reads, cancellationToken)), cancellationToken);

    internal override QueryText<LogRow> ToQuery() => ToQuery(bound: true);

    internal QueryText<LogRow> ToQuery(bool bound) => new(
        Sql(bound),
        new Parameters()
            .Strings("runs", RunIds)
            .UInt8("first", After is null)
            .String("afterRun", After?.RunId ?? "")
            .Int64("afterTime", After?.TimeUnixNano ?? 0)
            .String("afterRow", (After?.RowId ?? 0).ToString(System.Globalization.CultureInfo.InvariantCulture))
            .UInt32("limit", (uint)Limit),
        LogMapping.Read);
}
