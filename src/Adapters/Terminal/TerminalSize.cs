namespace Tracing.Adapters.Terminal;

/// <summary>Size of a terminal.</summary>
/// <param name="Columns">Columns, 1 to 65535.</param>
/// <param name="Rows">Rows, 1 to 65535.</param>
public readonly record struct TerminalSize(int Columns, int Rows)
{
    /// <summary>Wide enough for what agents print, small enough for a page.</summary>
    public static TerminalSize Usual { get; } = new(120, 40);
}
