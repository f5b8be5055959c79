namespace Tracing.Adapters.Sandboxes;

/// <summary>The program that leads from ports of a sandbox's loopback to sockets: <c>tracing forward</c>.</summary>
/// <param name="Command">How it is started, before its arguments.</param>
/// <param name="Folders">Folders of this machine that it needs to see.</param>
public sealed record ForwarderProgram(IReadOnlyList<string> Command, IReadOnlyList<string> Folders)
{
    /// <summary>A command line that forwards while another command runs, and ends with that one's exit code.</summary>
    /// <param name="ways">From which port to which socket, as they are inside.</param>
    /// <param name="inner">The other command.</param>
    internal IEnumerable<string> Around(IEnumerable<(int Port, string Socket)> ways, IEnumerable<string> inner) =>
        [.. Command, "forward", .. ways.SelectMany(way => new[] { "--to", FormattableString.Invariant($"{way.Port}={way.Socket}") }), "--", .. inner];
}
