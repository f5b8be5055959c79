using System.Globalization;
using Microsoft.AspNetCore.Http;
using Tracing.Query.Execution;
using Tracing.Query.Loading;
using Tracing.Storage.Reads;

namespace Tracing.Query.Pages;

/// <summary>Answers with the pages.</summary>
public sealed class PageEndpoint
{
    private const int NewestCells = 100;

    private readonly StoreAnswers _answers;
    private readonly CellPageReader _reader;
    private readonly PageFailures _failures;

    /// <summary>Makes the endpoint.</summary>
    /// <param name="answers">The store.</param>
    /// <param name="reader">Reads cells.</param>
    /// <param name="failures">Tells what went wrong.</param>
    public PageEndpoint(StoreAnswers answers, CellPageReader reader, PageFailures failures)
    {
        _answers = answers;
        _reader = reader;
        _failures = failures;
    }

    /// <summary>The first page.</summary>
    /// <param name="context">The request.</param>
    public Task HomeAsync(HttpContext context) => SendAsync(
        context,
        async cancellation => HomePage.Write(await _answers.AskAsync(new CellsPage(new CellFilter(), CellOrder.Newest, Limit: NewestCells), cancellation)));

    /// <summary>A cell's page.</summary>
    /// <param name="context">The request; <c>sweep</c> and <c>trial</c> choose among its runs.</param>
    /// <param name="path">What stands behind <c>/cell/</c>.</param>
    public Task CellAsync(HttpContext context, string? path) => SendAsync(context, async cancellation =>
    {
        CellAddress address = CellAddress.Of(path) ?? throw QueryError.NotFound("cell", path ?? "");
        return CellPage.Write(await _reader.ReadAsync(address, Sweep(context.Request), Trial(context.Request), cancellation));
    });

    /// <summary>The page for what does not exist.</summary>
    /// <param name="context">The request.</param>
    public static Task NotFoundAsync(HttpContext context) =>
        WriteAsync(context, StatusCodes.Status404NotFound, PageFrame.Problem("Not found", "Nothing is served at this address."));

    /// <summary>The sweep that a request names, or null.</summary>
    /// <param name="request">The request.</param>
    internal static string? Sweep(HttpRequest request) => request.Query["sweep"] is [{ Length: > 0 } named] ? named : null;

    private static uint? Trial(HttpRequest request) => request.Query["trial"] switch
    {
        [] => null,
        [{ } text] when uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out uint trial) => trial,
        _ => throw QueryError.NotFound("trial", ""),
    };

    private Task SendAsync(HttpContext context, Func<CancellationToken, Task<string>> write) => _failures.GuardAsync(
        context,
        async cancellation => await WriteAsync(context, StatusCodes.Status200OK, await write(cancellation)),
        status => WriteAsync(context, status, Problem(status)));

    private static string Problem(int status) => status switch
    {
        StatusCodes.Status404NotFound => PageFrame.Problem("Not found", "No such cell was recorded here, or none of this sweep or trial."),
        StatusCodes.Status503ServiceUnavailable => PageFrame.Problem("Not now", "The store gave no answer in time. Try again."),
        _ => PageFrame.Problem("A fault of this service", "It is in its log."),
    };

    private static Task WriteAsync(HttpContext context, int status, string html)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(html, context.RequestAborted);
    }
}
