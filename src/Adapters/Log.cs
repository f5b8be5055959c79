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
}
