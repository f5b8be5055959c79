using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Tracing.Browser.Tests.Stage;

/// <summary>A site of somebody else: another origin, with one page.</summary>
internal sealed class OtherSite : IAsyncDisposable
{
    private readonly WebApplication application;

    private OtherSite(WebApplication application) => this.application = application;

    /// <summary>Address of its page.</summary>
    public string Page => application.Urls.First();

    /// <summary>Starts it.</summary>
    /// <param name="html">What its page holds.</param>
    /// <param name="cancellation">Ends the start.</param>
    public static async Task<OtherSite> StartAsync(string html, CancellationToken cancellation)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication application = builder.Build();
        application.Run(context =>
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            return context.Response.WriteAsync(html, context.RequestAborted);
        });
        await application.StartAsync(cancellation);
        return new OtherSite(application);
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();
}
