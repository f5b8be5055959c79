using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Tracing.Collector.Receive;

/// <summary>The way of a request: health, then who may ask, then its transport, then the answer.</summary>
internal sealed class ReceiverApplication(RequestGate gate, GrpcTransport grpc, HttpTransport http, ReceiverHealth health, ILogger logger)
{
    private readonly RefusalLog _refusals = new(TimeProvider.System, logger);

    /// <summary>Handles a request; what is left to <paramref name="next"/> is gRPC health alone.</summary>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (ReceiverHealth.IsHttp(context.Request))
        {
            await health.AnswerAsync(context);
            return;
        }

        if (ReceiverHealth.IsGrpc(context.Request))
        {
            await next(context);
            return;
        }

        bool isGrpc = GrpcTransport.Speaks(context.Request);
        try
        {
            ExportOutcome outcome = await HandleAsync(context, isGrpc);
            if (outcome.Kind != OutcomeKind.Accepted)
            {
                _refusals.Note(outcome);
            }

            await (isGrpc ? GrpcTransport.AnswerAsync(context.Response, outcome) : HttpTransport.AnswerAsync(context.Response, outcome));
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The client went away: nobody is left to answer.
            context.Abort();
        }
    }

    private async ValueTask<ExportOutcome> HandleAsync(HttpContext context, bool isGrpc)
    {
        ExportOutcome allowed = gate.Check(context);
        if (allowed.Kind != OutcomeKind.Accepted)
        {
            return allowed;
        }

        try
        {
            return await (isGrpc ? grpc.HandleAsync(context.Request) : http.HandleAsync(context.Request));
        }
        catch (BadHttpRequestException e)
        {
            return new ExportOutcome(OfServer(e.StatusCode), Message: e.Message);
        }
        catch (Exception e) when (e is not (OperationCanceledException or IOException))
        {
            Log.RequestFaulted(logger, e);
            return new ExportOutcome(OutcomeKind.Fault);
        }
    }

    // What the server finds wrong with a body while it is read: too slow, or broken framing.
    private static OutcomeKind OfServer(int status) => status switch
    {
        StatusCodes.Status408RequestTimeout => OutcomeKind.TooSlow,
        StatusCodes.Status413PayloadTooLarge => OutcomeKind.TooLarge,
        _ => OutcomeKind.BadData,
    };
}
