using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Tracing.EmbeddedClickHouse.Http;

namespace Tracing.EmbeddedClickHouse.Face;

/// <summary>ClickHouse's HTTP interface on a socket, for tools outside this process.</summary>
public static class EngineFace
{
    /// <summary>
    /// Maps the whole interface, writes and files included, for whoever reaches the port. For tests; the product maps
    /// the guarded one.
    /// </summary>
    /// <param name="routes">Receives <c>/</c> and <c>/ping</c>.</param>
    /// <param name="engine">Answers.</param>
    /// <param name="admit">Called before each request; null answers it, anything else is the answer.</param>
    public static void MapWritableEngine(this IEndpointRouteBuilder routes, Engine engine, Func<HttpContext, Task<IResult?>>? admit = null)
    {
        routes.MapGet("/ping", () => Results.Text("Ok.\n"));
        routes.MapMethods("/", ["GET", "POST"], async context =>
        {
            if (admit is not null && await admit(context) is { } refusal)
            {
                await refusal.ExecuteAsync(context);
                return;
            }

            if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            {
                limit.MaxRequestBodySize = null;
            }

            var request = Read(context);
            await using var answer = await engine.Interface.ExecuteAsync(request, context.RequestAborted);
            await ResponseWriter.WriteAsync(context, answer, ResponseWriter.WantsGzip(context, request));
        });
    }

    /// <summary>
    /// Maps what only reads: one SELECT, DESCRIBE, SHOW TABLES or SHOW DATABASES over the tables of one database and a
    /// short list of system tables, with <c>final = 1</c> and bounds on time, rows and memory. Grafana's ClickHouse
    /// plugin (protocol http) and <c>curl</c> speak to it.
    /// </summary>
    /// <param name="routes">Receives <c>/</c> and <c>/ping</c>.</param>
    /// <param name="engine">Answers.</param>
    /// <param name="options">What is open.</param>
    /// <param name="cancel">Ends the opening of the face's connections.</param>
    /// <exception cref="EngineException">An option is unusable.</exception>
    public static async Task MapGuardedEngineAsync(this IEndpointRouteBuilder routes, Engine engine, EngineFaceOptions options, CancellationToken cancel = default)
    {
        var problems = new List<string>();
        options.Validate("engine", problems);
        if (problems.Count > 0)
        {
            throw new EngineException(string.Join(' ', problems), 0);
        }

        var face = new GuardedFace(await engine.OpenGuardedAsync(options, cancel), options);
        routes.MapGet("/ping", () => Results.Text("Ok.\n"));
        routes.MapMethods("/", ["GET", "POST"], face.HandleAsync);
    }

    /// <summary>The request as the interface takes it.</summary>
    internal static InterfaceRequest Read(HttpContext context)
    {
        var request = new InterfaceRequest
        {
            Method = context.Request.Method,
            Body = context.Request.Body,
            ContentEncoding = context.Request.Headers.ContentEncoding.LastOrDefault(),
            ContentType = context.Request.ContentType,
        };
        request.ReadQuery(context.Request.QueryString.Value ?? "");
        if (context.Request.Headers["X-ClickHouse-Database"].LastOrDefault() is { Length: > 0 } database)
        {
            request.Database = database;
        }

        return request;
    }
}
