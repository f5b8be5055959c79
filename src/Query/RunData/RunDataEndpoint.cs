using System.Globalization;
using Microsoft.AspNetCore.Http;
using Tracing.Query.Api.Inputs;
using Tracing.Query.Api.Types;
using Tracing.Query.Execution;
using Tracing.Query.Loading;
using Tracing.Query.Pages;
using Tracing.Query.Pages.Html;
using Tracing.Query.Pages.Sections;
using Tracing.Storage.Reads;
using Tracing.Storage.Rows;

namespace Tracing.Query.RunData;

/// <summary>Answers with what the scripts of a page fetch of a run: the spans of its timeline, what one of them says of itself, and its terminal's recording.</summary>
public sealed class RunDataEndpoint
{
    private readonly StoreAnswers _answers;
    private readonly PageFailures _failures;
    private readonly Timelines _timelines;
    private readonly ArtifactReader _artifacts;
    private readonly ServedSite _site;

    /// <summary>Makes the endpoint.</summary>
    /// <param name="answers">The store.</param>
    /// <param name="failures">Tells what went wrong.</param>
    /// <param name="timelines">The timelines.</param>
    /// <param name="site">Where they stand, and what they show.</param>
    public RunDataEndpoint(StoreAnswers answers, PageFailures failures, Timelines timelines, ServedSite site)
    {
        _site = site;
        _answers = answers;
        _failures = failures;
        _timelines = timelines;
        _artifacts = new ArtifactReader(answers);
    }

    /// <summary>Answers with a timeline.</summary>
    /// <param name="context">The request; <c>run</c> names the run, <c>version</c> the reading of it that the page shows.</param>
    public Task ReplayAsync(HttpContext context) => AnswerAsync(context, async (run, cancellation) =>
    {
        ulong? version = ulong.TryParse(context.Request.Query["version"], NumberStyles.None, CultureInfo.InvariantCulture, out ulong known) ? known : null;
        try
        {
            ReadOnlyMemory<byte> timeline = await _timelines.OfAsync(run, version, cancellation);
            if (timeline.IsEmpty)
            {
                throw QueryError.NotFound("run", run);
            }

            context.Response.ContentType = "application/json; charset=utf-8";
            context.Response.ContentLength = timeline.Length;
            await context.Response.BodyWriter.WriteAsync(timeline, cancellation);
        }
        finally
        {
            _timelines.TellSent(run, version);
        }
    });

    /// <summary>Answers with a recording, unpacked.</summary>
    /// <param name="context">
    /// The request; <c>run</c> names the run. With <c>from</c> what came while it was made is asked for, from that piece on, see <see cref="LiveAnswer"/>.
    /// </param>
    public Task RecordingAsync(HttpContext context) => AnswerAsync(context, async (run, cancellation) =>
    {
        IReadOnlyList<ArtifactRow> artifacts = await _answers.AskAsync(new ArtifactsOfRuns([run]), cancellation);
        if (context.Request.Query["from"] is [{ } from])
        {
            await LiveAnswer.WriteAsync(context.Response, _answers, LiveAnswer.Find(artifacts, from) ?? throw QueryError.NotFound("recording", run), cancellation);
            return;
        }

        ArtifactRow recording = RecordingType.Of(artifacts) ?? throw QueryError.NotFound("recording", run);
        context.Response.ContentType = LiveAnswer.ContentType;
        bool isWhole = await _artifacts.CopyAsync(recording, context.Response.Body, cancellation);
        if (!isWhole && recording.Complete)
        {
            // It ends before its time, and nothing that the reader knows of it says so. Where pieces have not arrived the page tells it, and plays what is there.
            context.Abort();
        }
    });

    /// <summary>Answers with what a span says of itself, as the page's table has it.</summary>
    /// <param name="context">The request; <c>run</c> and <c>span</c> name it.</param>
    public Task SpanAsync(HttpContext context) => AnswerAsync(context, async (run, cancellation) =>
    {
        string asked = context.Request.Query["span"].ToString();
        string id = FilterRules.SpanId(asked) ?? throw QueryError.NotFound("span", asked);
        SpanRow span = await _answers.AskAsync(new SpansPage(new SpanFilter { RunId = run, SpanId = id }, Limit: 1), cancellation) is [{ } found] ? found : throw QueryError.NotFound("span", id);
        using StringWriter output = new(CultureInfo.InvariantCulture);
        RecordTables.Details(new HtmlWriter(output, _site), span);
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(output.ToString(), cancellation);
    });

    private Task AnswerAsync(HttpContext context, Func<string, CancellationToken, Task> answer) => _failures.GuardAsync(
        context,
        async cancellation => await answer(context.Request.Query["run"] is [{ Length: > 0 } run] ? run : throw QueryError.NotFound("run", ""), cancellation),
        status =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });
}
