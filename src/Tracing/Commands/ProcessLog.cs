using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Tracing.Commands;

/// <summary>Log lines go to standard error, one a line; standard output is for what the user asked.</summary>
internal static class ProcessLog
{
    public static ILoggerFactory CreateFactory() => LoggerFactory.Create(logging => logging
        .SetMinimumLevel(LogLevel.Information)
        .AddFilter("Microsoft", LogLevel.Warning)
        .AddFilter("Grpc", LogLevel.Warning)
        .AddConsole(console =>
        {
            console.FormatterName = LineFormatter.FormatterName;
            console.LogToStandardErrorThreshold = LogLevel.Trace;
        })
        .AddConsoleFormatter<LineFormatter, ConsoleFormatterOptions>());
}
