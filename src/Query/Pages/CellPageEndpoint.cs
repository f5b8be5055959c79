using System.Globalization;
using Microsoft.AspNetCore.Http;
using Tracing.Query.Execution;
using Tracing.Query.Pages.Html;
using Tracing.Query.RunData;
using Tracing.Storage.Rows;

namespace Tracing.Query.Pages;

/// <summary>
/// Answers with a cell's page in two parts: down to the replay as soon as the cell is known, so that there is something to read and the replay's script begins,
/// and the run's records when they are read.
/// </summary>
public sealed class CellPageEndpoint
{
    private static readonly TimeSpan MostAwaited = TimeSpan.FromMilliseconds(250);

    private readonly CellPageReader _reader;
    private readonly Timelines _timelines;
    private readonly PageFailures _failures;
    private readonly TimeProvider _time;
    private readonly bool _showsContents;

    /// <summary>Makes the endpoint.</summary>
    /// <param name="reader">Reads cells.</param>
    /// <param name="timelines">The timelines of runs.</param>
    /// <param name="failures">Tells what went wrong.</param>
    /// <param name="time">The clock.</param>
    /// <param name="options">What pages show.</param>
    public CellPageEndpoint(CellPageReader reader, Timelines timelines, PageFailures failures, TimeProvider time, QueryOptions options)
    {
        _showsContents = options.ShowContents;
        _reader = reader;
        _timelines = timelines;
        _failures = failures;
        _time = time;
    }

    /// <summary>Answers.</summary>
    /// <param name="context">The request; <c>sweep</c> and <c>trial</c> choose among its runs.</param>
    /// <param name="path">What stands behind <c>/cell/</c>.</param>
    public async Task AnswerAsync(HttpContext context, string? path)
    {
        using StringWriter output = new(CultureInfo.InvariantCulture);
        PageSite site = PageEndpoint.SiteOf(context.Request, _showsContents);
        HtmlWriter? page = null;
        await _failures.GuardAsync(
            context,
            async cancellation =>
            {
                CellAddress address = CellAddress.Of(path) ?? throw QueryError.NotFound("cell", path ?? "");
                CellPageTop top = await _reader.TopAsync(address, PageEndpoint.Sweep(context.Request), PageEndpoint.Trial(context.Request), cancellation);
                context.Response.Headers.Link = Needed(top.Run);
                page = CellPage.Begin(output, top, site);
                Task replay = ReplayAsync(context.Request, top.Run, cancellation);
                await SendAsync(context, output);
                await replay;
                CellPage.Complete(page, await _reader.RestAsync(top, cancellation), site);
                await SendAsync(context, output);
            },
            status => page is null ? PageEndpoint.WriteAsync(context, status, PageEndpoint.Problem(status)) : BreakOffAsync(context, page, output, site));
    }

    // What the page asks for anyway is asked for before its HTML is read.
    private static string Needed(RunRow run) => "</styles/page.css>; rel=preload; as=style, </scripts/cell.js>; rel=preload; as=script"
        + (run.SpanCount > 0 ? $", <{RunDataPaths.Timeline(run)}>; rel=preload; as=fetch; crossorigin" : "");

    // Style, script and spans, of which a browser shows the first of the page, come before the records below it: read at the same time they would take each other's
    // processor. That the spans cannot be read the script tells. Who is no browser, or asks for no spans, waits for nothing or not long.
    private async Task ReplayAsync(HttpRequest request, RunRow run, CancellationToken cancellation)
    {
        if (run.SpanCount == 0 || request.Headers["Sec-Fetch-Dest"] != "document")
        {
            return;
        }

        Task sent = _timelines.SentAsync(run.RunId, run.Version);
        Task read = _timelines.OfAsync(run.RunId, run.Version, cancellation);
        await read.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await sent.WaitAsync(MostAwaited, _time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _timelines.TellSent(run.RunId, run.Version);
    }

    // The status is sent: what can still be said is that this is not all.
    private static Task BreakOffAsync(HttpContext context, HtmlWriter page, StringWriter output, PageSite site)
    {
        page.Element("p", "The rest of this page could not be read. Load it again.", ("class", "error"), ("role", "alert"));
        PageFrame.End(page, site);
        return SendAsync(context, output);
    }

    private static async Task SendAsync(HttpContext context, StringWriter output)
    {
        context.Response.ContentType ??= "text/html; charset=utf-8";
        await context.Response.WriteAsync(output.ToString(), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        output.GetStringBuilder().Clear();
    }
}
