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

        string page = await host.PageAsync(SeedPath);
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
                "tracing run --agent openhands --model meta/llama-4-maverick-17b-128e-instruct --task polyglot/go-http-handler-fix --sandbox docker --image codingagentbench/openhands:1.7.0@sha256:7fcaf222644a5cb0afffe018f038d270130b5af3b8af366cd960f2d596a4342c",
                "prompt_tokens, completion_tokens, total_tokens, model_calls, tokens_per_correct_task, pass_used_for_division",
            ],
            value => Assert.Contains(value, text, StringComparison.Ordinal));
        Assert.Equal(["<script src=\"/scripts/cell.js\" async=\"\">"], Scripts().Matches(page).Select(match => match.Value));
        Assert.DoesNotContain("style=", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("://", string.Concat(References().Matches(page).Select(match => match.Value)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_page_links_to_every_cell_and_the_link_leads_there()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine);
        await SeedRun.StoreAsync(host);

        string home = await host.PageAsync("/");
        string link = WebUtility.HtmlDecode(Link().Match(home).Groups[1].Value);

        Assert.Equal(SeedPath + "?sweep=expansion-20260616", link);
        Assert.Contains("0.557", await host.PageAsync(link), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_copied_from_a_page_leads_to_where_its_reader_came_from()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine);
        await SeedRun.StoreAsync(host);
        using HttpRequestMessage request = new(HttpMethod.Get, SeedPath);
        request.Headers.TryAddWithoutValidation("Host", "localhost");
        request.Headers.TryAddWithoutValidation("X-Forwarded-Proto", "https");

        using HttpResponseMessage response = await host.Http.SendAsync(request, QueryHost.Cancellation);
        string page = WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync(QueryHost.Cancellation));

        Assert.Contains($"](https://localhost{SeedPath}?sweep=expansion-20260616)", page, StringComparison.Ordinal);
        Assert.Contains($"(https://localhost{SeedPath.Replace("/cell/", "/badge/", StringComparison.Ordinal)}.svg?sweep=expansion-20260616)", page, StringComparison.Ordinal);
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
            Assert.Contains("<h1>Not found</h1>", await host.PageAsync(path, HttpStatusCode.NotFound), StringComparison.Ordinal);
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

        string home = await host.PageAsync("/");
        string page = await host.PageAsync(WebUtility.HtmlDecode(Link().Match(home).Groups[1].Value));

        Assert.Contains("&lt;svg onload=alert(1)&gt;", page, StringComparison.Ordinal);
        Assert.Contains("&lt;img src=x onerror=alert(1)&gt;", page, StringComparison.Ordinal);
        Assert.Contains("\\u{202E}", page, StringComparison.Ordinal);
        PageReading.HoldsNoForeignMarkup(home, "script");
        PageReading.HoldsNoForeignMarkup(page, "img", "script");
    }

    [Fact]
    public async Task Attack_60_a_page_shows_no_key_and_no_prompt_and_an_error_tells_nothing()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine);
        string[] secrets = ["sk-proj-abcdefgh12345678", "ghp_abcdefghijklmnop1234", "AKIAABCDEFGHIJKLMNOP", "Basic dXNlcjpwYXNzd29yZA==", "s3ssion-of-the-user", "the words of the prompt"];
        RunRow run = Support.Runs.Run("sweep/agent/model/category/task", "leaky") with { TraceId = "0af7651916cd43dd8448eb211c80319c", SpanCount = 1, StateReason = "the key is " + secrets[0] };
        await RawSpans.InsertAsync(host.Database, RawSpans.Span(run.TraceId, "b7ad6b7169203331", Support.Runs.Epoch, "export KEY=" + secrets[1], "agent", "leaky") with
        {
            Attributes =
            [
                new AttributeValue("http.request.header.authorization", secrets[3], AttributeType.String),
                new AttributeValue("http.request.header.cookie", secrets[4], AttributeType.String),
                new AttributeValue("gen_ai.tool.call.arguments", "aws " + secrets[2], AttributeType.String),
                new AttributeValue("gen_ai.input.messages", "[\"" + secrets[5] + "\"]", AttributeType.String),
                new AttributeValue("llm.output_messages.0.message.content", secrets[5], AttributeType.String),
            ],
        });
        await host.Store.Derived.WriteAsync(
            new DerivedRows
            {
                Runs = [run],
                ToolCalls = [new ToolCallRow { RunId = "leaky", Version = 1, Index = 0, TraceId = "", SpanId = "", StartedAt = 0, Name = "bash", Arguments = "curl -H 'Authorization: Bearer " + secrets[0] + "'", Source = "proxy" }],
                Artifacts = [new ArtifactRow { RunId = "leaky", Version = 1, Kind = "prompt", Format = "text", Made = "verbatim", Sha256 = new string('a', 64), Size = 1, Chunks = 1, Complete = true, Truncated = false, Encoding = "" }],
            },
            QueryHost.Cancellation);

        string page = await host.PageAsync("/cell/agent/model/category/task");
        string missing = await host.PageAsync("/cell/agent/model/category/" + secrets[0], HttpStatusCode.NotFound);

        Assert.Contains("export KEY=[redacted]", page, StringComparison.Ordinal);
        Assert.Contains("http.request.header.authorization", page, StringComparison.Ordinal);
        Assert.Contains("not shown: 27 characters (query.showContents)", page, StringComparison.Ordinal);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, page + missing, StringComparison.Ordinal));

        // What the page's script fetches is shown too.
        string details = await host.PageAsync("/span?run=leaky&span=b7ad6b7169203331");
        string timeline = await host.Http.GetStringAsync(new Uri("/replay.json?run=leaky", UriKind.Relative), QueryHost.Cancellation);
        Assert.Contains("aws [redacted]", details, StringComparison.Ordinal);
        Assert.Contains("export KEY=[redacted]", timeline, StringComparison.Ordinal);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, details + timeline, StringComparison.Ordinal));
        Assert.All(["/span?run=leaky&span=0000000000000001", "/span?run=leaky&span=x", "/span?span=b7ad6b7169203331"], other => Assert.Equal(HttpStatusCode.NotFound, Status(host, other)));
    }

    [Fact]
    public async Task Without_the_store_the_page_says_so_and_tells_nothing_of_it()
    {
        await using QueryHost host = await QueryHost.StartWithoutEngineAsync();

        string page = await host.PageAsync("/", HttpStatusCode.ServiceUnavailable);

        Assert.Contains("The store gave no answer", page, StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", page, StringComparison.Ordinal);
    }

    private static HttpStatusCode Status(QueryHost host, string path)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        using HttpResponseMessage answer = host.Http.Send(request, QueryHost.Cancellation);
        return answer.StatusCode;
    }

    [GeneratedRegex("<span class=\"value\">([^<]*)</span>")]
    private static partial Regex Tiles();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex("href=\"(/cell/[^\"]*)\"")]
    private static partial Regex Link();

    [GeneratedRegex("<script[^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Scripts();

    [GeneratedRegex("\\s(?:src|href|data-src)=\"[^\"]*\"", RegexOptions.IgnoreCase)]
    private static partial Regex References();
}
