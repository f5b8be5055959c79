using Tracing.Storage.Connection;

namespace Tracing.Storage.Reads.Mapping;

/// <summary>How a sweep is read from its runs, whatever the question. Lists hold at most 1,000 names.</summary>
internal static class SweepMapping
{
    public const string Columns = """
        Sweep, count(), uniqExact(CellId), toUnixTimestamp64Nano(min(StartedAt)) AS FirstStart, toUnixTimestamp64Nano(max(StartedAt)),
          arraySort(groupUniqArray(1000)(Agent)), arraySort(groupUniqArray(1000)(Model)), arraySort(groupUniqArray(1000)(concat(Category, '/', Task)))
        """;

    public static SweepRow Read(RowReader row) => new()
    {
        Sweep = row.Text(),
        Runs = row.UInt64(),
        Cells = row.UInt64(),
        FirstStart = row.Int64OrNull(),
        LastStart = row.Int64OrNull(),
        Agents = row.Array<string>(),
        Models = row.Array<string>(),
        Tasks = row.Array<string>(),
    };
}
