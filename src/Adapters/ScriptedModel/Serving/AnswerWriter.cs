using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Tracing.Adapters.ScriptedModel.Protocols;

namespace Tracing.Adapters.ScriptedModel.Serving;

/// <summary>Writes an answer to the connection: whole, as server-sent events, or as Gemini's JSON array.</summary>
internal sealed class AnswerWriter(HttpContext context, TimeProvider time)
{
    /// <summary>A body in one piece.</summary>
    public async Task WholeAsync(int status, JsonObject body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(body.ToJsonString(), context.RequestAborted);
    }

    /// <summary>Events, each flushed by itself.</summary>
    /// <param name="events">The events.</param>
    /// <param name="between">Pause between two of them.</param>
    public async Task EventsAsync(IEnumerable<ServerEvent> events, TimeSpan between)
    {
        context.Response.ContentType = "text/event-stream; charset=utf-8";
        context.Response.Headers.CacheControl = "no-cache";
        await PacedAsync(events, between, (one, _) => one.Name is null ? $"data: {one.Data}\n\n" : $"event: {one.Name}\ndata: {one.Data}\n\n");
    }

    /// <summary>The items of one JSON array: what Gemini streams to callers that do not ask for <c>alt=sse</c>.</summary>
    public async Task ArrayAsync(IEnumerable<ServerEvent> events, TimeSpan between)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        await PacedAsync(events, between, (one, index) => (index == 0 ? "[" : ",\r\n") + one.Data);
        await context.Response.WriteAsync("]", context.RequestAborted);
    }

    private async Task PacedAsync(IEnumerable<ServerEvent> events, TimeSpan between, Func<ServerEvent, int, string> form)
    {
        foreach ((int index, ServerEvent one) in events.Index())
        {
            if (index > 0 && between > TimeSpan.Zero)
            {
                await Task.Delay(between, time, context.RequestAborted);
            }

            await context.Response.WriteAsync(form(one, index), Encoding.UTF8, context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }
}
