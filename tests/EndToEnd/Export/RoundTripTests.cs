using Tracing.Processes;

namespace Tracing.EndToEnd.Tests.Export;

/// <summary>What is exported as OTLP/JSON is what came: imported into an empty database it is the same rows.</summary>
[Trait("weight", "heavy")]
public sealed class RoundTripTests : IDisposable
{
    private const string Run = "rich-1";

    private static readonly string[] Questions =
    [
        """
        SELECT Timestamp, TraceId, SpanId, ParentSpanId, TraceState, SpanName, SpanKind, ServiceName, ResourceAttributes, ScopeName, ScopeVersion, SpanAttributes, Duration,
          StatusCode, StatusMessage, Events.Timestamp, Events.Name, Events.Attributes, Links.TraceId, Links.SpanId, Links.TraceState, Links.Attributes, RunId,
          ResourceAttributeTypes, SpanAttributeTypes, EventAttributeTypes, LinkAttributeTypes, Flags
        FROM tracing.otel_traces ORDER BY TraceId, SpanId
        """,
        """
        SELECT Timestamp, ObservedTimestamp, TraceId, SpanId, TraceFlags, SeverityText, SeverityNumber, ServiceName, Body, BodyType, ResourceAttributes, ScopeName, ScopeVersion,
          ScopeAttributes, LogAttributes, EventName, RunId, ResourceAttributeTypes, ScopeAttributeTypes, LogAttributeTypes
        FROM tracing.otel_logs ORDER BY Timestamp, Body, EventName, LogAttributes
        """,
        "SELECT RunId, Kind, Format, Made, Encoding, Sha256, Sequence, Timestamp, Last, Truncated, hex(Body) FROM tracing.artifact_chunks ORDER BY RunId, Kind, Made, Sequence",
    ];

    private const string Published = "/cell/openhands/meta/llama-4-maverick-17b-128e-instruct/polyglot/go-http-handler-fix";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Spans_log_records_and_artifacts_come_back_as_they_were()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        string demo = Path.Join(RepositoryPaths.Root, "src/Tracing/Demo");
        string[] rows;
        await using (TracingProcess first = await TracingProcess.UpAsync(folder["first"], [], cancellation))
        {
            await ImportAsync(first, [RichRun.Write(folder), Path.Join(demo, "seed-run.traces.json"), Path.Join(demo, "seed-run.logs.json")], cancellation);
            // Spans and log records have ways of their own into the store: rows are those of both only when the pages tell what came by each.
            await UntilReadAsync(first, RichRun.Path, "Artifacts (1)", cancellation);
            await UntilReadAsync(first, "/sweep/expansion-20260616", "openhands", cancellation);
            await UntilReadAsync(first, Published, "0.557", cancellation);
            rows = await RowsAsync(first, RichRun.Records + 5, cancellation);
            Assert.Equal(0, await first.Child.TerminateAsync(cancellation));
        }

        string[] files = [.. await ExportAsync("rich", cancellation), .. await ExportAsync("expansion-20260616", cancellation)];
        Assert.Equal(2, files.Length);

        await using TracingProcess second = await TracingProcess.UpAsync(folder["second"], [], cancellation);
        await ImportAsync(second, files, cancellation);
        await UntilReadAsync(second, RichRun.Path, "Artifacts (1)", cancellation);
        await UntilReadAsync(second, Published, "0.557", cancellation);
        string[] again = await RowsAsync(second, RichRun.Records + 5, cancellation);

        Assert.Equal(rows, again);
        Assert.Contains(Run, rows[2], StringComparison.Ordinal);
    }

    private async Task<string[]> ExportAsync(string sweep, CancellationToken cancellation)
    {
        string to = folder["export-" + sweep];
        await using ChildProcess export = TracingProcess.Run(["export", "--sweep", sweep, "--to", to, "--format", "otlp", "--data", folder["first"]]);
        Assert.True(await export.WaitForExitAsync(cancellation) == 0, export.Transcript);
        return Directory.GetFiles(to, "trace.otlp.jsonl", SearchOption.AllDirectories);
    }

    private static async Task ImportAsync(TracingProcess tracing, IEnumerable<string> files, CancellationToken cancellation)
    {
        await using ChildProcess import = TracingProcess.Run(["import", .. files, "--endpoint", tracing.Http.ToString()]);
        Assert.True(await import.WaitForExitAsync(cancellation) == 0, import.Transcript);
        Assert.DoesNotContain("rejected:", import.Transcript, StringComparison.Ordinal);
    }

    // Acknowledged is on disk, and in the tables a moment later.
    private static async Task<string[]> RowsAsync(TracingProcess tracing, int spans, CancellationToken cancellation)
    {
        using var guard = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        guard.CancelAfter(TimeSpan.FromMinutes(2));
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        string[] rows;
        do
        {
            await pace.WaitForNextTickAsync(guard.Token);
            rows = await Task.WhenAll(Questions.Select(question => AskAsync(tracing, question, guard.Token)));
        }
        while (rows[0].Count(c => c == '\n') < spans || rows.Any(text => text.Length == 0));

        return rows;
    }

    private static async Task<string> AskAsync(TracingProcess tracing, string sql, CancellationToken cancellation)
    {
        using var client = new HttpClient { BaseAddress = tracing.Engine };
        using HttpResponseMessage answer = await client.GetAsync(new Uri("/?final=1&query=" + Uri.EscapeDataString(sql), UriKind.Relative), cancellation);
        string text = await answer.Content.ReadAsStringAsync(cancellation);
        Assert.True(answer.IsSuccessStatusCode, text);
        return text;
    }

    private static async Task UntilReadAsync(TracingProcess tracing, string path, string text, CancellationToken cancellation)
    {
        using var client = new HttpClient { BaseAddress = tracing.Query };
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        using var guard = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        guard.CancelAfter(TimeSpan.FromMinutes(2));
        string seen;
        do
        {
            await pace.WaitForNextTickAsync(guard.Token);
            using HttpResponseMessage answer = await client.GetAsync(new Uri(path, UriKind.Relative), guard.Token);
            seen = await answer.Content.ReadAsStringAsync(guard.Token);
        }
        while (!seen.Contains(text, StringComparison.Ordinal));
    }
}
