using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Tracing.Adapters.Proxy.Forwarding;

/// <summary>
/// Who may use the proxy. On loopback only loopback names are answered, so that a web page whose name was pointed at 127.0.0.1 is refused; nor is a
/// browser's request for another site. Tokens are compared by digest, each one every time.
/// </summary>
/// <param name="options">Which hosts and tokens.</param>
internal sealed class ProxyGate(ProxyOptions options)
{
    private readonly byte[][] digests = [.. options.Tokens.Select(Digest)];

    /// <summary>Checks a request.</summary>
    /// <returns>The status of the refusal and its reason, or null where the request may pass.</returns>
    public (int Status, string Reason)? Refuses(HttpContext context, string? token)
    {
        if (!AllowsHost(context) || context.Request.Headers["Sec-Fetch-Site"] is [{ } site] && site is "cross-site" or "same-site")
        {
            return (StatusCodes.Status403Forbidden, "This host or origin is not served here.");
        }

        return AllowsToken(token) ? null : (StatusCodes.Status401Unauthorized, $"The proxy's token is needed: header {RequestRoute.TokenHeader}, or {RequestRoute.TokenPrefix}TOKEN before the path.");
    }

    private bool AllowsHost(HttpContext context)
    {
        if (context.Connection.LocalIpAddress is not { } local || !IPAddress.IsLoopback(Unmap(local)))
        {
            return true;
        }

        string name = context.Request.Host.Host;
        return string.Equals(name, "localhost", StringComparison.OrdinalIgnoreCase) ||
            (IPAddress.TryParse(name, out IPAddress? address) && IPAddress.IsLoopback(Unmap(address))) ||
            options.Hosts.Contains(name, StringComparer.OrdinalIgnoreCase);
    }

    private bool AllowsToken(string? token)
    {
        byte[] presented = Digest(token ?? "");
        bool found = digests.Length == 0;
        foreach (byte[] digest in digests)
        {
            found |= CryptographicOperations.FixedTimeEquals(presented, digest);
        }

        return found;
    }

    private static byte[] Digest(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    private static IPAddress Unmap(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
