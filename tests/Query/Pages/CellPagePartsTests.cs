using System.Net;
using Tracing.Query.Tests.Support;
using Tracing.Storage.Writes;

namespace Tracing.Query.Tests.Pages;

/// <summary>A cell's page comes in two parts, between which the spans of its replay are read.</summary>
public sealed class CellPagePartsTests(EngineFixture.EngineFixture engine)
{
    private const string Page = "/cell/agent/model/category/task";
    private const string Spans = "RecordingStart";

    [Fact]
    public async Task A_store_that_fails_between_the_parts_leaves_a_whole_document_that_says_so()
    {
        WatchedEngine? watched = null;
        await using QueryHost host = await StartAsync(inner => watched = new WatchedEngine(inner));
        watched!.IsAway = sql => sql.Contains("tool_calls", StringComparison.Ordinal);

        string page = await host.PageAsync(Page);

        Assert.Contains("id=\"replay\"", page, StringComparison.Ordinal);
        Assert.Contains("The rest of this page could not be read. Load it again.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Model calls", page, StringComparison.Ordinal);
        Assert.EndsWith("</main></body></html>", page.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Spans_that_cannot_be_read_cost_the_page_only_its_replay_and_are_there_when_the_store_is()
    {
        WatchedEngine? watched = null;
        await using QueryHost host = await StartAsync(inner => watched = new WatchedEngine(inner));
        watched!.IsAway = sql => sql.Contains(Spans, StringComparison.Ordinal);

        string page = await host.PageAsync(Page);
        using HttpResponseMessage away = await host.Http.GetAsync(Timeline(page), QueryHost.Cancellation);
        watched.IsAway = _ => false;
        string timeline = await host.Http.GetStringAsync(Timeline(page), QueryHost.Cancellation);

        Assert.Contains("Model calls", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, away.StatusCode);
        Assert.Contains("b7ad6b7169203331", timeline, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_spans_of_a_reading_are_read_once_and_those_of_the_next_one_again()
    {
        WatchedEngine? watched = null;
        await using QueryHost host = await StartAsync(inner => watched = new WatchedEngine(inner));

        string page = await host.PageAsync(Page);
        string[] same = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => host.Http.GetStringAsync(Timeline(page), QueryHost.Cancellation)));
        int first = watched!.Asked(Spans);
        await SpanAsync(host, "b7ad6b7169203332");
        await StoreAsync(host, version: 2, spans: 2);
        string later = await host.PageAsync(Page);
        string next = await host.Http.GetStringAsync(Timeline(later), QueryHost.Cancellation);

        Assert.Equal(1, first);
        Assert.Single(same.Distinct(StringComparer.Ordinal));
        Assert.Equal(2, watched.Asked(Spans));
        Assert.DoesNotContain("b7ad6b7169203332", same[0], StringComparison.Ordinal);
        Assert.Contains("b7ad6b7169203332", next, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("document", 1)]
    [InlineData("empty", 0)]
    [InlineData(null, 0)]
    public async Task For_a_browser_the_spans_are_read_before_the_records_and_for_nobody_else(string? destination, int reads)
    {
        WatchedEngine? watched = null;
        await using QueryHost host = await StartAsync(inner => watched = new WatchedEngine(inner));
        using HttpRequestMessage request = new(HttpMethod.Get, Page);
        request.Headers.TryAddWithoutValidation("Sec-Fetch-Dest", destination);
        int before = watched!.Statements.Count;

        using HttpResponseMessage answer = await host.Http.SendAsync(request, QueryHost.Cancellation);
        string page = await answer.Content.ReadAsStringAsync(QueryHost.Cancellation);

        Assert.Contains("Model calls", page, StringComparison.Ordinal);
        Assert.Contains("rel=preload; as=fetch", Assert.Single(answer.Headers.GetValues("Link")), StringComparison.Ordinal);
        Assert.Equal(reads, watched.Asked(Spans));
        Assert.Equal(reads, watched.Statements.Skip(before).TakeWhile(sql => !sql.Contains("tool_calls", StringComparison.Ordinal)).Count(sql => sql.Contains(Spans, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("/replay.json?run=none&version=1")]
    [InlineData("/replay.json?run=none")]
    [InlineData("/replay.json?version=1")]
    public async Task A_run_without_spans_has_no_timeline(string path)
    {
        await using QueryHost host = await StartAsync(null);

        using HttpResponseMessage answer = await host.Http.GetAsync(new Uri(path, UriKind.Relative), QueryHost.Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private async Task<QueryHost> StartAsync(Func<HttpMessageHandler, HttpMessageHandler>? between)
    {
        QueryHost host = await QueryHost.StartAsync(engine, between: between);
        await SpanAsync(host, "b7ad6b7169203331");
        await StoreAsync(host, version: 1, spans: 1);
        return host;
    }

    private static Task SpanAsync(QueryHost host, string span) =>
        RawSpans.InsertAsync(host.Database, RawSpans.Span("0af7651916cd43dd8448eb211c80319c", span, Support.Runs.Epoch, "work", "agent", "run"));

    private static Task StoreAsync(QueryHost host, ulong version, ulong spans) => host.Store.Derived.WriteAsync(
        new DerivedRows { Runs = [Support.Runs.Run("sweep/agent/model/category/task", "run") with { Version = version, TraceId = "0af7651916cd43dd8448eb211c80319c", SpanCount = spans }] },
        QueryHost.Cancellation);

    private static Uri Timeline(string page)
    {
        string replay = PageReading.Section(page, "replay");
        int start = replay.IndexOf("/replay.json", StringComparison.Ordinal);
        return new Uri(WebUtility.HtmlDecode(replay[start..replay.IndexOf('"', start)]), UriKind.Relative);
    }
}
