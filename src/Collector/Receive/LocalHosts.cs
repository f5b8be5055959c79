using System.Net;
using Microsoft.AspNetCore.Http;

namespace Tracing.Collector.Receive;

/// <summary>
/// Which <c>Host</c> a connection on loopback may ask for. A page of a foreign site whose name was pointed at
/// 127.0.0.1 names that site here (DNS rebinding), and is refused. Other connections are not checked: there a token is.
/// </summary>
/// <param name="allowed">Names allowed beside the loopback ones.</param>
internal sealed class LocalHosts(IReadOnlyList<string> allowed)
{
    public bool Allow(ConnectionInfo connection, HostString host)
    {
        if (connection.LocalIpAddress is null || !IPAddress.IsLoopback(Unmap(connection.LocalIpAddress)))
        {
            return true;
        }

        string name = host.Host;
        return string.Equals(name, "localhost", StringComparison.OrdinalIgnoreCase) ||
            (IPAddress.TryParse(name, out IPAddress? address) && IPAddress.IsLoopback(Unmap(address))) ||
            allowed.Contains(name, StringComparer.OrdinalIgnoreCase);
    }

    private static IPAddress Unmap(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
