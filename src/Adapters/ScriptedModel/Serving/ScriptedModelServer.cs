using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tracing.Adapters.ScriptedModel.Scripts;

namespace Tracing.Adapters.ScriptedModel.Serving;

/// <summary>
/// A model server that plays a script and logs the truth: OpenAI's chat completions and responses, Anthropic's messages and Gemini,
/// streamed and whole, below any path prefix. Plain HTTP/1.1.
/// </summary>
public sealed class ScriptedModelServer : IAsyncDisposable
{
    private const long LargestRequest = 256L << 20;

    private readonly WebApplication application;

    private ScriptedModelServer(WebApplication application, ModelEndpoint endpoint, TruthLog log)
    {
        this.application = application;
        Held = endpoint.Held;
        Log = log;
        Address = new Uri(application.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>()
            .Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Done when a request is being held back, see <see cref="ScriptTurn.Hold"/>.</summary>
    public Task Held { get; }

    /// <summary>What was asked and answered so far.</summary>
    public TruthLog Log { get; }

    /// <summary>Starts a server.</summary>
    /// <param name="script">What to play to all who ask, as one conversation.</param>
    /// <param name="listen">HOST:PORT; port 0 takes a free one.</param>
    /// <param name="logPath">File for the log of truth, or null for memory alone.</param>
    /// <param name="time">The clock of log and delays.</param>
    /// <param name="cancellation">Ends the start.</param>
    public static Task<ScriptedModelServer> StartAsync(Script script, string listen, string? logPath, TimeProvider time, CancellationToken cancellation) =>
        StartAsync(new ScriptPlayer(script), listen, logPath, time, cancellation);

    /// <summary>Starts a server.</summary>
    /// <param name="player">Says what to play.</param>
    /// <param name="listen">HOST:PORT; port 0 takes a free one.</param>
    /// <param name="logPath">File for the log of truth, or null for memory alone.</param>
    /// <param name="time">The clock of log and delays.</param>
    /// <param name="cancellation">Ends the start.</param>
    public static async Task<ScriptedModelServer> StartAsync(IScriptPlayer player, string listen, string? logPath, TimeProvider time, CancellationToken cancellation)
    {
        var log = new TruthLog(logPath);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://{listen}");
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = LargestRequest;
            kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http1);
        });
        builder.Services.AddRequestDecompression();
        WebApplication application = builder.Build();
        application.UseRequestDecompression();
        var endpoint = new ModelEndpoint(player, log, time);
        application.Run(endpoint.HandleAsync);
        await application.StartAsync(cancellation);
        return new ScriptedModelServer(application, endpoint, log);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await application.DisposeAsync();
        Log.Dispose();
    }
}
