namespace Tracing.Adapters.Proxy.Recording;

/// <summary>Values of <c>error.type</c> for what the proxy itself saw go wrong; what the upstream told is recorded in its own word.</summary>
public static class CallFaults
{
    /// <summary>The agent went away before the answer had ended.</summary>
    public const string ClientGone = "client_gone";

    /// <summary>The upstream broke off.</summary>
    public const string UpstreamGone = "upstream_gone";

    /// <summary>The upstream could not be reached.</summary>
    public const string UpstreamUnreachable = "upstream_unreachable";

    /// <summary>The upstream was silent for too long.</summary>
    public const string UpstreamSilent = "upstream_silent";

    /// <summary>The stream ended properly, but without the event that ends an answer.</summary>
    public const string StreamTruncated = "stream_truncated";

    /// <summary>The proxy was stopped.</summary>
    public const string ProxyStopped = "proxy_stopped";
}
