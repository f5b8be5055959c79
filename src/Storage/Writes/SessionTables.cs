using Tracing.Storage.Rows;

namespace Tracing.Storage.Writes;

/// <summary>Columns of the tables that bind records without a run by session.</summary>
internal static class SessionTables
{
    public static DerivedTable<RunSessionRow> RunSessions { get; } = new(
        "run_sessions",
        new("SessionId", "String", row => row.SessionId),
        new("RunId", "String", row => row.RunId));

    public static DerivedTable<LooseRecordRow> LooseRecords { get; } = new(
        "loose_records",
        new("SessionId", "String", row => row.SessionId),
        new("TraceId", "String", row => row.TraceId),
        new("Batch", "UInt64", row => row.Batch));
}
