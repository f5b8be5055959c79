using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Tracing.Processes;

/// <summary>Ports for a service that is started again in its place: nobody who asks for any free port is given one of these in between.</summary>
public static class ReservedPort
{
    private const int First = 10_000;

    // A port of the other tests of this process would be free for a moment too.
    private static readonly HashSet<int> Given = [];
    private static readonly Lock Gate = new();

    /// <summary>A port that is free now, below those which the kernel gives away.</summary>
    public static int Next()
    {
        const string Range = "/proc/sys/net/ipv4/ip_local_port_range";
        int end = File.Exists(Range) ? int.Parse(File.ReadAllText(Range).Split('\t', ' ')[0], CultureInfo.InvariantCulture) : 32_768;
        while (true)
        {
            int port = Random.Shared.Next(First, Math.Max(end, First + 1_000));
            lock (Gate)
            {
                if (IsFree(port) && Given.Add(port))
                {
                    return port;
                }
            }
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, port);
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
