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

    [LoggerMessage(20, LogLevel.Information, "Listening for OTLP: gRPC {Grpc}, HTTP {Http}")]
    public static partial void Listening(ILogger logger, string grpc, string http);

    [LoggerMessage(21, LogLevel.Warning, "A {Signal} request was refused: {Kind}, {Reason}")]
    public static partial void RequestRefused(ILogger logger, string signal, string kind, string reason);

    [LoggerMessage(22, LogLevel.Error, "A request failed by a fault of the collector")]
    public static partial void RequestFaulted(ILogger logger, Exception exception);
}
