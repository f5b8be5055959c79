using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Tracing.EmbeddedClickHouse.Face;
using Tracing.EngineFixture;

namespace Tracing.EmbeddedClickHouse.Tests;

/// <summary>The guarded face of one test's database on a loopback port.</summary>
internal sealed class FaceHost : IAsyncDisposable
{
    private readonly WebApplication app;

    private FaceHost(WebApplication app)
    {
        this.app = app;
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public HttpClient Client { get; }

    public Uri Address => Client.BaseAddress!;

    public static async Task<FaceHost> StartAsync(Engine engine, EngineFaceOptions options, CancellationToken cancel)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        await app.MapGuardedEngineAsync(engine, options, cancel);
        await app.StartAsync(cancel);
        return new FaceHost(app);
    }

    public static async Task<FaceHost> StartAsync(Engine engine, TestDatabase database, CancellationToken cancel) =>
        await StartAsync(engine, new EngineFaceOptions { Database = database.Name, MaxConnections = 2 }, cancel);

    /// <summary>Posts a statement; gives the status and the body.</summary>
    public async Task<(int Status, string Body)> AskAsync(string sql, CancellationToken cancel, string query = "")
    {
        using var content = new StringContent(sql);
        using var response = await Client.PostAsync(new Uri("/" + query, UriKind.Relative), content, cancel);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(cancel));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
    }
}
