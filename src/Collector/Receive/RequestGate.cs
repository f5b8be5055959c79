using Microsoft.AspNetCore.Http;

namespace Tracing.Collector.Receive;

/// <summary>Who may ask at all. Stands before every path, method and content type, on both transports.</summary>
internal sealed class RequestGate(BearerTokens tokens, LocalHosts hosts)
{
    /// <summary>Accepted, unauthenticated or foreign host.</summary>
    public ExportOutcome Check(HttpContext context)
    {
        if (!tokens.Allow(context.Request.Headers.Authorization))
        {
            return new ExportOutcome(OutcomeKind.Unauthenticated);
        }

        return hosts.Allow(context.Connection, context.Request.Host) ? ExportOutcome.Ok : new ExportOutcome(OutcomeKind.ForeignHost);
    }
}
