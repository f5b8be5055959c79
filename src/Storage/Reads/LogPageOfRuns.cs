using System.Globalization;
using Tracing.Storage.Connection;
using Tracing.Storage.Reads.Mapping;
using Tracing.Storage.Rows;

namespace Tracing.Storage.Reads;

/// <summary>The first raw log records of each run by time, those that were bound later included. Each comes once.</summary>
/// <param name="RunIds">The runs.</param>
/// <param name="PerRun">Most records of a run.</param>
/// <param name="EventName">Only this event; null: any record.</param>
/// <param name="After">Last record of the page before, of the only run that is asked for; null starts.</param>
/// <param name="Limit">Most records of all runs.</param>
public sealed record LogPageOfRuns(IReadOnlyCollection<string> RunIds, int PerRun, string? EventName = null, RunLogKey? After = null, int Limit = 10_000)
    : Question<LogRow>
{
    internal override async Task<IReadOnlyList<LogRow>> AnswerAsync(StoreReader reads, CancellationToken cancellationToken) =>
        await reads.RunAsync(ToQuery(await BoundLogs.AnyAsync(RunIds, reads, cancellationToken)), cancellationToken);

    internal override QueryText<LogRow> ToQuery() => ToQuery(bound: true);

    private QueryText<LogRow> ToQuery(bool bound)
    {
        Conditions conditions = new Conditions().Equal("EventName", "event", EventName);
        conditions.Values
            .Strings("runs", RunIds)
            .UInt8("first", After is null)
            .String("afterRun", After?.RunId ?? "")
            .Int64("afterTime", After?.TimeUnixNano ?? 0)
            .String("afterRow", (After?.RowId ?? 0).ToString(CultureInfo.InvariantCulture))
            .UInt32("perRun", (uint)PerRun)
            .UInt32("limit", (uint)Limit);
        string sql = $$"""
            SELECT
              {{LogMapping.Columns}}
            FROM
            (
              SELECT *
              FROM {{RunRecords.OfLogs(bound, LogMapping.TableColumns, conditions.Text)}}
              WHERE {first:UInt8} OR (RunId, toUnixTimestamp64Nano(Timestamp), RowId) > ({afterRun:String}, {afterTime:Int64}, toUInt128({afterRow:String}))
              ORDER BY RunId, Timestamp, RowId
              LIMIT 1 BY RunId, RowId
            )
            ORDER BY RunId, Timestamp, RowId
            LIMIT {perRun:UInt32} BY RunId
            LIMIT {limit:UInt32}
            """;
        return new QueryText<LogRow>(sql, conditions.Values, LogMapping.Read);
    }
}
