namespace Tracing.Storage.Rows;

/// <summary>That an insert brought records that name a session and no run.</summary>
/// <param name="SessionId">The session or conversation id.</param>
/// <param name="TraceId">Their trace, lowercase hex; empty where they name none.</param>
/// <param name="Batch">The insert.</param>
public sealed record LooseRecordRow(string SessionId, string TraceId, ulong Batch);
