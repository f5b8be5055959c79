namespace Tracing.Adapters.Sandboxes;

/// <summary>
/// The program that is the first one in a sandbox: it leads ports of its loopback to sockets, fetches orphans, and ends with its command's exit code.
/// It is wholly static and runs wherever Linux does.
/// </summary>
internal static class ForwarderProgram
{
    /// <summary>Where it lies in a sandbox.</summary>
    public const string Inside = "/run/tracing-forward";

    /// <summary>Where it lies on this machine: beside this program.</summary>
    public static string Path { get; } = System.IO.Path.Join(AppContext.BaseDirectory, "tracing-forward");

    /// <summary>Its arguments.</summary>
    /// <param name="ways">From which port to which socket, as they are inside.</param>
    /// <param name="command">The command.</param>
    /// <param name="options">Other options of it.</param>
    public static IEnumerable<string> Arguments(IEnumerable<(int Port, string Socket)> ways, IEnumerable<string> command, params IEnumerable<string> options) =>
        [.. ways.SelectMany(way => new[] { "--to", FormattableString.Invariant($"{way.Port}={way.Socket}") }), .. options, "--", .. command];
}
