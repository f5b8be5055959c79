using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Tracing.Query.Tests.Support;

namespace Tracing.Query.Tests.Transport;

public sealed class HttpRulesTests(EngineFixture.EngineFixture engine)
{
    private const string Token = "a-read-token-of-the-tests";

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/graphql")]
    [InlineData("nonsense")]
    [InlineData("")]
    public async Task Attack_49_a_post_that_a_foreign_page_could_send_is_refused(string contentType)
    {
        await using QueryHost host = await QueryHost.StartWithoutEngineAsync();

        using HttpResponseMessage response = await host.PostAsync(QueryHost.Body("{axisNames}"), contentType);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    [InlineData("OPTIONS")]
    public async Task Attack_49_other_methods_are_refused_and_no_cors_is_granted(string method)
    {
        await using QueryHost host = await QueryHost.StartWithoutEngineAsync();
        using HttpRequestMessage request = new(new HttpMethod(method), "/graphql");

        using HttpResponseMessage response = await host.Http.SendAsync(request, QueryHost.Cancellation);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.DoesNotContain(response.Headers, header => header.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("Origin", "https://elsewhere.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://127.0.0.1:1")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task Attack_49_a_request_of_a_foreign_page_is_refused(string header, string value)
    {
        await using QueryHost host = await QueryHost.StartWithoutEngineAsync();
        using HttpRequestMessage request = new(HttpMethod.Get, "/graphql?query={axisNames}");
        request.Headers.TryAddWithoutValidation(header, value);

        using HttpResponseMessage response = await host.Http.SendAsync(request, QueryHost.Cancellation);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Theory]
    [InlineData("GET", "/badge/a/m/c/t.svg", "no-cors", false)]
    [InlineData("GET", "/badge/a/m/c/t.svg", "cors", true)]
    [InlineData("POST", "/badge/a/m/c/t.svg", "no-cors", true)]
    [InlineData("GET", "/graphql?query={axisNames}", "no-cors", true)]
    [InlineData("GET", "/cell/a/m/c/t", "no-cors", true)]
    public async Task Of_a_foreign_page_only_pictures_of_badges_are_answered(string method, string path, string mode, bool refused)
    {
        await using QueryHost host = await QueryHost.StartWithoutEngineAsync();
        using HttpRequestMessage request = new(new HttpMethod(method), path);
        request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", "cross-site");
        request.Headers.TryAddWithoutValidation("Sec-Fetch-Mode", mode);

        using HttpResponseMessage response = await host.Http.SendAsync(request, QueryHost.Cancellation);

        Assert.Equal(refused, response.StatusCode == HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_request_of_the_own_page_is_answered()
    {
        await using QueryHost host = await QueryHost.StartWithoutEngineAsync();
        using HttpRequestMessage request = new(HttpMethod.Get, "/graphql?query={axisNames}");
        request.Headers.TryAddWithoutValidation("Origin", host.Http.BaseAddress!.GetLeftPart(UriPartial.Authority));
        request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", "same-origin");

        using HttpResponseMessage response = await host.Http.SendAsync(request, QueryHost.Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("rebound.example", HttpStatusCode.Forbidden)]
    [InlineData("127.0.0.1.rebound.example", HttpStatusCode.Forbidden)]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("[::1]:99", HttpStatusCode.OK)]
    public async Task On_loopback_only_loopback_hosts_are_answered(string hostName, HttpStatusCode status)
    {
        await using QueryHost host = await QueryHost.StartWithoutEngineAsync();
        using HttpRequestMessage request = new(HttpMethod.Get, "/healthz");
        request.Headers.Host = hostName;

        using HttpResponseMessage response = await host.Http.SendAsync(request, QueryHost.Cancellation);

        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task A_host_of_the_options_is_answered()
    {
        await using QueryHost host = await QueryHost.StartWithoutEngineAsync(new QueryOptions { Hosts = ["traces.example"] });
        using HttpRequestMessage request = new(HttpMethod.Get, "/healthz");
        request.Headers.Host = "traces.example";

        using HttpResponseMessage response = await host.Http.SendAsync(request, QueryHost.Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("/graphql?query={__schema{types{name}}}")]
    [InlineData("/graphql?query={axisNames}")]
    [InlineData("/schema.graphql")]
    [InlineData("/graphiql")]
    [InlineData("/")]
    [InlineData("/cell/a/b/c/d")]
    public async Task Attack_50_with_tokens_configured_nothing_is_told_without_one(string path)
    {
        await using QueryHost host = await QueryHost.StartWithoutEngineAsync(new QueryOptions { Tokens = ["another-token-of-the-tests", Token] });
        foreach (AuthenticationHeaderValue? wrong in new[] { null, new("Bearer", Token[..^1]), new("Bearer", Token + "x"), new("Digest", Token), new AuthenticationHeaderValue("Bearer", new string('a', 8_000)) })
        {
            using HttpRequestMessage request = new(HttpMethod.Get, path);
            request.Headers.Authorization = wrong;
            using HttpResponseMessage response = await host.Http.SendAsync(request, QueryHost.Cancellation);
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            Assert.Contains(response.Headers.WwwAuthenticate, challenge => challenge.Scheme == "Bearer");
            Assert.Equal("A read token is needed.", await response.Content.ReadAsStringAsync(QueryHost.Cancellation));
        }
    }

    [Fact]
    public async Task A_read_token_admits_as_bearer_and_as_password()
    {
        await using QueryHost host = await QueryHost.StartWithoutEngineAsync(new QueryOptions { Tokens = [Token] });
        foreach (AuthenticationHeaderValue right in new AuthenticationHeaderValue[] { new("Bearer", Token), new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("anyone:" + Token))) })
        {
            using HttpRequestMessage request = new(HttpMethod.Get, "/graphql?query={__schema{queryType{name}}}");
            request.Headers.Authorization = right;
            using HttpResponseMessage response = await host.Http.SendAsync(request, QueryHost.Cancellation);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        Assert.Equal("ok\n", await host.Http.GetStringAsync(new Uri("/healthz", UriKind.Relative), QueryHost.Cancellation));
    }

    [Fact]
    public async Task Attack_50_an_unreachable_store_is_told_without_address_or_stack()
    {
        await using QueryHost host = await QueryHost.StartWithoutEngineAsync();

        GraphQlAnswer answer = await host.AskAsync("{cells{nodes{id}}}");

        Assert.Equal("UNAVAILABLE", answer.Code);
        Assert.DoesNotContain("127.0.0.1", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("SELECT", answer.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Attack_50_a_fault_of_the_store_is_masked()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine);
        await host.Database.ExecuteAsync("DROP TABLE cell_starts SYNC", QueryHost.Cancellation);

        GraphQlAnswer answer = await host.AskAsync("{cells{nodes{id}}}");
        using HttpResponseMessage page = await host.Http.GetAsync(new Uri("/", UriKind.Relative), QueryHost.Cancellation);

        Assert.Equal("INTERNAL", answer.Code);
        Assert.Equal("A fault of this service; it is in its log.", answer.Error.GetProperty("message").GetString());
        Assert.Equal(HttpStatusCode.InternalServerError, page.StatusCode);
        Assert.DoesNotContain(host.Database.Name, answer.Text + await page.Content.ReadAsStringAsync(QueryHost.Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/graphiql/..%2fstyles%2fpage.css")]
    [InlineData("/graphiql/..%5c..%5cetc%5cpasswd")]
    [InlineData("/graphiql//etc/passwd")]
    [InlineData("/graphiql/INDEX.HTML")]
    [InlineData("/graphiql/index.html%00")]
    [InlineData("/styles/%2e%2e%2fgraphiql%2findex.html")]
    [InlineData("/styles/page.css%00.js")]
    public async Task Attack_59_a_path_that_names_no_built_in_file_is_not_found(string path)
    {
        await using QueryHost host = await QueryHost.StartWithoutEngineAsync();

        using HttpResponseMessage response = await host.Http.GetAsync(new Uri(host.Http.BaseAddress + path[1..]), QueryHost.Cancellation);

        Assert.True(response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest, response.StatusCode.ToString());
    }

    [Fact]
    public async Task Every_answer_carries_the_security_headers()
    {
        await using QueryHost host = await QueryHost.StartWithoutEngineAsync();
        foreach (string path in new[] { "/", "/graphiql", "/styles/page.css", "/nowhere", "/graphql?query={axisNames}" })
        {
            using HttpResponseMessage response = await host.Http.GetAsync(new Uri(path, UriKind.Relative), QueryHost.Cancellation);
            Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
            string policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
            Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("script-src 'unsafe-inline'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
            Assert.False(response.Headers.Contains("Server"));
        }
    }

    [Fact]
    public async Task GraphiQL_is_served_whole_and_names_no_other_host()
    {
        await using QueryHost host = await QueryHost.StartWithoutEngineAsync();
        string page = await host.Http.GetStringAsync(new Uri("/graphiql", UriKind.Relative), QueryHost.Cancellation);
        string[] assets = [.. page.Split('"').Where(part => part.StartsWith("/graphiql/assets/", StringComparison.Ordinal))];

        Assert.NotEmpty(assets);
        Assert.DoesNotContain("http", page, StringComparison.Ordinal);
        foreach (string asset in assets)
        {
            using HttpResponseMessage response = await host.Http.GetAsync(new Uri(asset, UriKind.Relative), QueryHost.Cancellation);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.True(response.Content.Headers.ContentType!.MediaType is "text/javascript" or "text/css");
        }
    }

    [Fact]
    public async Task More_requests_than_there_are_places_are_told_to_come_back()
    {
        await using QueryHost host = await QueryHost.StartWithoutEngineAsync(new QueryOptions { Limits = new RequestLimits { MaxConcurrent = 1 } });
        using HeldRequest held = await HeldRequest.BeginAsync(host.GraphQl);

        HttpStatusCode status;
        do
        {
            using HttpResponseMessage second = await host.PostAsync(QueryHost.Body("{axisNames}"));
            status = second.StatusCode;
            Assert.True(status == HttpStatusCode.OK || second.Headers.RetryAfter is not null);
            await held.BeginAgainIfRefusedAsync();
        }
        while (status == HttpStatusCode.OK);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.StartsWith("HTTP/1.1 200 ", await held.EndAsync(), StringComparison.Ordinal);
    }
}
