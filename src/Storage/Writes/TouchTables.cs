using Tracing.Storage.Rows;

namespace Tracing.Storage.Writes;

/// <summary>That an insert brought rows for a trace of a run; with a session, that they were bound to it by that session afterwards.</summary>
internal sealed record TouchRow(string RunId, string TraceId, ulong Batch, long TouchedAt, string SessionId = "");

/// <summary>Columns of the tables that say which runs have something new.</summary>
internal static class TouchTables
{
    public static DerivedTable<TouchRow> RunTouches { get; } = new(
        "run_touches",
        new("RunId", "String", row => row.RunId),
        new("TraceId", "String", row => row.TraceId),
        new("Batch", "UInt64", row => row.Batch),
        new("TouchedAt", "DateTime64(9)", row => row.TouchedAt),
        new("SessionId", "String", row => row.SessionId));

    public static DerivedTable<RunTraceRow> RunTraces { get; } = new(
        "run_traces",
        new("TraceId", "String", row => row.TraceId),
        new("RunId", "String", row => row.RunId),
        new("Source", "LowCardinality(String)", row => row.Source));
}
