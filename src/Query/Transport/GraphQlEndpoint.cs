using GraphQL;
using GraphQL.Execution;
using GraphQL.Transport;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Tracing.Query.Execution;

namespace Tracing.Query.Transport;

/// <summary>GraphQL over HTTP (draft of the GraphQL foundation): GET and POST, one request each, answered at once or as an event stream.</summary>
public sealed class GraphQlEndpoint
{
    private readonly RequestExecution _execution;
    private readonly IGraphQLTextSerializer _serializer;
    private readonly EventStream _events;
    private readonly RequestLimits _limits;
    private readonly RequestReader _reader;

    /// <summary>Makes the endpoint.</summary>
    /// <param name="execution">Executes requests.</param>
    /// <param name="serializer">Reads requests, writes results.</param>
    /// <param name="events">Answers as an event stream.</param>
    /// <param name="limits">The limits.</param>
    public GraphQlEndpoint(RequestExecution execution, IGraphQLTextSerializer serializer, EventStream events, RequestLimits limits)
    {
        _execution = execution;
        _serializer = serializer;
        _events = events;
        _limits = limits;
        _reader = new RequestReader(serializer, limits);
    }

    /// <summary>Answers one request.</summary>
    /// <param name="context">A GET or POST request.</param>
    public async Task InvokeAsync(HttpContext context)
    {
        if (MediaTypes.Negotiate(context.Request) is not { } media)
        {
            context.Response.StatusCode = StatusCodes.Status406NotAcceptable;
            return;
        }

        try
        {
            if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            {
                size.MaxRequestBodySize = _limits.MaxBodyBytes;
            }

            await (media == MediaTypes.EventStream ? StreamAsync(context) : AnswerAsync(context, media));
        }
        catch (RefusedRequestException refused)
        {
            await RefuseAsync(context, media, refused);
        }
        catch (BadHttpRequestException bad)
        {
            await RefuseAsync(context, media, new RefusedRequestException(bad.StatusCode, "The body cannot be read.", bad));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client is gone: nobody is left to answer.
            if (!context.Response.HasStarted)
            {
                context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            }
        }
    }

    private async Task StreamAsync(HttpContext context) =>
        await _events.AnswerAsync(context, await _reader.ReadAsync(context.Request, context.RequestAborted));

    private async Task AnswerAsync(HttpContext context, string media)
    {
        if (!_execution.TryEnter())
        {
            context.Response.Headers.RetryAfter = "1";
            throw new RefusedRequestException(StatusCodes.Status503ServiceUnavailable, "Too many requests are in execution.");
        }

        try
        {
            GraphQLRequest request = await _reader.ReadAsync(context.Request, context.RequestAborted);
            await WriteAsync(context, media, await _execution.ExecuteAsync(request, context.RequestServices, QueriesOnly.Rule, context.RequestAborted));
        }
        finally
        {
            _execution.Leave();
        }
    }

    private async Task WriteAsync(HttpContext context, string media, ExecutionResult result)
    {
        bool isGet = HttpMethods.IsGet(context.Request.Method);
        bool wrongMethod = isGet && result.Errors?.Any(error => error is NotAQueryError) == true;
        if (wrongMethod)
        {
            context.Response.Headers.Allow = HttpMethods.Post;
        }

        context.Response.StatusCode = (wrongMethod, result.Executed, media) switch
        {
            (true, _, _) => StatusCodes.Status405MethodNotAllowed,
            (_, false, MediaTypes.GraphQl) => result.Errors?.Any(error => error is TimeoutError) == true
                ? StatusCodes.Status503ServiceUnavailable
                : StatusCodes.Status400BadRequest,
            _ => StatusCodes.Status200OK,
        };
        context.Response.ContentType = media + "; charset=utf-8";
        await _serializer.WriteAsync(context.Response.Body, result, context.RequestAborted);
    }

    private Task RefuseAsync(HttpContext context, string media, RefusedRequestException refused)
    {
        context.Response.StatusCode = refused.Status;
        context.Response.ContentType = (media == MediaTypes.EventStream ? MediaTypes.Json : media) + "; charset=utf-8";
        ExecutionError error = new RequestError(refused.Message) { Code = ErrorCodes.BadRequest };
        return _serializer.WriteAsync(context.Response.Body, new ExecutionResult { Errors = [error] }, context.RequestAborted);
    }
}
