using Grpc.Health.V1;
using Grpc.HealthCheck;
using Microsoft.AspNetCore.Http;

namespace Tracing.Collector.Receive;

/// <summary>
/// <c>/healthz</c> and <c>grpc.health.v1.Health</c>: serving from the moment the whole pipeline runs until it begins to
/// stop. The engine does not count: while it is away requests are still made durable. Needs no token, tells nothing else.
/// </summary>
internal sealed class ReceiverHealth
{
    private const string HttpPath = "/healthz";
    private const string GrpcPrefix = "/grpc.health.v1.Health/";
    private static readonly string[] Names =
    [
        "",
        "opentelemetry.proto.collector.trace.v1.TraceService",
        "opentelemetry.proto.collector.logs.v1.LogsService",
    ];

    private volatile bool _serving;

    public ReceiverHealth() => Set(false);

    /// <summary>The gRPC face.</summary>
    public HealthServiceImpl Grpc { get; } = new();

    /// <summary>Tells both faces.</summary>
    public void Set(bool serving)
    {
        _serving = serving;
        foreach (string name in Names)
        {
            Grpc.SetStatus(name, serving ? HealthCheckResponse.Types.ServingStatus.Serving : HealthCheckResponse.Types.ServingStatus.NotServing);
        }
    }

    /// <summary>Whether a call is for the gRPC face.</summary>
    public static bool IsGrpc(HttpRequest request) =>
        GrpcTransport.Speaks(request) && request.Path.Value!.StartsWith(GrpcPrefix, StringComparison.Ordinal);

    /// <summary>Whether a request is for the HTTP face.</summary>
    public static bool IsHttp(HttpRequest request) => request.Path.Value == HttpPath;

    /// <summary>Answers on the HTTP face: 200 or 503, 405 for other methods than GET and HEAD.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        HttpResponse response = context.Response;
        bool get = HttpMethods.IsGet(context.Request.Method);
        if (!get && !HttpMethods.IsHead(context.Request.Method))
        {
            response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            response.Headers.Allow = "GET, HEAD";
            return;
        }

        byte[] body = _serving ? "{\"status\":\"serving\"}"u8.ToArray() : "{\"status\":\"not serving\"}"u8.ToArray();
        response.StatusCode = _serving ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        response.ContentType = MediaType.Json;
        response.ContentLength = body.Length;
        if (get)
        {
            await response.BodyWriter.WriteAsync(body);
        }
    }
}
