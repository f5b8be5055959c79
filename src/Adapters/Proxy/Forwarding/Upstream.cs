using System.Net;
using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Forwarder;

namespace Tracing.Adapters.Proxy.Forwarding;

/// <summary>
/// Sends requests to the models' endpoint: HTTP/2 where TLS offers it, else HTTP/1.1; redirects, cookies and compression are the agent's business.
/// </summary>
internal sealed class Upstream : IDisposable
{
    private readonly SocketsHttpHandler connections;
    private readonly IHttpForwarder forwarder;
    private readonly string prefix;
    private readonly ForwarderRequestConfig configuration;
    private readonly HttpMessageInvoker client;

    /// <summary>Makes one.</summary>
    /// <param name="forwarder">Copies both ways.</param>
    /// <param name="options">Where to.</param>
    public Upstream(IHttpForwarder forwarder, ProxyOptions options)
    {
        this.forwarder = forwarder;
        prefix = options.Upstream.TrimEnd('/');
        configuration = new ForwarderRequestConfig { ActivityTimeout = options.Silence };
        connections = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null,
            EnableMultipleHttp2Connections = true,
            ConnectTimeout = TimeSpan.FromSeconds(30),
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            SslOptions = UpstreamTrust.Of(options.UpstreamCertificates),
        };
        client = new HttpMessageInvoker(connections, disposeHandler: false);
    }

    /// <summary>The address of a target at the upstream.</summary>
    /// <param name="target">Path and query, escaped, beginning with a slash.</param>
    public Uri AddressOf(string target) => new(prefix + target);

    /// <summary>Forwards a request and its answer.</summary>
    /// <param name="context">The request.</param>
    /// <param name="transformer">Copies the heads.</param>
    /// <returns>What went wrong.</returns>
    public ValueTask<ForwarderError> SendAsync(HttpContext context, HttpTransformer transformer) =>
        forwarder.SendAsync(context, prefix, client, configuration, transformer, context.RequestAborted);

    public void Dispose()
    {
        client.Dispose();
        connections.Dispose();
    }
}
