using System.Globalization;
using System.Net;
using System.Xml.Linq;
using Tracing.Query.Tests.Support;
using Tracing.Storage.Writes;
using Tracing.Vocabulary;

namespace Tracing.Query.Tests.Badges;

public sealed class BadgeTests(EngineFixture.EngineFixture engine)
{
    private const string Seed = "/badge/openhands/meta/llama-4-maverick-17b-128e-instruct/polyglot/go-http-handler-fix.svg";

    [Fact]
    public async Task The_badge_of_the_published_cell_says_what_the_published_one_says()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine);
        await SeedRun.StoreAsync(host);

        Badge composite = await GetAsync(host, Seed, HttpStatusCode.OK);
        Badge latency = await GetAsync(host, Seed + "?axis=latency&style=square", HttpStatusCode.OK);
        Badge tokens = await GetAsync(host, Seed + "?axis=tokens&sweep=expansion-20260616", HttpStatusCode.OK);

        Assert.Equal(["openhands × meta/llama-4-maverick-17b-128e-instruct", "56%"], composite.Texts);
        Assert.Equal("openhands × meta/llama-4-maverick-17b-128e-instruct: composite 56%", composite.Title);
        Assert.Equal("15.6 s", latency.Texts[1]);
        Assert.Equal("not recorded", tokens.Texts[1]);
    }

    [Fact]
    public async Task A_badge_is_fresh_for_a_minute_and_asked_for_again_by_its_tag()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine);
        await SeedRun.StoreAsync(host);
        using HttpResponseMessage first = await host.Http.GetAsync(new Uri(Seed, UriKind.Relative), QueryHost.Cancellation);
        using var again = new HttpRequestMessage(HttpMethod.Get, Seed);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using HttpResponseMessage second = await host.Http.SendAsync(again, QueryHost.Cancellation);

        Assert.Equal(TimeSpan.FromMinutes(1), first.Headers.CacheControl!.MaxAge);
        Assert.True(first.Headers.CacheControl.Public);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync(QueryHost.Cancellation));
    }

    [Fact]
    public async Task Where_reading_needs_a_token_no_cache_between_keeps_a_badge()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine, new QueryOptions { Listen = "127.0.0.1:0", Tokens = ["a-long-read-token-0123456789"] });
        await SeedRun.StoreAsync(host);
        using var request = new HttpRequestMessage(HttpMethod.Get, Seed) { Headers = { Authorization = new("Bearer", "a-long-read-token-0123456789") } };

        using HttpResponseMessage open = await host.Http.GetAsync(new Uri(Seed, UriKind.Relative), QueryHost.Cancellation);
        using HttpResponseMessage badge = await host.Http.SendAsync(request, QueryHost.Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, open.StatusCode);
        Assert.Equal(HttpStatusCode.OK, badge.StatusCode);
        Assert.True(badge.Headers.CacheControl!.Private);
        Assert.False(badge.Headers.CacheControl.Public);
    }

    [Fact]
    public async Task What_cannot_be_shown_is_a_badge_that_says_so()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine);
        await SeedRun.StoreAsync(host);
        await using QueryHost without = await QueryHost.StartWithoutEngineAsync();

        foreach (string path in new[] { "/badge/a/b/c/d.svg", "/badge/a/b.svg", "/badge/.svg", "/badge/", Seed[..^4], Seed + "?sweep=other" })
        {
            Assert.Equal("unknown cell", (await GetAsync(host, path, HttpStatusCode.NotFound)).Texts[1]);
        }

        foreach (string query in new[] { "?style=url(x)", "?axis=", "?axis=a&axis=b", "?axis=" + new string('a', 101) })
        {
            Assert.Equal("bad axis or style", (await GetAsync(host, Seed + query, HttpStatusCode.BadRequest)).Texts[1]);
        }

        Assert.Equal("not available", (await GetAsync(without, Seed, HttpStatusCode.ServiceUnavailable)).Texts[1]);
    }

    [Fact]
    public async Task Attack_58_a_badge_of_hostile_names_is_text_of_a_fixed_height()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine);
        const string Agent = "</text><script>alert(1)<\u202E";
        string model = new('w', 1 << 16);
        await host.Store.Derived.WriteAsync(
            new DerivedRows
            {
                Runs = [Runs.Run($"s/{Agent.Replace("/", "", StringComparison.Ordinal)}/m/c/t", "evil"), Runs.Run($"s/long/{model}/c/t", "long")],
                AxisScores = [Runs.Score("evil", AxisNames.Composite, 1), Runs.Score("long", AxisNames.Composite, 0.2)],
            },
            QueryHost.Cancellation);

        Badge evil = await GetAsync(host, "/badge/" + Uri.EscapeDataString(Agent.Replace("/", "", StringComparison.Ordinal)) + "/m/c/t.svg", HttpStatusCode.OK);
        Badge path = await GetAsync(host, "/badge/..%2F..%2F..%2Fetc/passwd/c/t.svg", HttpStatusCode.NotFound);

        Assert.Equal("<text><script>alert(1)<\\u{202E} × m", evil.Texts[0]);
        Assert.DoesNotContain(evil.Document.Descendants(), element => element.Name.LocalName == "script");
        Assert.Equal("unknown cell", path.Texts[1]);

        string drawn = Query.Badges.BadgeSvg.Write($"long × {model}", "url(#x)", "#6b7280", model, Query.Badges.BadgeStyle.Flat);
        var box = XDocument.Parse(drawn);
        Assert.InRange(int.Parse(box.Root!.Attribute("width")!.Value, CultureInfo.InvariantCulture), 1, 1500);
        Assert.Equal("20", box.Root.Attribute("height")!.Value);
        Assert.InRange(drawn.Length, 1, 2000);
    }

    private static async Task<Badge> GetAsync(QueryHost host, string path, HttpStatusCode status)
    {
        using HttpResponseMessage response = await host.Http.GetAsync(new Uri(path, UriKind.Relative), QueryHost.Cancellation);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("image/svg+xml", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("cross-origin", Assert.Single(response.Headers.GetValues("Cross-Origin-Resource-Policy")));
        Assert.Equal("default-src 'none'; style-src 'unsafe-inline'; sandbox", Assert.Single(response.Headers.GetValues("Content-Security-Policy")));
        return new Badge(XDocument.Parse(await response.Content.ReadAsStringAsync(QueryHost.Cancellation)));
    }

    private sealed record Badge(XDocument Document)
    {
        private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

        public string[] Texts => [.. Document.Descendants(Svg + "text").Select(text => text.Value)];

        public string Title => Document.Descendants(Svg + "title").Single().Value;
    }
}
