using Microsoft.AspNetCore.Http;
using Tracing.Query.Execution;

namespace Tracing.Query.Pages;

/// <summary>Sends a page, or in its place one that says in words what is wrong with what was asked.</summary>
public sealed class PageSender
{
    private readonly PageFailures _failures;

    /// <summary>Makes the sender.</summary>
    /// <param name="failures">Tells what went wrong.</param>
    public PageSender(PageFailures failures) => _failures = failures;

    /// <summary>Sends a page.</summary>
    /// <param name="context">The request.</param>
    /// <param name="write">Writes the HTML.</param>
    public Task SendAsync(HttpContext context, Func<CancellationToken, Task<string>> write) => _failures.GuardAsync(
        context,
        async cancellation =>
        {
            (int status, string html) = await AnswerAsync(write, cancellation);
            await PageEndpoint.WriteAsync(context, status, html);
        },
        status => PageEndpoint.WriteAsync(context, status, PageEndpoint.Problem(status)));

    private static async Task<(int Status, string Html)> AnswerAsync(Func<CancellationToken, Task<string>> write, CancellationToken cancellation)
    {
        try
        {
            return (StatusCodes.Status200OK, await write(cancellation));
        }
        catch (UnclearRequestException unclear)
        {
            return (StatusCodes.Status400BadRequest, PageFrame.Problem("This cannot be answered", unclear.Message));
        }
        catch (QueryError error) when (error.Code is ErrorCodes.NotFound)
        {
            return (StatusCodes.Status404NotFound, PageFrame.Problem("Not found", Missing(error)));
        }
        catch (QueryError error) when (error.Code is ErrorCodes.BadFilter or ErrorCodes.BadCursor or ErrorCodes.Limit)
        {
            return (StatusCodes.Status400BadRequest, PageFrame.Problem("This cannot be answered", error.Message));
        }
    }

    private static string Missing(QueryError error) => error.Extensions?.FirstOrDefault() is { Key: { } what, Value: string { Length: > 0 } id }
        ? $"No such {what} was recorded here: {id}"
        : error.Message;
}
