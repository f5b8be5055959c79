using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Tracing.EngineHost;

/// <summary>
/// Makes the engine look ill to its clients: inserts are refused with a code, or held until released. Everything
/// else passes. <c>POST /control/refuse?code=242</c>, <c>/control/hold</c>, <c>/control/release</c>;
/// <c>GET /control/waiting</c> tells how many inserts are held.
/// </summary>
internal sealed class InsertGate
{
    private readonly Lock gate = new();
    private TaskCompletionSource? held;
    private int refusal;
    private int waiting;

    /// <summary>Maps the control addresses.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/control/refuse", (int code) => Set(code, false));
        routes.MapPost("/control/hold", () => Set(0, true));
        routes.MapPost("/control/release", () => Set(0, false));
        routes.MapGet("/control/waiting", () => Results.Text(Volatile.Read(ref waiting).ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>Refuses, holds or admits a request; null admits.</summary>
    public async Task<IResult?> AdmitAsync(HttpContext context)
    {
        if (!await InsertDetector.IsInsertAsync(context.Request))
        {
            return null;
        }

        Task? wait;
        lock (gate)
        {
            if (refusal != 0)
            {
                return Refusal(context, refusal);
            }

            wait = held?.Task;
        }

        if (wait is not null)
        {
            Interlocked.Increment(ref waiting);
            try
            {
                await wait.WaitAsync(context.RequestAborted);
            }
            finally
            {
                Interlocked.Decrement(ref waiting);
            }
        }

        return null;
    }

    private static IResult Refusal(HttpContext context, int code)
    {
        var text = code.ToString(CultureInfo.InvariantCulture);
        context.Response.Headers["X-ClickHouse-Exception-Code"] = text;
        return Results.Text($"Code: {text}. DB::Exception: Refused by the test host. (TEST)\n", statusCode: 500);
    }

    private IResult Set(int code, bool hold)
    {
        lock (gate)
        {
            refusal = code;
            var before = held;
            held = hold ? held ?? new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously) : null;
            if (!hold)
            {
                before?.SetResult();
            }
        }

        return Results.Text("Ok.\n");
    }
}
