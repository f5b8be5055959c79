using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Tracing.Adapters.Proxy.Content;
using Tracing.Adapters.Proxy.Hashing;
using Tracing.Adapters.Proxy.Protocols;
using Tracing.Adapters.Proxy.Recording;
using Tracing.Vocabulary;
using Yarp.ReverseProxy.Forwarder;

namespace Tracing.Adapters.Proxy.Forwarding;

/// <summary>
/// The way of a request: who may ask, whose it is, what it asks; then there and back; then what was seen is told. A request that asks no model is
/// forwarded as it came, and not recorded.
/// </summary>
/// <param name="options">The options.</param>
/// <param name="upstream">Sends to the upstream.</param>
/// <param name="sink">Takes the calls.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Told what goes wrong, without addresses, headers or bodies.</param>
internal sealed class CallForwarder(ProxyOptions options, Upstream upstream, IModelCallSink sink, TimeProvider time, ILogger logger)
{
    private readonly ProxyGate gate = new(options);
    private readonly AttemptCounter attempts = new();

    /// <summary>The tools that are in use.</summary>
    public ToolCallRecorder Tools { get; } = new(sink, time);

    /// <summary>The requests in flight.</summary>
    public OpenCalls Open { get; } = new();

    /// <summary>Whether the proxy is being stopped.</summary>
    public bool IsStopping { get; set; }

    /// <summary>Handles one request.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        Open.Enter();
        try
        {
            await RouteAsync(context);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException && context.RequestAborted.IsCancellationRequested)
        {
            // The agent went away before its request was whole: nothing was asked.
            context.Abort();
        }
        finally
        {
            Open.Leave();
        }
    }

    private async Task RouteAsync(HttpContext context)
    {
        RequestRoute route = RequestRoute.Take(context.Request);
        if (gate.Refuses(context, route.Token) is { } refusal)
        {
            await AnswerAsync(context, refusal.Status, refusal.Reason);
            return;
        }

        if (route.Run is not null && !RunBindings.IsRunId(route.Run))
        {
            await AnswerAsync(context, StatusCodes.Status400BadRequest, "The run of x-bench-run or of the path must have 1 to 128 characters of A-Z, a-z, 0-9, '.', '_', ':' and '-'.");
            return;
        }

        if (ModelProtocols.Of(context.Request.Method, route.Path) is { } protocol)
        {
            await RecordAsync(context, route, protocol);
            return;
        }

        ForwarderError error = await upstream.SendAsync(context, new CallTransformer(upstream.AddressOf(route.Target), recording: null));
        await ToldAsync(context, error);
    }

    private async Task RecordAsync(HttpContext context, RequestRoute route, IModelProtocol protocol)
    {
        ReadOnlyMemory<byte>? body = null;

        // The hash is made when all has passed, where the call has not failed before: it delays nothing then.
        var hash = new Lazy<RequestHash?>(() => body is { } bytes ? RequestHash.Of(bytes) : null);
        var recording = new CallRecording(protocol, route.Path, time)
        {
            MaxReadBytes = options.MaxReadBytes,
            Run = route.Run,
            Number = hasFailed => hash.Value is { } known ? attempts.Number(route.Run ?? "", known.Key, hasFailed) : 1,
            Parent = ActivityContext.TryParse(context.Request.Headers.TraceParent, null, out ActivityContext parent) ? parent : null,
        };
        CallContent? content = options.Content ? new CallContent(options.MaxContentBytes, ContentRedaction.Of(context.Request, options.Tokens)) : null;
        recording.Facts.MaxText = recording.Facts.Tools.MaxArguments = content?.Gathered ?? 0;
        recording.Facts.Tools.Asked = tool => Tools.Ask(recording.Answer, tool.Arguments is { } arguments && content is not null ? tool with { Arguments = content.Tool(arguments) } : tool);
        body = await RequestContent.ReadAsync(context.Request, (int)Math.Min(int.MaxValue, options.MaxRequestBytes), context.RequestAborted);
        ToolResults? results = body is { } json ? Prepare(context.Request, json, protocol, recording) : null;
        Settle();
        var answer = new ObservedBody(context.Response.Body, recording);
        context.Response.Body = answer;
        ForwarderError error = await upstream.SendAsync(context, new CallTransformer(upstream.AddressOf(route.Target), recording));
        error = error == ForwarderError.None ? await EndAsync(answer, context.RequestAborted) : error;
        RecordedCall call = recording.Finish(FaultOf(error, context), hash.Value?.Canonical);
        if (call.ErrorType is not null)
        {
            Tools.Fail(recording.Answer);
        }

        sink.Add(content is null ? call : call with { Input = body is { } sent ? content.Request(sent) : null, Output = content.Answer(recording.Facts) });
        Settle();
        await ToldAsync(context, error);

        void Settle()
        {
            if (body is { } told && results is { All.Count: > 0 })
            {
                Tools.Settle(recording.Answer, results, protocol, told, content is null ? null : content.Tool);
            }
        }
    }

    private ToolResults? Prepare(HttpRequest request, ReadOnlyMemory<byte> body, IModelProtocol protocol, CallRecording recording)
    {
        RequestFacts facts = RequestFacts.Read(body.Span, protocol);
        recording.Facts.RequestModel ??= facts.Model;
        if (options.AskUsage && protocol.TellsUsageWhenAsked && facts.Streams && facts.Usage.Ask() is { } put)
        {
            recording.TakesOutUsage = true;
            RequestContent.Splice(request, body, put);
        }

        recording.Answer.Conversation = facts.Results?.Conversation ?? default;
        return facts.Results;
    }

    private static async Task<ForwarderError> EndAsync(ObservedBody answer, CancellationToken cancellation)
    {
        try
        {
            await answer.EndAsync(cancellation);
            return ForwarderError.None;
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            return ForwarderError.ResponseBodyClient;
        }
    }

    private string? FaultOf(ForwarderError error, HttpContext context) => error switch
    {
        ForwarderError.None => null,
        _ when IsStopping => CallFaults.ProxyStopped,
        ForwarderError.ResponseBodyDestination or ForwarderError.RequestBodyDestination or ForwarderError.ResponseHeaders => CallFaults.UpstreamGone,
        _ when context.RequestAborted.IsCancellationRequested => CallFaults.ClientGone,
        ForwarderError.ResponseBodyClient or ForwarderError.RequestBodyClient or ForwarderError.RequestCanceled => CallFaults.ClientGone,
        ForwarderError.RequestTimedOut or ForwarderError.ResponseBodyCanceled or ForwarderError.RequestBodyCanceled => CallFaults.UpstreamSilent,
        _ => CallFaults.UpstreamUnreachable,
    };

    // The agent is told in a body that its client can show; the answer's own status is what the forwarder chose (502, 504, 400).
    private async Task ToldAsync(HttpContext context, ForwarderError error)
    {
        if (error == ForwarderError.None || context.RequestAborted.IsCancellationRequested)
        {
            return;
        }

        Log.ForwardingFailed(logger, error.ToString(), Reason(context.GetForwarderErrorFeature()?.Exception));
        if (!context.Response.HasStarted)
        {
            await AnswerAsync(context, context.Response.StatusCode, $"tracing proxy: the upstream did not answer ({error}).");
        }
    }

    // Types alone: a message might hold an address, and an address a key.
    private static string Reason(Exception? fault) => fault switch
    {
        HttpRequestException http => http.HttpRequestError.ToString(),
        null => "",
        _ => fault.GetType().Name,
    };

    private static async Task AnswerAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        await context.Response.WriteAsJsonAsync(new Dictionary<string, object> { ["error"] = new Dictionary<string, string> { ["type"] = "proxy_error", ["message"] = message } }, context.RequestAborted);
    }
}
