using Microsoft.AspNetCore.Http;

namespace Tracing.Query.Assets;

/// <summary>Answers with the files of <see cref="EmbeddedAssets"/>: the pages' style and GraphiQL.</summary>
public sealed class AssetEndpoint
{
    /// <summary>GraphiQL's editor makes style elements and carries its fonts in its style sheet; scripts, workers and requests are the service's own alone.</summary>
    public const string GraphiQlContentSecurity =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src 'self' data:; " +
        "connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private readonly EmbeddedAssets _assets;

    /// <summary>Makes the endpoint.</summary>
    /// <param name="assets">The files.</param>
    public AssetEndpoint(EmbeddedAssets assets) => _assets = assets;

    /// <summary>Answers with a file of GraphiQL.</summary>
    /// <param name="context">The request.</param>
    /// <param name="path">Path below <c>/graphiql/</c>; empty for its page.</param>
    public Task GraphiQlAsync(HttpContext context, string? path)
    {
        context.Response.Headers.ContentSecurityPolicy = GraphiQlContentSecurity;
        return SendAsync(context, "graphiql/" + (string.IsNullOrEmpty(path) ? "index.html" : path));
    }

    /// <summary>Answers with a style sheet of the pages.</summary>
    /// <param name="context">The request.</param>
    /// <param name="name">Its file name.</param>
    public Task StyleAsync(HttpContext context, string name) => SendAsync(context, "styles/" + name);

    /// <summary>Answers with a script of the pages.</summary>
    /// <param name="context">The request.</param>
    /// <param name="name">Its file name.</param>
    public Task ScriptAsync(HttpContext context, string name) => SendAsync(context, "scripts/" + name);

    private async Task SendAsync(HttpContext context, string name)
    {
        HttpResponse response = context.Response;
        if (_assets.Find(name) is not { } asset)
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        response.Headers.ETag = asset.Tag;
        response.Headers.CacheControl = "private, max-age=0, must-revalidate";
        if (context.Request.Headers.IfNoneMatch == asset.Tag)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = asset.ContentType;
        response.ContentLength = asset.Bytes.Length;
        await response.Body.WriteAsync(asset.Bytes, context.RequestAborted);
    }
}
