using GraphQL;
using GraphQL.Execution;
using GraphQL.Transport;
using GraphQL.Types;
using GraphQL.Validation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Tracing.Query.Execution;

namespace Tracing.Query.Transport;

/// <summary>GraphQL over HTTP (draft of the GraphQL foundation): GET and POST, one request each.</summary>
public sealed class GraphQlEndpoint : IDisposable
{
    private readonly IDocumentExecuter _executer;
    private readonly ISchema _schema;
    private readonly IGraphQLTextSerializer _serializer;
    private readonly RequestLimits _limits;
    private readonly ILogger<GraphQlEndpoint> _logger;
    private readonly RequestReader _reader;
    private readonly SemaphoreSlim _places;

    /// <summary>Makes the endpoint.</summary>
    /// <param name="executer">Executes documents.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="serializer">Reads requests, writes results.</param>
    /// <param name="limits">The limits.</param>
    /// <param name="logger">Receives what clients must not see.</param>
    public GraphQlEndpoint(
        IDocumentExecuter executer, ISchema schema, IGraphQLTextSerializer serializer, RequestLimits limits, ILogger<GraphQlEndpoint> logger)
    {
        _executer = executer;
        _schema = schema;
        _serializer = serializer;
        _limits = limits;
        _logger = logger;
        _reader = new RequestReader(serializer, limits);
        _places = new SemaphoreSlim(limits.MaxConcurrent, limits.MaxConcurrent);
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

        if (!_places.Wait(0, CancellationToken.None))
        {
            context.Response.Headers.RetryAfter = "1";
            await RefuseAsync(context, media, new RefusedRequestException(StatusCodes.Status503ServiceUnavailable, "Too many requests are in execution."));
            return;
        }

        try
        {
            if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            {
                size.MaxRequestBodySize = _limits.MaxBodyBytes;
            }

            GraphQLRequest request = await _reader.ReadAsync(context.Request, context.RequestAborted);
            await AnswerAsync(context, media, await ExecuteAsync(context, request));
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
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
        finally
        {
            _places.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _places.Dispose();

    private async Task<ExecutionResult> ExecuteAsync(HttpContext context, GraphQLRequest request)
    {
        ExecutionResult result = await _executer.ExecuteAsync(new ExecutionOptions
        {
            Schema = _schema,
            Query = request.Query,
            OperationName = request.OperationName,
            Variables = request.Variables,
            Extensions = request.Extensions,
            RequestServices = context.RequestServices,
            CancellationToken = context.RequestAborted,
            Timeout = _limits.Timeout,
            ValidationRules = HttpMethods.IsGet(context.Request.Method) ? [.. DocumentValidator.CoreRules, GetIsForQueries.Rule] : null,
        });
        foreach (ExecutionError error in result.Errors ?? [])
        {
            if (MaskedErrors.Code(error) == ErrorCodes.Internal)
            {
                Log.RequestFailed(_logger, error);
            }
        }

        return result;
    }

    private async Task AnswerAsync(HttpContext context, string media, ExecutionResult result)
    {
        bool wrongMethod = result.Errors?.Any(error => error is NotAQueryError) == true;
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
        context.Response.ContentType = media + "; charset=utf-8";
        ExecutionError error = new RequestError(refused.Message) { Code = ErrorCodes.BadRequest };
        return _serializer.WriteAsync(context.Response.Body, new ExecutionResult { Errors = [error] }, context.RequestAborted);
    }
}
