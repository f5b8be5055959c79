namespace Tracing.EmbeddedClickHouse;

/// <summary>A failure of the embedded engine.</summary>
/// <param name="message">The reason, fit for a log or a terminal.</param>
/// <param name="code">ClickHouse's error code, 0 when the engine gave none.</param>
/// <param name="inner">The cause, if any.</param>
public sealed class EngineException(string message, int code, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>ClickHouse's error code, for example 60 for an unknown table; 0 when the engine gave none.</summary>
    public int Code { get; } = code;

    /// <summary>Makes the exception from the engine's own text, which begins with <c>Code: N.</c> as a rule.</summary>
    /// <param name="text">The engine's text.</param>
    internal static EngineException FromEngine(string text)
    {
        var start = text.IndexOf("Code: ", StringComparison.Ordinal);
        if (start < 0)
        {
            return new EngineException(text, 0);
        }

        var digits = start + "Code: ".Length;
        var end = digits;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        _ = int.TryParse(text.AsSpan(digits, end - digits), out var code);
        return new EngineException(text[start..], code);
    }
}
