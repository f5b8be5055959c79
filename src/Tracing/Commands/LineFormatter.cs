using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Tracing.Commands;

/// <summary>
/// One log entry a line. Control characters are written as escapes: what came from outside can neither start a line of its own
/// nor reach the terminal.
/// </summary>
internal sealed class LineFormatter() : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "line";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var line = new StringBuilder()
            .Append(TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture))
            .Append(' ')
            .Append(Word(logEntry.LogLevel))
            .Append(' ');
        EscapedText.AppendTo(line, logEntry.Formatter(logEntry.State, logEntry.Exception));
        if (logEntry.Exception is { } fault)
        {
            EscapedText.AppendTo(line.Append(" | "), fault.ToString());
        }

        textWriter.WriteLine(line.ToString());
    }

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Critical => "fatal",
        LogLevel.Error => "error",
        LogLevel.Warning => "warn ",
        LogLevel.Information => "info ",
        _ => "debug",
    };
}
