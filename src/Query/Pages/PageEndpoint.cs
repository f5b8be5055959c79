using System.Globalization;
using Microsoft.AspNetCore.Http;
using Tracing.Query.Execution;
using Tracing.Query.Loading;
using Tracing.Query.Pages.Sweeps;
using Tracing.Query.Statistics;
using Tracing.Storage.Reads;

namespace Tracing.Query.Pages;

/// <summary>Answers with the pages.</summary>
public sealed class PageEndpoint
{
    private const int NewestSweeps = 20;
    private const int NewestCells = 100;

    private readonly StoreAnswers _answers;
    private readonly CellPageReader _reader;
    private readonly SweepPageReader _sweeps;
    private readonly PageFailures _failures;

    /// <summary>Makes the endpoint.</summary>
    /// <param name="answers">The store.</param>
    /// <param name="reader">Reads cells.</param>
    /// <param name="sweeps">Reads sweeps.</param>
    /// <param name="failures">Tells what went wrong.</param>
    public PageEndpoint(StoreAnswers answers, CellPageReader reader, SweepPageReader sweeps, PageFailures failures)
    {
        _answers = answers;
        _reader = reader;
        _sweeps = sweeps;
        _failures = failures;
    }

    /// <summary>The first page.</summary>
    /// <param name="context">The request.</param>
    public Task HomeAsync(HttpContext context) => SendAsync(
        context,
        async cancellation => HomePage.Write(
            await _answers.AskAsync(new SweepsPage(Limit: NewestSweeps), cancellation),
            await _answers.AskAsync(new CellsPage(new CellFilter(), CellOrder.Newest, Limit: NewestCells), cancellation),
            SiteOf(context.Request)));

    /// <summary>A cell's card for frames of other pages.</summary>
    /// <param name="context">The request; <c>sweep</c> chooses among its sweeps.</param>
    /// <param name="path">What stands behind <c>/embed/</c>.</param>
    public Task EmbedAsync(HttpContext context, string? path)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.Remove("X-Frame-Options");
        headers.ContentSecurityPolicy = EmbedPage.ContentSecurity;
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        return SendAsync(context, async cancellation =>
        {
            CellAddress address = CellAddress.Of(path) ?? throw QueryError.NotFound("cell", path ?? "");
            (CellRow cell, IReadOnlyList<AxisEstimate> axes) = await _reader.SummaryAsync(address, Sweep(context.Request), cancellation);
            return EmbedPage.Write(cell, axes, ServedSite.Plain);
        });
    }

    /// <summary>A sweep's page.</summary>
    /// <param name="context">The request; <c>axis</c> and <c>by</c> choose what is shown.</param>
    /// <param name="sweep">The sweep.</param>
    public Task SweepAsync(HttpContext context, string sweep) => SendAsync(context, async cancellation =>
    {
        var view = SweepView.Of(context.Request);
        return SweepPage.Write(await _sweeps.ReadAsync(sweep, view, cancellation), view, ServedSite.Plain);
    });

    /// <summary>The page for what does not exist.</summary>
    /// <param name="context">The request.</param>
    public static Task NotFoundAsync(HttpContext context) =>
        WriteAsync(context, StatusCodes.Status404NotFound, PageFrame.Problem("Not found", "Nothing is served at this address."));

    /// <summary>The sweep that a request names, or null.</summary>
    /// <param name="request">The request.</param>
    internal static string? Sweep(HttpRequest request) => request.Query["sweep"] is [{ Length: > 0 } named] ? named : null;

    /// <summary>The service as a reader came to it, also by a proxy that ends TLS and says so: what is copied from a page has to lead there.</summary>
    /// <param name="request">The request.</param>
    /// <param name="showsContents">Whether the words of prompts and answers are shown.</param>
    internal static ServedSite SiteOf(HttpRequest request, bool showsContents = false) =>
        new($"{(request.Headers["X-Forwarded-Proto"] == "https" ? "https" : request.Scheme)}://{request.Host}") { ShowsContents = showsContents };

    /// <summary>The trial that a request names, or null.</summary>
    /// <param name="request">The request.</param>
    /// <exception cref="QueryError">It names something else.</exception>
    internal static uint? Trial(HttpRequest request) => request.Query["trial"] switch
    {
        [] => null,
        [{ } text] when uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out uint trial) => trial,
        _ => throw QueryError.NotFound("trial", ""),
    };

    private Task SendAsync(HttpContext context, Func<CancellationToken, Task<string>> write) => _failures.GuardAsync(
        context,
        async cancellation => await WriteAsync(context, StatusCodes.Status200OK, await write(cancellation)),
        status => WriteAsync(context, status, Problem(status)));

    /// <summary>The page that says what a status means.</summary>
    /// <param name="status">404, 503 or 500.</param>
    internal static string Problem(int status) => status switch
    {
        StatusCodes.Status404NotFound => PageFrame.Problem("Not found", "No such cell or sweep was recorded here, or none of this trial or axis."),
        StatusCodes.Status503ServiceUnavailable => PageFrame.Problem("Not now", "The store gave no answer in time. Try again."),
        _ => PageFrame.Problem("A fault of this service", "It is in its log."),
    };

    /// <summary>Sends a page as it is written.</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">The status.</param>
    /// <param name="html">The page.</param>
    internal static Task WriteAsync(HttpContext context, int status, string html)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(html, context.RequestAborted);
    }
}
