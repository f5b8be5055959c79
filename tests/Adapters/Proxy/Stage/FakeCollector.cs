using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Tracing.Vocabulary;

namespace Tracing.Adapters.Tests.Proxy.Stage;

/// <summary>An OTLP endpoint that keeps what it is sent and answers as a test says. Stands in for collectors that are away or refuse.</summary>
internal sealed class FakeCollector : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Lock gate = new();
    private readonly List<(string Path, string Body)> requests = [];
    private readonly List<string> headers = [];

    private FakeCollector(Func<int, int> statusOf)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            string body = await reader.ReadToEndAsync(context.RequestAborted);
            lock (gate)
            {
                requests.Add((context.Request.Path, body));
                headers.Add($"{context.Request.ContentType} {context.Request.Headers[RunBindings.Header]}");
                context.Response.StatusCode = statusOf(requests.Count);
            }
        });
    }

    public HttpClient Client { get; private set; } = null!;

    public IReadOnlyList<(string Path, string Body)> Requests
    {
        get
        {
            lock (gate)
            {
                return [.. requests];
            }
        }
    }

    /// <summary>Type of the body and run of each request.</summary>
    public IReadOnlyList<string> Headers
    {
        get
        {
            lock (gate)
            {
                return [.. headers];
            }
        }
    }

    /// <param name="statusOf">The status of the n-th answer, from 1.</param>
    public static async Task<FakeCollector> StartAsync(Func<int, int> statusOf)
    {
        var collector = new FakeCollector(statusOf);
        await collector.app.StartAsync(TestContext.Current.CancellationToken);
        collector.Client = new HttpClient { BaseAddress = new Uri(collector.app.Urls.First() + "/") };
        return collector;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
    }
}
