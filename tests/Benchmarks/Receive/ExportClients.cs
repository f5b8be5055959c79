using System.Net.Http.Headers;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Compression;

namespace Tracing.Benchmarks.Receive;

/// <summary>Sends serialised requests and checks that they were accepted. The client's own processor time is not counted.</summary>
internal static class ExportClients
{
    private static readonly Method<byte[], byte[]> Export = new(
        MethodType.Unary,
        "opentelemetry.proto.collector.trace.v1.TraceService",
        "Export",
        Marshallers.Create(bytes => bytes, bytes => bytes),
        Marshallers.Create(bytes => bytes, bytes => bytes));

    public static Func<byte[], Task> Grpc(Uri address, bool gzip)
    {
        GrpcChannel channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions
        {
            CompressionProviders = [new GzipCompressionProvider(System.IO.Compression.CompressionLevel.Fastest)],
        });
        CallInvoker invoker = channel.CreateCallInvoker();
        CallOptions options = gzip ? new CallOptions(new Metadata { { "grpc-internal-encoding-request", "gzip" } }) : default;
        return async body =>
        {
            using AsyncUnaryCall<byte[]> call = invoker.AsyncUnaryCall(Export, null, options, body);
            RequireEmpty(await call.ResponseAsync);
        };
    }

    public static Func<byte[], Task> Http(Uri address, bool gzip)
    {
        var client = new HttpClient { BaseAddress = address };
        return async body =>
        {
            using var content = new ByteArrayContent(gzip ? ExportPayloads.Gzip(body) : body);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
            if (gzip)
            {
                content.Headers.ContentEncoding.Add("gzip");
            }

            using HttpResponseMessage response = await client.PostAsync(new Uri("v1/traces", UriKind.Relative), content);
            response.EnsureSuccessStatusCode();
            RequireEmpty(await response.Content.ReadAsByteArrayAsync());
        };
    }

    // Anything in the answer would be a partial success: spans that were not stored.
    private static void RequireEmpty(byte[] answer)
    {
        if (answer.Length > 0)
        {
            throw new InvalidOperationException("the server did not accept every span");
        }
    }
}
