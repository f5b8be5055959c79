using System.Buffers.Binary;
using System.IO.Compression;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Tracing.RealAgents.Tests.Relay;

/// <summary>Stands between an agent and the collector: keeps each export and hands it on, byte for byte, with its answer.</summary>
internal sealed class RecordingRelay : IAsyncDisposable
{
    // Set by the connection itself, on each side for itself.
    private static readonly string[] OfTheConnection = ["Host", "Connection", "Keep-Alive", "Transfer-Encoding", "Content-Length", "Content-Type", "Upgrade", "Date", "Server"];

    private readonly WebApplication application;
    private readonly Uri grpcTarget;
    private readonly Uri httpTarget;
    private readonly RepeatedExports? repeated;
    private readonly HttpMessageInvoker outward = new(new SocketsHttpHandler { UseProxy = false, AutomaticDecompression = DecompressionMethods.None });
    private readonly Lock gate = new();
    private readonly List<RelayedRequest> requests = [];
    private readonly List<string> faults = [];
    private int underWay;
    private TaskCompletionSource idle = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RecordingRelay(WebApplication application, Uri grpcTarget, Uri httpTarget, RepeatedExports? repeated)
    {
        this.application = application;
        this.repeated = repeated;
        this.grpcTarget = grpcTarget;
        this.httpTarget = httpTarget;
        idle.SetResult();
    }

    /// <summary>The side for OTLP over HTTP.</summary>
    public Uri Http { get; private set; } = null!;

    /// <summary>The side for gRPC.</summary>
    public Uri Grpc { get; private set; } = null!;

    /// <summary>What has passed.</summary>
    public IReadOnlyList<RelayedRequest> Requests
    {
        get
        {
            lock (gate)
            {
                return [.. requests];
            }
        }
    }

    /// <summary>What could not be read or handed on.</summary>
    public IReadOnlyList<string> Faults
    {
        get
        {
            lock (gate)
            {
                return [.. faults];
            }
        }
    }

    /// <summary>Starts a relay on two free ports of loopback.</summary>
    public static Task<RecordingRelay> StartAsync(Uri grpcTarget, Uri httpTarget, CancellationToken cancellation) =>
        StartAsync(grpcTarget, httpTarget, repeats: false, cancellation);

    /// <summary>Starts a relay on two free ports of loopback.</summary>
    /// <param name="grpcTarget">The collector's gRPC.</param>
    /// <param name="httpTarget">The collector's HTTP.</param>
    /// <param name="repeats">Whether each export is handed on a second time as it is, and once more in another batch.</param>
    /// <param name="cancellation">Ends the start.</param>
    public static async Task<RecordingRelay> StartAsync(Uri grpcTarget, Uri httpTarget, bool repeats, CancellationToken cancellation)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http1);
            kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http2);
        });
        WebApplication application = builder.Build();
        var relay = new RecordingRelay(application, grpcTarget, httpTarget, repeats ? new RepeatedExports() : null);
        application.Run(relay.HandleAsync);
        await application.StartAsync(cancellation);
        string[] addresses = [.. application.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>().Features.Get<IServerAddressesFeature>()!.Addresses];
        relay.Http = new Uri(addresses[0]);
        relay.Grpc = new Uri(addresses[1]);
        return relay;
    }

    /// <summary>Waits until no export is under way.</summary>
    public Task WaitUntilIdleAsync(CancellationToken cancellation)
    {
        lock (gate)
        {
            return idle.Task.WaitAsync(cancellation);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await application.DisposeAsync();
        outward.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        Count(+1);
        try
        {
            using var bytes = new MemoryStream();
            await context.Request.Body.CopyToAsync(bytes, context.RequestAborted);
            await PassOnAsync(context, bytes.ToArray());
        }
        catch (Exception e)
        {
            lock (gate)
            {
                faults.Add($"{context.Request.Path}: {e}");
            }

            throw;
        }
        finally
        {
            Count(-1);
        }
    }

    // From here on the request is passed on even if the agent has ended: it was sent.
    private async Task PassOnAsync(HttpContext context, byte[] body)
    {
        bool grpc = context.Request.Protocol == HttpProtocol.Http2;
        byte[] plain = Plain(context.Request, body, grpc);
        using HttpResponseMessage response = await SendAsync(context.Request, body, plain);
        byte[] answer = await response.Content.ReadAsByteArrayAsync(CancellationToken.None);
        await AnswerAsync(context, response, answer);
        if (repeated is not null && !IsMetrics(context.Request.Path))
        {
            // An agent that waits for its answer at its end may give up the rest of its exports.
            await context.Response.CompleteAsync();
            using HttpResponseMessage again = await SendAsync(context.Request, body, plain);
            await SendAsync(repeated.Rebatch(context.Request.Path, context.Request.ContentType ?? "", plain));
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequest original, byte[] body, byte[] plain)
    {
        bool grpc = original.Protocol == HttpProtocol.Http2;
        using var request = new HttpRequestMessage(new HttpMethod(original.Method), new Uri(grpc ? grpcTarget : httpTarget, original.Path + original.QueryString))
        {
            Content = new ByteArrayContent(body),
            Version = grpc ? HttpVersion.Version20 : HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        foreach ((string name, Microsoft.Extensions.Primitives.StringValues values) in original.Headers)
        {
            if (!OfTheConnection.Contains(name, StringComparer.OrdinalIgnoreCase) && !request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
            {
                request.Content.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
            }
        }

        request.Content.Headers.TryAddWithoutValidation("Content-Type", original.ContentType);
        HttpResponseMessage response = await outward.SendAsync(request, CancellationToken.None);
        byte[] answer = await response.Content.ReadAsByteArrayAsync(CancellationToken.None);
        Keep(new RelayedRequest(original.Path, original.ContentType ?? "", plain, (int)response.StatusCode, grpc ? Header(response, "grpc-status") : null, answer));
        return response;
    }

    private async Task SendAsync(Rebatched batch)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(httpTarget, batch.Path)) { Content = new ByteArrayContent(batch.Body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", Rebatched.ContentType);
        using HttpResponseMessage response = await outward.SendAsync(request, CancellationToken.None);
        byte[] answer = await response.Content.ReadAsByteArrayAsync(CancellationToken.None);
        Keep(new RelayedRequest(batch.Path, Rebatched.ContentType, batch.Body, (int)response.StatusCode, null, answer));
    }

    // The collector refuses metrics, and says so; what an agent sends of them is not looked at here.
    private static bool IsMetrics(string path) => path.Contains("etrics", StringComparison.Ordinal);

    private void Keep(RelayedRequest request)
    {
        if (IsMetrics(request.Path))
        {
            return;
        }

        lock (gate)
        {
            requests.Add(request);
        }
    }

    private static async Task AnswerAsync(HttpContext context, HttpResponseMessage response, byte[] answer)
    {
        context.Response.StatusCode = (int)response.StatusCode;
        foreach ((string name, IEnumerable<string> values) in response.Headers.Concat(response.Content.Headers))
        {
            if (name == "Content-Type" || !OfTheConnection.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                context.Response.Headers[name] = values.ToArray();
            }
        }

        await context.Response.Body.WriteAsync(answer, CancellationToken.None);
        foreach ((string name, IEnumerable<string> values) in response.TrailingHeaders)
        {
            context.Response.AppendTrailer(name, values.ToArray());
        }
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.TrailingHeaders.TryGetValues(name, out IEnumerable<string>? values) || response.Headers.TryGetValues(name, out values) ? values.First() : null;

    private static byte[] Plain(HttpRequest request, byte[] body, bool grpc)
    {
        if (!grpc)
        {
            return request.Headers.ContentEncoding == "gzip" ? Unzip(body) : body;
        }

        // One message in a frame: a byte that says whether it is compressed, its length, the message.
        int length = BinaryPrimitives.ReadInt32BigEndian(body.AsSpan(1));
        byte[] message = body[5..(5 + length)];
        return body[0] == 1 ? Unzip(message) : message;
    }

    private static byte[] Unzip(byte[] body)
    {
        using var plain = new MemoryStream();
        using (var unzip = new GZipStream(new MemoryStream(body), CompressionMode.Decompress))
        {
            unzip.CopyTo(plain);
        }

        return plain.ToArray();
    }

    private void Count(int by)
    {
        lock (gate)
        {
            underWay += by;
            if (underWay == 0)
            {
                idle.TrySetResult();
            }
            else if (idle.Task.IsCompleted)
            {
                idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }
}
