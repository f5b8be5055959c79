using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Tracing.Query.Execution;
using Tracing.Query.Loading;
using Tracing.Storage.Failures;
using Tracing.Storage.Reads;

namespace Tracing.Query.Pages;

/// <summary>Answers with the pages.</summary>
public sealed class PageEndpoint
{
    private const int NewestCells = 100;

    private readonly StoreAnswers _answers;
    private readonly CellPageReader _reader;
    private readonly RequestLimits _limits;
    private readonly ILogger<PageEndpoint> _logger;

    /// <summary>Makes the endpoint.</summary>
    /// <param name="answers">The store.</param>
    /// <param name="reader">Reads cells.</param>
    /// <param name="limits">The limits.</param>
    /// <param name="logger">Receives what readers must not see.</param>
    public PageEndpoint(StoreAnswers answers, CellPageReader reader, RequestLimits limits, ILogger<PageEndpoint> logger)
    {
        _answers = answers;
        _reader = reader;
        _limits = limits;
        _logger = logger;
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
        string? sweep = context.Request.Query["sweep"] is [{ Length: > 0 } named] ? named : null;
        CellAddress address = CellAddress.Of(path) ?? throw QueryError.NotFound("cell", path ?? "");
        return CellPage.Write(await _reader.ReadAsync(address, sweep, Trial(context.Request), cancellation));
    });

    /// <summary>The page for what does not exist.</summary>
    /// <param name="context">The request.</param>
    public static Task NotFoundAsync(HttpContext context) =>
        WriteAsync(context, StatusCodes.Status404NotFound, PageFrame.Problem("Not found", "Nothing is served at this address."));

    private static uint? Trial(HttpRequest request) => request.Query["trial"] switch
    {
        [] => null,
        [{ } text] when uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out uint trial) => trial,
        _ => throw QueryError.NotFound("trial", ""),
    };

    private async Task SendAsync(HttpContext context, Func<CancellationToken, Task<string>> write)
    {
        using CancellationTokenSource time = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        time.CancelAfter(_limits.Timeout);
        try
        {
            await WriteAsync(context, StatusCodes.Status200OK, await write(time.Token));
        }
        catch (QueryError error) when (error.Code is ErrorCodes.NotFound or ErrorCodes.BadFilter)
        {
            await WriteAsync(context, StatusCodes.Status404NotFound, PageFrame.Problem("Not found", "No such cell was recorded here, or none of this sweep or trial."));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The reader is gone: nobody is left to answer.
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
        catch (Exception e) when (e is QueryError or OperationCanceledException)
        {
            context.Response.Headers.RetryAfter = "5";
            await WriteAsync(context, StatusCodes.Status503ServiceUnavailable, PageFrame.Problem("Not now", "The store gave no answer in time. Try again."));
        }
        catch (ReadFailure failure)
        {
            Log.PageFailed(_logger, failure);
            await WriteAsync(context, StatusCodes.Status500InternalServerError, PageFrame.Problem("A fault of this service", "It is in its log."));
        }
    }

    private static Task WriteAsync(HttpContext context, int status, string html)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(html, context.RequestAborted);
    }
}
