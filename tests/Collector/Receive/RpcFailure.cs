using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;

namespace Tracing.Collector.Tests.Receive;

/// <summary>Reads <c>google.rpc.Status</c> with the generated types: what is asserted is what any client sees.</summary>
internal static class RpcFailure
{
    public static async Task<Google.Rpc.Status> StatusAsync(this HttpResponseMessage response)
    {
        byte[] body = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        return response.Content.Headers.ContentType!.MediaType == "application/json"
            ? new JsonParser(JsonParser.Settings.Default.WithTypeRegistry(Google.Protobuf.Reflection.TypeRegistry.FromMessages(BadRequest.Descriptor, RetryInfo.Descriptor)))
                .Parse<Google.Rpc.Status>(System.Text.Encoding.UTF8.GetString(body))
            : Google.Rpc.Status.Parser.ParseFrom(body);
    }

    public static T? Detail<T>(this Google.Rpc.Status status)
        where T : class, IMessage<T>, new() =>
        status.Details.Where(any => any.Is(new T().Descriptor)).Select(any => any.Unpack<T>()).FirstOrDefault();

    public static Google.Rpc.Status? Details(this RpcException failure) =>
        failure.Trailers.GetValueBytes("grpc-status-details-bin") is { } bytes ? Google.Rpc.Status.Parser.ParseFrom(bytes) : null;

    public static async Task<RpcException> FailsAsync<T>(AsyncUnaryCall<T> call) =>
        await Assert.ThrowsAsync<RpcException>(async () => await call.ResponseAsync);
}
