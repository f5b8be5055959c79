using Microsoft.Extensions.Logging;

namespace Tracing.Adapters;

/// <summary>Every line that the adapters log. No key, header, body or query of a request is logged.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Model calls are forwarded from {Address} to {Upstream}")]
    public static partial void ProxyListening(ILogger logger, string address, string upstream);

    [LoggerMessage(2, LogLevel.Warning, "A request could not be forwarded: {Error} {Reason}")]
    public static partial void ForwardingFailed(ILogger logger, string error, string reason);

    [LoggerMessage(3, LogLevel.Warning, "The collector does not take model calls ({Reason}); they wait, {Bytes} bytes of them")]
    public static partial void CollectorAway(ILogger logger, string reason, long bytes);

    [LoggerMessage(4, LogLevel.Information, "The collector takes model calls again")]
    public static partial void CollectorBack(ILogger logger);

    [LoggerMessage(5, LogLevel.Error, "{Count} model call(s) are not told to the collector: {Reason}")]
    public static partial void CallsDropped(ILogger logger, long count, string reason);

    [LoggerMessage(20, LogLevel.Warning, "The collector does not take telemetry ({Reason}); it waits in {Folder}")]
    public static partial void TelemetryWaits(ILogger logger, string reason, string folder);

    [LoggerMessage(21, LogLevel.Information, "The collector takes telemetry again")]
    public static partial void TelemetryLeaves(ILogger logger);

    [LoggerMessage(22, LogLevel.Information, "{Count} request(s) of {Bytes} bytes that an ended process left behind are delivered first")]
    public static partial void SpoolTakenOver(ILogger logger, long count, long bytes);

    [LoggerMessage(23, LogLevel.Error, "{Count} request(s) of telemetry are lost: {Reason}")]
    public static partial void RequestsDropped(ILogger logger, long count, string reason);

    [LoggerMessage(24, LogLevel.Error, "The collector refused {Count} request(s) of telemetry, the last one for: {Reason}. Kept in the folder 'refused': {Kept}")]
    public static partial void RequestRefused(ILogger logger, long count, string reason, bool kept);

    [LoggerMessage(25, LogLevel.Error, "The collector rejected {Count} record(s) of telemetry: {Reason}")]
    public static partial void RecordsRejected(ILogger logger, long count, string reason);

    [LoggerMessage(26, LogLevel.Error, "A file of waiting telemetry could not be read, delivered, deleted or put aside: {Reason}")]
    public static partial void SpoolFileFailed(ILogger logger, string reason);

    [LoggerMessage(27, LogLevel.Warning, "Run {Run} was left behind by a process that is gone; it is ended ({Left} processes could not be)")]
    public static partial void LeftoverEnded(ILogger logger, string run, int left);

    [LoggerMessage(28, LogLevel.Warning, "Containers of run {Run}, which was left behind, could not be removed; the next start tries again: {Reason}")]
    public static partial void ContainersLeft(ILogger logger, string run, string reason);

    [LoggerMessage(29, LogLevel.Warning, "{Folder} was left behind by a process that is gone, and could not be read or deleted: {Reason}")]
    public static partial void LeftoverStays(ILogger logger, string folder, string reason);
}
