using Tracing.Adapters.Terminal;

namespace Tracing.Adapters.Sandboxes;

/// <summary>A command to be run in a sandbox.</summary>
public sealed record SandboxCommand
{
    /// <summary>The program and its arguments; the program by name or by a path that holds inside.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>Environment beside what every command gets (<c>PATH HOME TZ LANG</c>; in a container <c>PATH</c> is the image's).</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Size of the terminal that it runs on; null where it runs on none.</summary>
    public TerminalSize? Terminal { get; init; }

    /// <summary>By what it is asked to end when its time is up, in this order, each after a while in which it has not ended.</summary>
    public IReadOnlyList<EndSignal> EndSignals { get; init; } = [EndSignal.Terminate];

    /// <summary>Whether it may reach the model and the collector. Where not, a sandbox that can keeps it from any network.</summary>
    public bool Network { get; init; }
}
