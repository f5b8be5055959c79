using System.Globalization;

namespace Tracing.Adapters.Sandboxes;

/// <summary>The program that leads from ports of a sandbox's loopback to sockets: <c>tracing forward</c>.</summary>
/// <param name="Command">How it is started, before its arguments.</param>
/// <param name="Folders">Folders of this machine that it needs to see.</param>
public sealed record ForwarderProgram(IReadOnlyList<string> Command, IReadOnlyList<string> Folders)
{
    /// <summary>Name of the socket that leads to the model proxy.</summary>
    public const string ModelSocket = "model.sock";

    /// <summary>Name of the socket that leads to the collector.</summary>
    public const string CollectorSocket = "collector.sock";

    /// <summary>A command line that forwards while another command runs, and ends with that one's exit code.</summary>
    /// <param name="sockets">The folder of the sockets as it is seen inside.</param>
    /// <param name="ports">The ports.</param>
    /// <param name="inner">The other command.</param>
    internal IEnumerable<string> Around(string sockets, SandboxPorts ports, IEnumerable<string> inner) =>
    [
        .. Command,
        "forward",
        "--to", Pair(ports.Model, sockets, ModelSocket),
        "--to", Pair(ports.Collector, sockets, CollectorSocket),
        "--", .. inner,
    ];

    private static string Pair(int port, string folder, string socket) => string.Create(CultureInfo.InvariantCulture, $"{port}={folder}/{socket}");
}
