using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tracing.Adapters.Import;
using Tracing.Vocabulary;

namespace Tracing.Adapters.Telemetry.FromAgents;

/// <summary>
/// Takes the telemetry that agents send by themselves while their runs last (OTLP/HTTP below <c>/runs/RUN</c>), and passes it on with the run's own: it
/// waits on disk as that does, is redacted as that is, and goes to whatever collector there is, by whatever way that is reached. Metrics are taken and not
/// passed on: none is asked for, and an agent that is refused them says so on its terminal.
/// </summary>
public sealed class AgentTelemetryReceiver : IAsyncDisposable
{
    private const long LargestRequest = 64L << 20;

    private readonly ConcurrentDictionary<string, RedactingSink> runs = new(StringComparer.Ordinal);
    private readonly ITelemetrySink sink;
    private readonly WebApplication app;

    private AgentTelemetryReceiver(ITelemetrySink sink)
    {
        this.sink = sink;
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddRequestDecompression();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestRequest;
            kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http1);
        });
        app = builder.Build();
        app.UseRequestDecompression();
        app.MapPost(RunBindings.PathPrefix + "{run}/v1/{signal}", TakeAsync);
    }

    /// <summary>Where it listens, on a free port of loopback.</summary>
    public Uri Address => new(app.Urls.First());

    /// <summary>Starts to listen.</summary>
    /// <param name="sink">Takes what agents send, in the order in which it is answered.</param>
    /// <param name="cancellation">Gives up starting.</param>
    public static async Task<AgentTelemetryReceiver> StartAsync(ITelemetrySink sink, CancellationToken cancellation)
    {
        var receiver = new AgentTelemetryReceiver(sink);
        await receiver.app.StartAsync(cancellation);
        return receiver;
    }

    /// <summary>A run begins: what its agent sends is taken until the result is disposed. Nothing else is.</summary>
    /// <param name="run">The run.</param>
    /// <param name="redaction">What must not leave of it.</param>
    public IDisposable Open(string run, Redaction redaction)
    {
        runs[run] = new RedactingSink(sink, redaction);
        return new OpenRun(runs, run);
    }

    /// <summary>Stops listening; requests that are being read are taken.</summary>
    /// <param name="cancellation">Ends them at once.</param>
    public Task StopAsync(CancellationToken cancellation) => app.StopAsync(cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task<IResult> TakeAsync(HttpContext context, string run, string signal)
    {
        if (!runs.TryGetValue(run, out RedactingSink? open) || signal is not ("traces" or "logs" or "metrics"))
        {
            return Results.NotFound();
        }

        OtlpEncoding? encoding = context.Request.ContentType?.Split(';')[0].Trim() switch
        {
            "application/json" => OtlpEncoding.Json,
            "application/x-protobuf" => OtlpEncoding.Protobuf,
            _ => null,
        };
        if (encoding is null)
        {
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        }

        try
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            if (signal != "metrics")
            {
                open.Send(new OtlpRequest("v1/" + signal, body.ToArray(), encoding.Value) { Run = run });
            }
        }
        catch (InvalidDataException)
        {
            return Results.BadRequest();
        }

        return encoding == OtlpEncoding.Json ? Results.Text("{}", "application/json") : Results.Bytes([], "application/x-protobuf");
    }

    private sealed class OpenRun(ConcurrentDictionary<string, RedactingSink> runs, string run) : IDisposable
    {
        public void Dispose() => runs.TryRemove(run, out _);
    }
}
