using GraphQL;
using GraphQL.Transport;
using Microsoft.AspNetCore.Http;
using Tracing.Query.Live;

namespace Tracing.Query.Transport;

/// <summary>
/// Answers one operation as server-sent events: the protocol of graphql-sse, distinct connections mode. Every answer is a
/// <c>next</c>, then comes <c>complete</c>; comments keep a silent connection open. Events are written by one writer alone.
/// </summary>
public sealed class EventStream
{
    private static readonly byte[] Comment = ":\n\n"u8.ToArray();
    private static readonly byte[] Next = "event: next\ndata: "u8.ToArray();
    private static readonly byte[] End = "\n\n"u8.ToArray();
    private static readonly byte[] Complete = "event: complete\ndata: \n\n"u8.ToArray();

    private readonly RequestExecution _execution;
    private readonly IGraphQLSerializer _serializer;
    private readonly LiveOptions _options;

    /// <summary>Makes the writer.</summary>
    /// <param name="execution">Executes.</param>
    /// <param name="serializer">Writes answers; none holds a line break.</param>
    /// <param name="options">The limits.</param>
    public EventStream(RequestExecution execution, IGraphQLTextSerializer serializer, LiveOptions options)
    {
        _execution = execution;
        _serializer = serializer;
        _options = options;
    }

    /// <summary>Answers until the operation ends or the client is gone.</summary>
    /// <param name="context">The HTTP request.</param>
    /// <param name="request">The operation.</param>
    public async Task AnswerAsync(HttpContext context, GraphQLRequest request)
    {
        CancellationToken gone = context.RequestAborted;
        HttpResponse response = context.Response;
        response.ContentType = MediaTypes.EventStream + "; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        await WriteAsync(response, Comment, gone);
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(gone);
        await using IAsyncEnumerator<StreamedResult> answers =
            ResultStream.RunAsync(_execution, request, context.RequestServices, ended.Token).GetAsyncEnumerator(ended.Token);
        while (await NextAsync(response, answers, ended))
        {
            await response.Body.WriteAsync(Next, gone);
            await _serializer.WriteAsync(response.Body, answers.Current.Result, gone);
            await WriteAsync(response, End, gone);
        }

        await WriteAsync(response, Complete, gone);
    }

    private async Task<bool> NextAsync(HttpResponse response, IAsyncEnumerator<StreamedResult> answers, CancellationTokenSource ended)
    {
        Task<bool> next = answers.MoveNextAsync().AsTask();
        try
        {
            while (!await IsThereAsync(next, ended.Token))
            {
                await WriteAsync(response, Comment, ended.Token);
            }

            return await next;
        }
        catch
        {
            // The stream can be disposed only when nothing is asked of it any longer.
            await ended.CancelAsync();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }

    private async Task<bool> IsThereAsync(Task next, CancellationToken cancellation)
    {
        try
        {
            await next.WaitAsync(_options.KeepAlive, cancellation);
            return true;
        }
        catch (TimeoutException) when (!next.IsCompleted)
        {
            return false;
        }
    }

    private static async Task WriteAsync(HttpResponse response, byte[] bytes, CancellationToken gone)
    {
        await response.Body.WriteAsync(bytes, gone);
        await response.Body.FlushAsync(gone);
    }
}
