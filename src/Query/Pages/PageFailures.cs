using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Tracing.Query.Execution;
using Tracing.Storage.Failures;

namespace Tracing.Query.Pages;

/// <summary>What a page answers when it cannot be made: a status, in words that are meant for readers.</summary>
public sealed class PageFailures
{
    private const string RetryAfterSeconds = "5";

    private readonly RequestLimits _limits;
    private readonly ILogger<PageFailures> _logger;

    /// <summary>Makes the guard.</summary>
    /// <param name="limits">The limits.</param>
    /// <param name="logger">Receives what readers must not see.</param>
    public PageFailures(RequestLimits limits, ILogger<PageFailures> logger)
    {
        _limits = limits;
        _logger = logger;
    }

    /// <summary>Answers within the time limit, or tells why not.</summary>
    /// <param name="context">The request.</param>
    /// <param name="answer">Answers it.</param>
    /// <param name="tell">Answers with 404 (not there), 503 (not now) or 500 (a fault of ours).</param>
    public async Task GuardAsync(HttpContext context, Func<CancellationToken, Task> answer, Func<int, Task> tell)
    {
        using CancellationTokenSource time = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        time.CancelAfter(_limits.Timeout);
        try
        {
            await answer(time.Token);
        }
        catch (QueryError error) when (error.Code is ErrorCodes.NotFound or ErrorCodes.BadFilter)
        {
            await tell(StatusCodes.Status404NotFound);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The reader is gone: nobody is left to answer.
            if (!context.Response.HasStarted)
            {
                context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            }
        }
        catch (Exception e) when (e is QueryError or OperationCanceledException)
        {
            if (!context.Response.HasStarted)
            {
                context.Response.Headers.RetryAfter = RetryAfterSeconds;
            }

            await tell(StatusCodes.Status503ServiceUnavailable);
        }
        catch (ReadFailure failure)
        {
            Log.PageFailed(_logger, failure);
            await tell(StatusCodes.Status500InternalServerError);
        }
    }
}
