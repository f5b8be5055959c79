using System.Net;
using Microsoft.AspNetCore.Http;

namespace Tracing.Query.Access;

/// <summary>
/// Which Host headers are answered. On loopback only loopback names are: a foreign page whose name was re-bound to
/// 127.0.0.1 still sends its own name. A request whose Origin is another site is refused as well, before it costs anything. Pictures of
/// badges are made for other sites' pages: a browser asks for them without telling the page what it got.
/// </summary>
public sealed class HostNames
{
    private readonly HashSet<string> _names;
    private readonly bool _any;

    /// <summary>Makes the check.</summary>
    /// <param name="listen">Where the service listens.</param>
    /// <param name="hosts">Names that are allowed besides.</param>
    public HostNames(IPEndPoint listen, IReadOnlyList<string> hosts)
    {
        _names = new HashSet<string>(hosts, StringComparer.OrdinalIgnoreCase);
        if (IPAddress.IsLoopback(listen.Address))
        {
            _names.UnionWith(["localhost", "127.0.0.1", "[::1]", "::1", listen.Address.ToString()]);
        }
        else
        {
            _any = hosts.Count == 0;
        }
    }

    /// <summary>Whether the request names this service and, where it names its origin, comes from it.</summary>
    /// <param name="request">The request.</param>
    public bool Admits(HttpRequest request)
    {
        HostString host = request.Host;
        if (!host.HasValue || (!_any && !_names.Contains(host.Host)))
        {
            return false;
        }

        if (request.Headers["Sec-Fetch-Site"] is [{ } site] && site is "cross-site" or "same-site" && request.Headers["Sec-Fetch-Mode"] != "navigate" && !IsPicture(request))
        {
            return false;
        }

        return request.Headers.Origin is not [{ } origin] || SameSite(origin, request);
    }

    private static bool IsPicture(HttpRequest request) =>
        request.Headers["Sec-Fetch-Mode"] == "no-cors" && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) && request.Path.StartsWithSegments("/badge", StringComparison.Ordinal);

    private static bool SameSite(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out Uri? uri) &&
        uri.Authority.Equals(new UriBuilder(uri.Scheme, request.Host.Host, request.Host.Port ?? -1).Uri.Authority, StringComparison.OrdinalIgnoreCase);
}
