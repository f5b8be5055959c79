using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Tracing.Vocabulary;

namespace Tracing.Adapters.Proxy.Forwarding;

/// <summary>
/// Where a request goes and whose it is. The path prefixes <c>/token/TOKEN</c> and <c>/runs/RUN</c>, in any order, are the proxy's; so are the headers
/// <c>x-bench-token</c> and <c>x-bench-run</c>, which win over them. What is left is the upstream's, byte for byte.
/// </summary>
/// <param name="Target">Path and query for the upstream, escaped as they came.</param>
/// <param name="Token">The token, or null.</param>
/// <param name="Run">The run, or null.</param>
internal readonly record struct RequestRoute(string Target, string? Token, string? Run)
{
    /// <summary>Header of the proxy's token.</summary>
    public const string TokenHeader = "x-bench-token";

    /// <summary>Path prefix of the proxy's token.</summary>
    public const string TokenPrefix = "/token/";

    /// <summary>The path without query.</summary>
    public string Path => Target.Split('?', 2)[0];

    /// <summary>Reads a request, and removes the proxy's own headers from it.</summary>
    public static RequestRoute Take(HttpRequest request)
    {
        string target = request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
        if (!target.StartsWith('/'))
        {
            target = request.Path.ToUriComponent() + request.QueryString.ToUriComponent();
        }

        string? token = null;
        string? run = null;
        while ((token is null && TryTake(ref target, TokenPrefix, out token)) || (run is null && TryTake(ref target, RunBindings.PathPrefix, out run)))
        {
        }

        token = TakeHeader(request, TokenHeader) ?? token;
        run = TakeHeader(request, RunBindings.Header) ?? run;
        return new RequestRoute(target, token, run);
    }

    private static bool TryTake(ref string target, string prefix, out string? value)
    {
        value = null;
        if (!target.StartsWith(prefix, StringComparison.Ordinal))
        {
            return false;
        }

        int end = target.AsSpan(prefix.Length).IndexOfAny('/', '?');
        value = end < 0 ? target[prefix.Length..] : target[prefix.Length..(prefix.Length + end)];
        target = end < 0 ? "/" : target[(prefix.Length + end)..];
        target = target.StartsWith('/') ? target : "/" + target;
        return true;
    }

    private static string? TakeHeader(HttpRequest request, string name) =>
        request.Headers.Remove(name, out Microsoft.Extensions.Primitives.StringValues values) ? values.ToString() : null;
}
