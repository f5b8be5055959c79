using Microsoft.Extensions.Logging;

namespace Tracing.Query;

/// <summary>Every line this project logs. No token, no query text, no attribute value is logged.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "A GraphQL request failed.")]
    public static partial void RequestFailed(ILogger logger, Exception error);

    [LoggerMessage(2, LogLevel.Error, "A page failed.")]
    public static partial void PageFailed(ILogger logger, Exception error);

    [LoggerMessage(3, LogLevel.Information, "Queries are answered at {Address}.")]
    public static partial void Listening(ILogger logger, string address);

    [LoggerMessage(4, LogLevel.Warning, "The store does not tell what is new; subscribers wait.")]
    public static partial void PollFailed(ILogger logger, Exception error);
}
