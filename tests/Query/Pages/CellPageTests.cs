using System.Net;
using System.Text.RegularExpressions;
using Tracing.Query.Tests.Support;
using Tracing.Storage.Rows;
using Tracing.Storage.Writes;

namespace Tracing.Query.Tests.Pages;

public sealed partial class CellPageTests(EngineFixture.EngineFixture engine)
{
    private const string SeedPath = "/cell/openhands/meta/llama-4-maverick-17b-128e-instruct/polyglot/go-http-handler-fix";

    [Fact]
    public async Task The_page_of_the_published_cell_shows_its_values_and_says_what_was_not_recorded()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine);
        await SeedRun.StoreAsync(host);

        string page = await GetAsync(host, SeedPath, HttpStatusCode.OK);
        string text = WebUtility.HtmlDecode(Tags().Replace(page, "|"));

        Assert.Equal(
            ["0.000", "not recorded", "15.6 s", "0.000", "not applicable", "1.000", "0.557"],
            Tiles().Matches(page).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value)));
        Assert.All(
            [
                "openhands × meta/llama-4-maverick-17b-128e-instruct", SeedRun.Cell, "codingagentbench/openhands:1.7.0",
                "sha256:7fcaf222644a5cb0afffe018f038d270130b5af3b8af366cd960f2d596a4342c", "2026-06-17T07:00:43.396996Z",
                "2026-06-17T07:00:58.970746Z", "15.57 s", "Trace spans (5)", "Model calls (0)", "openhands:run", "adapter_run", "task_setup",
                "root+docker.sock; see module docstring", "\"composite\":0.5565496484176503", "FAIL: TestGreet_MissingNameReturns400",
                "prompt_tokens, completion_tokens, total_tokens, model_calls, tokens_per_correct_task, pass_used_for_division",
            ],
            value => Assert.Contains(value, text, StringComparison.Ordinal));
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("style=", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_first_page_links_to_every_cell_and_the_link_leads_there()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine);
        await SeedRun.StoreAsync(host);

        string home = await GetAsync(host, "/", HttpStatusCode.OK);
        string link = WebUtility.HtmlDecode(Link().Match(home).Groups[1].Value);

        Assert.Equal(SeedPath + "?sweep=expansion-20260616", link);
        Assert.Contains("0.557", await GetAsync(host, link, HttpStatusCode.OK), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_never_recorded_is_a_page_that_says_so()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine);
        await SeedRun.StoreAsync(host);
        string[] paths =
        [
            "/cell/openhands/meta/llama-4-maverick-17b-128e-instruct/polyglot/other", "/cell/openhands", "/cell/", SeedPath + "?sweep=another",
            SeedPath + "?trial=2", SeedPath + "?trial=-1", SeedPath + "?sweep=%00", "/nowhere", "/cell/a/b/c/%27%3B%20DROP%20TABLE%20runs",
        ];

        foreach (string path in paths)
        {
            Assert.Contains("<h1>Not found</h1>", await GetAsync(host, path, HttpStatusCode.NotFound), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Attack_54_markup_in_any_field_is_shown_as_text()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine);
        const string Evil = "<script>alert(1)</script>\"><svg onload=alert(1)>{{7*7}}\u202E\0";
        string cell = $"{Evil.Replace("/", "", StringComparison.Ordinal).TrimEnd('\0')}/agent<b>/mo<i>del/cat\"egory/ta'sk";
        RunRow run = Support.Runs.Run(cell, "evil") with
        {
            AgentVersion = Evil, ModelBuildId = Evil, ContainerImage = Evil, ImageDigest = Evil, BehaviorMode = Evil, PluginStack = [Evil],
            StateReason = Evil, TraceId = "0af7651916cd43dd8448eb211c80319c", SpanCount = 1,
        };
        await RawSpans.InsertAsync(host.Database, RawSpans.Span(run.TraceId, "b7ad6b7169203331", Support.Runs.Epoch, Evil, Evil, "evil") with
        {
            StatusCode = "Error", StatusMessage = Evil, Attributes = [new AttributeValue(Evil, Evil, AttributeType.String)],
        });
        await host.Store.Derived.WriteAsync(
            new DerivedRows
            {
                Runs = [run],
                AxisScores = [Support.Runs.Score("evil", Evil, 1) with { Details = "{\"<img src=x onerror=alert(1)>\":1}", Scorer = Evil }],
                ModelCalls = [new ModelCallRow { RunId = "evil", Version = 1, Index = 0, TraceId = "", SpanId = "", StartedAt = 0, Model = Evil, Status = Evil, Attempt = 1, Source = Evil, RequestHash = Evil, FinishReason = Evil }],
                ToolCalls = [new ToolCallRow { RunId = "evil", Version = 1, Index = 0, TraceId = "", SpanId = "", StartedAt = 0, Name = Evil, Arguments = Evil, Source = Evil }],
                Artifacts = [new ArtifactRow { RunId = "evil", Version = 1, Kind = Evil, Format = Evil, Made = Evil, Sha256 = Evil, Size = 1, Chunks = 1, Complete = true, Truncated = false, Encoding = "" }],
            },
            QueryHost.Cancellation);

        string home = await GetAsync(host, "/", HttpStatusCode.OK);
        string page = await GetAsync(host, WebUtility.HtmlDecode(Link().Match(home).Groups[1].Value), HttpStatusCode.OK);

        Assert.Contains("&lt;svg onload=alert(1)&gt;", page, StringComparison.Ordinal);
        Assert.Contains("&lt;img src=x onerror=alert(1)&gt;", page, StringComparison.Ordinal);
        Assert.Contains("\\u{202E}", page, StringComparison.Ordinal);
        foreach (string html in new[] { home, page })
        {
            string[] elements = [.. Elements().Matches(html).Select(match => match.Groups[1].Value)];
            Assert.All(["script", "svg", "img", "i"], name => Assert.DoesNotContain(name, elements));
            Assert.DoesNotContain('\u202E', html);
            Assert.DoesNotContain('\0', html);
        }
    }

    [Fact]
    public async Task Without_the_store_the_page_says_so_and_tells_nothing_of_it()
    {
        await using QueryHost host = await QueryHost.StartWithoutEngineAsync();

        string page = await GetAsync(host, "/", HttpStatusCode.ServiceUnavailable);

        Assert.Contains("The store gave no answer", page, StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", page, StringComparison.Ordinal);
    }

    private static async Task<string> GetAsync(QueryHost host, string path, HttpStatusCode status)
    {
        using HttpResponseMessage response = await host.Http.GetAsync(new Uri(path, UriKind.Relative), QueryHost.Cancellation);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
        return await response.Content.ReadAsStringAsync(QueryHost.Cancellation);
    }

    [GeneratedRegex("<span class=\"value\">([^<]*)</span>")]
    private static partial Regex Tiles();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex("href=\"(/cell/[^\"]*)\"")]
    private static partial Regex Link();

    [GeneratedRegex("<([a-z0-9]+)")]
    private static partial Regex Elements();
}
