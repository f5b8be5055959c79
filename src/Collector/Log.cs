using Microsoft.Extensions.Logging;

namespace Tracing.Collector;

/// <summary>Every line that the collector logs. Event ids: 1–19 pipeline, 20–39 receive, 40–59 queue, 60–79 insert, 80–99 interpret.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "{Step} started in {Milliseconds} ms")]
    public static partial void StepStarted(ILogger logger, string step, long milliseconds);

    [LoggerMessage(2, LogLevel.Information, "{Step} stopped in {Milliseconds} ms")]
    public static partial void StepStopped(ILogger logger, string step, long milliseconds);

    [LoggerMessage(3, LogLevel.Error, "{Step} did not stop cleanly")]
    public static partial void StepFailedToStop(ILogger logger, Exception exception, string step);

    [LoggerMessage(4, LogLevel.Warning, "The store cannot be used yet ({Reason}); requests are queued until it can")]
    public static partial void StoreAway(ILogger logger, string reason);

    [LoggerMessage(5, LogLevel.Critical, "The inserter has failed; requests are queued, nothing is delivered, health says so")]
    public static partial void InserterFailed(ILogger logger, Exception exception);

    [LoggerMessage(20, LogLevel.Information, "Listening for OTLP: gRPC {Grpc}, HTTP {Http}")]
    public static partial void Listening(ILogger logger, string grpc, string http);

    [LoggerMessage(21, LogLevel.Warning, "{Count} requests were refused as {Kind}; the last: {Reason}")]
    public static partial void RequestsRefused(ILogger logger, Receive.OutcomeKind kind, long count, string reason);

    [LoggerMessage(22, LogLevel.Error, "A request failed by a fault of the collector")]
    public static partial void RequestFaulted(ILogger logger, Exception exception);

    [LoggerMessage(40, LogLevel.Warning, "queue: {Path} is damaged at {Offset}, {Length} bytes ({Reason}); kept in quarantine, reading on")]
    public static partial void DamagedRegion(ILogger logger, string path, long offset, long length, string reason);

    [LoggerMessage(41, LogLevel.Warning, "queue: cannot copy the damaged part of {Path} ({Error}); the file itself will be kept")]
    public static partial void QuarantineFailed(ILogger logger, string path, string error);

    [LoggerMessage(42, LogLevel.Warning, "queue: the head of {Path} is damaged; its name serves instead")]
    public static partial void DamagedHeader(ILogger logger, string path);

    [LoggerMessage(43, LogLevel.Error, "queue: {Count} segment(s) are missing between others in {Folder}")]
    public static partial void MissingSegments(ILogger logger, string folder, long count);

    [LoggerMessage(44, LogLevel.Information, "queue: {Path} ends with an unfinished write at {Offset}, {Length} bytes, cut")]
    public static partial void TornTail(ILogger logger, string path, long offset, long length);

    [LoggerMessage(45, LogLevel.Warning, "queue: {Path} is damaged; resends of its requests are not recognised at the door")]
    public static partial void DamagedSidecar(ILogger logger, string path);

    [LoggerMessage(46, LogLevel.Error, "queue: {Path} can be read up to {Length} only ({Error}); the file will be kept")]
    public static partial void UnreadableSegment(ILogger logger, string path, long length, string error);

    [LoggerMessage(47, LogLevel.Error, "queue: cannot sync {Path} after the restart ({Error}); resends of its requests will be stored again")]
    public static partial void RecoverySyncFailed(ILogger logger, string path, string error);

    [LoggerMessage(48, LogLevel.Warning, "queue: {Path} could not be removed or cut ({Error}); it is ignored")]
    public static partial void LeftOver(ILogger logger, string path, string error);

    [LoggerMessage(49, LogLevel.Warning, "queue: no room for the {Count} request hashes of {Path} ({Error}); resends after a restart are absorbed when read")]
    public static partial void SidecarFailed(ILogger logger, string path, int count, string error);

    [LoggerMessage(50, LogLevel.Error, "queue: cannot write to {Folder} ({Error}); senders are asked to retry until it can")]
    public static partial void QueueWriteFailed(ILogger logger, string folder, string error);

    [LoggerMessage(51, LogLevel.Information, "queue: {Folder} can be written again")]
    public static partial void QueueWritesAgain(ILogger logger, string folder);

    [LoggerMessage(52, LogLevel.Error, "queue: {Path} is given up after {Length} bytes ({Error}); a new segment follows")]
    public static partial void PoisonedSegment(ILogger logger, string path, long length, string error);

    [LoggerMessage(53, LogLevel.Warning, "queue: cannot tidy {Path} ({Error}); tried again later")]
    public static partial void TidyFailed(ILogger logger, string path, string error);

    [LoggerMessage(54, LogLevel.Error, "queue: the writer failed unexpectedly; its appends are answered as failed")]
    public static partial void WriterFault(ILogger logger, Exception error);

    [LoggerMessage(60, LogLevel.Warning, "insert: the ledger in {Folder} is not whole ({Count} unreadable slots), as after power loss; a new collector id is taken")]
    public static partial void DamagedLedger(ILogger logger, string folder, int count);

    [LoggerMessage(67, LogLevel.Error, "insert: of a range of {Planned} rows only {Rows} can still be read from the queue; what the store has of it is kept")]
    public static partial void RangeShrunk(ILogger logger, long planned, long rows);

    [LoggerMessage(61, LogLevel.Warning, "insert: {What} failed ({Reason}); repeated until it succeeds")]
    public static partial void StoreFailed(ILogger logger, string what, string reason);

    [LoggerMessage(62, LogLevel.Information, "insert: {What} succeeds again after {Failures} failure(s)")]
    public static partial void StoreAnswersAgain(ILogger logger, string what, int failures);

    [LoggerMessage(63, LogLevel.Warning, "insert: {Table} refuses a range of {Frames} frames ({Reason}); looking for the one to blame")]
    public static partial void RangeRefused(ILogger logger, string table, string reason, int frames);

    [LoggerMessage(64, LogLevel.Error, "insert: a frame of {Rows} rows is set aside: {Table} {Reason}")]
    public static partial void FrameSetAside(ILogger logger, long rows, string table, string reason);

    [LoggerMessage(65, LogLevel.Information, "insert: stopped with {Frames} frame(s) in the queue")]
    public static partial void InserterStopped(ILogger logger, long frames);

    [LoggerMessage(66, LogLevel.Error, "insert: the listener for touched runs failed")]
    public static partial void ListenerFailed(ILogger logger, Exception error);

    [LoggerMessage(80, LogLevel.Warning, "interpret: {Count} run(s) could not be read ({Reason}); tried again")]
    public static partial void InterpretFailed(ILogger logger, int count, string reason);

    [LoggerMessage(81, LogLevel.Warning, "interpret: the store does not say which runs are unread ({Reason}); asked again")]
    public static partial void CatchUpFailed(ILogger logger, string reason);

    [LoggerMessage(82, LogLevel.Warning, "interpret: run {RunId} has more than {Spans} spans or {Logs} log records; the first are read")]
    public static partial void RunCut(ILogger logger, string runId, int spans, int logs);

    [LoggerMessage(83, LogLevel.Warning, "interpret: the store does not say who else interprets ({Reason}); asked again")]
    public static partial void LeaseFailed(ILogger logger, string reason);

    [LoggerMessage(84, LogLevel.Warning, "interpret: records without a run could not be bound ({Reason}); tried again")]
    public static partial void BindFailed(ILogger logger, string reason);

    [LoggerMessage(85, LogLevel.Warning, "interpret: session {SessionId} is named by {Runs} runs; records without a run that name it stay without")]
    public static partial void SessionAmbiguous(ILogger logger, string sessionId, ulong runs);
}
