using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Tracing.Query.Access;
using Tracing.Query.Execution;
using Tracing.Query.Pages;
using Tracing.Query.Statistics;
using Tracing.Storage.Reads;
using Tracing.Vocabulary;

namespace Tracing.Query.Badges;

/// <summary>
/// Answers with badges: <c>/badge/AGENT/MODEL/CATEGORY/TASK.svg?axis=&amp;style=&amp;sweep=</c>. They are made to stand on other
/// pages, so any page may show them; opened alone they can run nothing. What goes wrong is a badge too, with its status.
/// </summary>
public sealed class BadgeEndpoint
{
    /// <summary>Nothing is loaded and nothing runs, whatever a name holds.</summary>
    public const string ContentSecurity = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

    private const string Extension = ".svg";
    private const int LongestAxis = 100;
    private const int FreshSeconds = 60;

    private readonly CellPageReader _reader;
    private readonly PageFailures _failures;
    private readonly string _cacheControl;

    /// <summary>Makes the endpoint.</summary>
    /// <param name="reader">Reads cells.</param>
    /// <param name="failures">Tells what went wrong.</param>
    /// <param name="tokens">Where reading needs a token, no cache between may keep a badge.</param>
    public BadgeEndpoint(CellPageReader reader, PageFailures failures, ReadTokens tokens)
    {
        _reader = reader;
        _failures = failures;
        _cacheControl = FormattableString.Invariant($"{(tokens.Open ? "public" : "private")}, max-age={FreshSeconds}, must-revalidate");
    }

    /// <summary>Answers with a badge.</summary>
    /// <param name="context">The request.</param>
    /// <param name="path">What stands behind <c>/badge/</c>.</param>
    public Task BadgeAsync(HttpContext context, string? path) => _failures.GuardAsync(
        context,
        async cancellation =>
        {
            CellAddress address = (path?.EndsWith(Extension, StringComparison.Ordinal) == true ? CellAddress.Of(path[..^Extension.Length]) : null)
                ?? throw QueryError.NotFound("cell", path ?? "");
            if (Style(context.Request) is not { } style || Axis(context.Request) is not { } axis)
            {
                await WriteAsync(context, StatusCodes.Status400BadRequest, Problem(StatusCodes.Status400BadRequest));
                return;
            }

            (CellRow cell, IReadOnlyList<AxisEstimate> axes) = await _reader.SummaryAsync(address, PageEndpoint.Sweep(context.Request), cancellation);
            var badge = BadgeView.Of(cell, axis, axes);
            await SendAsync(context, BadgeSvg.Write(badge.Label, badge.Message, badge.Color, badge.Sentence, style));
        },
        status => WriteAsync(context, status, Problem(status)));

    private static string? Axis(HttpRequest request) => request.Query["axis"] switch
    {
        [] => AxisNames.Composite,
        [{ Length: > 0 and <= LongestAxis } axis] => AxisNames.Canonical(axis),
        _ => null,
    };

    private static BadgeStyle? Style(HttpRequest request) => request.Query["style"] switch
    {
        [] or ["flat"] => BadgeStyle.Flat,
        ["square"] => BadgeStyle.Square,
        _ => null,
    };

    private static string Problem(int status)
    {
        string message = status switch
        {
            StatusCodes.Status404NotFound => "unknown cell",
            StatusCodes.Status400BadRequest => "bad axis or style",
            _ => "not available",
        };
        return BadgeSvg.Write("Tracing", message, BadgeView.Grey, "Tracing: " + message, BadgeStyle.Flat);
    }

    private Task SendAsync(HttpContext context, string svg)
    {
        string tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(svg)))}\"";
        context.Response.Headers.ETag = tag;
        context.Response.Headers.CacheControl = _cacheControl;
        if (context.Request.Headers.IfNoneMatch == tag)
        {
            Allow(context);
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        return WriteAsync(context, StatusCodes.Status200OK, svg);
    }

    private static Task WriteAsync(HttpContext context, int status, string svg)
    {
        Allow(context);
        context.Response.StatusCode = status;
        context.Response.ContentType = "image/svg+xml; charset=utf-8";
        return context.Response.WriteAsync(svg, context.RequestAborted);
    }

    private static void Allow(HttpContext context)
    {
        context.Response.Headers.ContentSecurityPolicy = ContentSecurity;
        context.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
    }
}
