namespace Tracing.Adapters.Terminal;

/// <summary>The formats of asciinema: https://docs.asciinema.org/manual/asciicast/v3 and /v2.</summary>
public enum AsciicastVersion
{
    /// <summary>Times from the beginning; no exit code.</summary>
    V2 = 2,

    /// <summary>Times from the event before; the exit code is an event.</summary>
    V3 = 3,
}

/// <summary>What a recording tells of itself in its first line.</summary>
public sealed record AsciicastHeader
{
    /// <summary>The format.</summary>
    public AsciicastVersion Version { get; init; } = AsciicastVersion.V3;

    /// <summary>Size of the terminal at the beginning.</summary>
    public TerminalSize Size { get; init; } = TerminalSize.Usual;

    /// <summary>When the recording began, Unix nanoseconds; its events count from here.</summary>
    public required long StartNanoseconds { get; init; }

    /// <summary>The terminal's type: the value of <c>TERM</c>.</summary>
    public string Term { get; init; } = PseudoTerminal.Term;

    /// <summary>What ran; null where it is not told.</summary>
    public string? Command { get; init; }

    /// <summary>The title; null for none.</summary>
    public string? Title { get; init; }
}
