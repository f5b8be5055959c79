using Microsoft.AspNetCore.Http;

namespace Tracing.Query.Access;

/// <summary>Stands before every endpoint: security headers, Host and Origin, then the read token.</summary>
public sealed class AccessGate
{
    /// <summary>
    /// Scripts, styles and requests of the service's own alone, none of them written into a page: holds even if an escape should fail. The player of recordings
    /// is WebAssembly.
    /// </summary>
    public const string PageContentSecurity =
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; " +
        "form-action 'self'; frame-ancestors 'none'";

    private readonly RequestDelegate _next;
    private readonly HostNames _hosts;
    private readonly ReadTokens _tokens;

    /// <summary>Makes the gate.</summary>
    /// <param name="next">What follows.</param>
    /// <param name="hosts">The names that are answered.</param>
    /// <param name="tokens">The tokens that are asked for.</param>
    public AccessGate(RequestDelegate next, HostNames hosts, ReadTokens tokens)
    {
        _next = next;
        _hosts = hosts;
        _tokens = tokens;
    }

    /// <summary>Answers 403 or 401, or passes the request on.</summary>
    /// <param name="context">The request.</param>
    public Task InvokeAsync(HttpContext context)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers.ContentSecurityPolicy = PageContentSecurity;
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
        if (!_hosts.Admits(context.Request))
        {
            return Refuse(context, StatusCodes.Status403Forbidden, "This host or origin is not served here.");
        }

        if (_tokens.Admits(context.Request) || IsHealth(context.Request))
        {
            return _next(context);
        }

        headers.WWWAuthenticate = new Microsoft.Extensions.Primitives.StringValues(["Bearer realm=\"tracing\"", "Basic realm=\"tracing\", charset=\"UTF-8\""]);
        return Refuse(context, StatusCodes.Status401Unauthorized, "A read token is needed.");
    }

    private static bool IsHealth(HttpRequest request) => request.Path.Equals("/healthz", StringComparison.Ordinal);

    private static Task Refuse(HttpContext context, int status, string sentence)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(sentence, context.RequestAborted);
    }
}
