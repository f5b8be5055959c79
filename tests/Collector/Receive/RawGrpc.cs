using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Grpc.Core;

namespace Tracing.Collector.Tests.Receive;

/// <summary>gRPC calls whose bytes, paths and headers are chosen: what no generated client would send.</summary>
internal static class RawGrpc
{
    public const string TracesPath = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";

    private static readonly HttpClient Client = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromSeconds(1) });

    public static byte[] Frame(byte[] message, byte flag)
    {
        byte[] framed = new byte[5 + message.Length];
        framed[0] = flag;
        BinaryPrimitives.WriteInt32BigEndian(framed.AsSpan(1), message.Length);
        message.CopyTo(framed, 5);
        return framed;
    }

    public static Task<RpcException> FailsAsync(ReceiverHost host, string path, byte[] message, byte flag = 0, string encoding = "") =>
        FailsFramedAsync(host, path, Frame(message, flag), encoding);

    public static async Task<RpcException> FailsFramedAsync(ReceiverHost host, string path, byte[] framed, string encoding)
    {
        using HttpRequestMessage request = Request(host, path, framed, encoding);
        RpcException answer = await SendAsync(request);
        Assert.NotEqual(StatusCode.OK, answer.StatusCode);
        return answer;
    }

    public static HttpRequestMessage Request(ReceiverHost host, string path, byte[] framed, string encoding)
    {
        // Without the parser's mercy: a doubled slash or a percent-encoded letter goes out as it stands.
        var target = new Uri(host.Receiver.GrpcAddress!.ToString().TrimEnd('/') + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var request = new HttpRequestMessage(HttpMethod.Post, target)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(framed),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        request.Headers.TryAddWithoutValidation("te", "trailers");
        if (encoding.Length > 0)
        {
            request.Headers.TryAddWithoutValidation("grpc-encoding", encoding);
        }

        return request;
    }

    /// <summary>The status of a call, as an exception even where it is OK.</summary>
    public static async Task<RpcException> SendAsync(HttpRequestMessage request)
    {
        using HttpResponseMessage response = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var trailers = new Metadata();
        foreach ((string name, IEnumerable<string> values) in response.Headers.Concat(response.TrailingHeaders))
        {
            if (name.EndsWith("-bin", StringComparison.Ordinal))
            {
                trailers.Add(name, Convert.FromBase64String(values.First()));
            }
            else
            {
                trailers.Add(name.ToLowerInvariant(), values.First());
            }
        }

        string status = trailers.GetValue("grpc-status") ?? throw new InvalidOperationException($"no grpc-status, HTTP {(int)response.StatusCode}");
        return new RpcException(new Status((StatusCode)int.Parse(status, CultureInfo.InvariantCulture), Uri.UnescapeDataString(trailers.GetValue("grpc-message") ?? "")), trailers);
    }

    public static async Task<StatusCode> StatusAsync<T>(AsyncUnaryCall<T> call)
    {
        try
        {
            await call.ResponseAsync;
            return call.GetStatus().StatusCode;
        }
        catch (RpcException e)
        {
            return e.StatusCode;
        }
    }
}
