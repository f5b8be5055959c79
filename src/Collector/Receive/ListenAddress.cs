using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Tracing.Collector.Receive;

/// <summary>Where a listener binds: <c>localhost:4317</c>, <c>127.0.0.1:0</c>, <c>[::1]:4317</c>, <c>*:4317</c>.</summary>
/// <param name="Address">The address; null for <c>localhost</c>, which is both loopback addresses.</param>
/// <param name="Port">The port; 0 lets the system choose.</param>
internal readonly record struct ListenAddress(IPAddress? Address, int Port)
{
    /// <summary>Whether only this machine can reach it.</summary>
    public bool IsLoopback => Address is null || IPAddress.IsLoopback(Address);

    public static bool TryParse(string text, out ListenAddress address)
    {
        address = default;
        int colon = text.LastIndexOf(':');
        if (colon < 1 ||
            !int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int port) ||
            port > IPEndPoint.MaxPort)
        {
            return false;
        }

        string host = text[..colon];
        IPAddress? ip = null;
        bool known = host switch
        {
            "localhost" => true,
            "*" => (ip = IPAddress.IPv6Any) is not null,
            ['[', .. var inner, ']'] => IPAddress.TryParse(inner, out ip) && inner.Contains(':', StringComparison.Ordinal),
            _ => !host.Contains(':', StringComparison.Ordinal) && IPAddress.TryParse(host, out ip),
        };
        address = new ListenAddress(ip, port);
        return known;
    }

    /// <summary>Adds the listener to a server.</summary>
    public void Bind(KestrelServerOptions server, HttpProtocols protocols)
    {
        void Configure(ListenOptions listener) => listener.Protocols = protocols;
        if (Address is not null)
        {
            // IPv6Any listens on IPv4 as well, or on IPv4 alone where the machine has no IPv6.
            server.Listen(Address.Equals(IPAddress.IPv6Any) && !System.Net.Sockets.Socket.OSSupportsIPv6 ? IPAddress.Any : Address, Port, Configure);
        }
        else if (Port == 0)
        {
            // The two loopback addresses would be given different ports.
            server.Listen(IPAddress.Loopback, 0, Configure);
        }
        else
        {
            server.ListenLocalhost(Port, Configure);
        }
    }
}
