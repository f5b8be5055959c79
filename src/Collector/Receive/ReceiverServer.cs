using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Tracing.Collector.Receive;

/// <summary>The server's limits, each set by us: its defaults are for web sites (no bound on connections, 30 MB bodies).</summary>
internal static class ReceiverServer
{
    // What one connection, and one stream of it, may have sent ahead of us, in bytes.
    private const int ConnectionWindow = 1 << 20;
    private const int StreamWindow = 768 << 10;

    public static void Configure(KestrelServerOptions server, ReceiveOptions options)
    {
        ReceiveLimits ours = options.Limits;
        var minRate = new MinDataRate(ours.MinBodyBytesPerSecond, ours.SlowBodyGrace);
        server.AddServerHeader = false;
        server.AllowSynchronousIO = false;

        KestrelServerLimits limits = server.Limits;
        limits.MaxConcurrentConnections = ours.MaxConnections;
        limits.MaxConcurrentUpgradedConnections = 0;
        limits.MaxRequestHeadersTotalSize = ours.MaxHeaderBytes;
        limits.MaxRequestHeaderCount = 100;
        limits.MaxRequestLineSize = Math.Min(8 << 10, ours.MaxHeaderBytes);
        limits.RequestHeadersTimeout = ours.HeadersTimeout;
        limits.KeepAliveTimeout = ours.IdleTimeout;
        limits.MinRequestBodyDataRate = minRate;
        limits.MinResponseDataRate = minRate;
        limits.MaxRequestBufferSize = ConnectionWindow;
        limits.MaxResponseBufferSize = 64 << 10;

        // Ours is enforced while the body is read, after decompression, with the answer that OTLP asks for.
        limits.MaxRequestBodySize = null;

        limits.Http2.MaxStreamsPerConnection = ours.MaxStreamsPerConnection;
        limits.Http2.MaxRequestHeaderFieldSize = ours.MaxHeaderBytes;
        limits.Http2.HeaderTableSize = 4 << 10;
        limits.Http2.InitialConnectionWindowSize = ConnectionWindow;
        limits.Http2.InitialStreamWindowSize = StreamWindow;
        limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(60);
        limits.Http2.KeepAlivePingTimeout = TimeSpan.FromSeconds(20);

        Bind(server, options.Grpc, HttpProtocols.Http2);
        Bind(server, options.Http, HttpProtocols.Http1);
    }

    public static void Configure(SocketTransportOptions sockets)
    {
        // A connection holds a block while it is idle, and in turn saves the call that only asks whether there is data.
        sockets.WaitForDataBeforeAllocatingBuffer = false;

        // A socket's completion already runs on a worker: handing it on to another only costs.
        sockets.UnsafePreferInlineScheduling = true;
        sockets.Backlog = 512;
        sockets.NoDelay = true;
    }

    private static void Bind(KestrelServerOptions server, string text, HttpProtocols protocols)
    {
        if (text.Length > 0 && ListenAddress.TryParse(text, out ListenAddress address))
        {
            address.Bind(server, protocols);
        }
    }
}
