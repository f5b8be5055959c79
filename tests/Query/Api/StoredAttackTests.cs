using System.Net;
using System.Text.Json;
using Tracing.Query.Tests.Support;
using Tracing.Storage.Rows;
using Tracing.Storage.Writes;

namespace Tracing.Query.Tests.Api;

/// <summary>Attacks by what is stored, and by ids; the numbers are those of the list of attacks in the security notes.</summary>
public sealed class StoredAttackTests(EngineFixture.EngineFixture engine)
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";

    [Fact]
    public async Task Attack_13_and_14_any_key_is_plain_text_over_graphql_and_on_the_page()
    {
        string[] keys =
        [
            "__proto__", "constructor", "toString", "", "a.999999999.b", "nul\0key", "new\nline", "'", "`", "\\", "<img src=x onerror=alert(1)>", "{agent:String}", new string('k', 1_000_000),
        ];
        await using QueryHost host = await QueryHost.StartAsync(engine);
        await RawSpans.InsertAsync(host.Database, RawSpans.Span(Trace, "00000000000000a1", Runs.Epoch, runId: "r") with
        {
            Attributes = [.. keys.Select(key => new AttributeValue(key, "v", AttributeType.String))],
        });
        await host.Store.Derived.WriteAsync(new DerivedRows { Runs = [Runs.Run("s/a/m/c/t", "r") with { TraceId = Trace }] }, QueryHost.Cancellation);

        JsonElement span = (await host.AskAsync("{run(id:\"r\"){spans{attributes{key value type}}}}")).Data.GetProperty("run").GetProperty("spans")[0];
        using HttpResponseMessage page = await host.Http.GetAsync(new Uri("/cell/a/m/c/t", UriKind.Relative), QueryHost.Cancellation);
        string html = await page.Content.ReadAsStringAsync(QueryHost.Cancellation);

        Assert.Equal(keys.Order(StringComparer.Ordinal), span.GetProperty("attributes").EnumerateArray().Select(one => one.GetProperty("key").GetString()!).Order(StringComparer.Ordinal));
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("&lt;img src=x onerror=alert(1)&gt;", html, StringComparison.Ordinal);

        // The page's own picture is the cell's badge.
        const string Badge = "<img src=\"/badge/a/m/c/t.svg?sweep=s\"";
        Assert.DoesNotContain("<img", html.Replace(Badge, "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Attack_15_names_without_end_are_refused_past_the_limit_and_never_held()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine, new QueryOptions { Limits = new RequestLimits { MaxListItems = 100 } });
        await RawSpans.InsertAsync(host.Database, Enumerable.Range(0, 5_000).Select(i => RawSpans.Span(Trace, i.ToString("x16", System.Globalization.CultureInfo.InvariantCulture), Runs.Epoch + i, $"operation {i}", $"service {i}")));

        Assert.Equal("LIMIT", (await host.AskAsync("{services}")).Code);
        Assert.Equal("LIMIT", (await host.AskAsync("{operations{name}}")).Code);
        Assert.Equal(1, (await host.AskAsync("{operations(service:\"service 7\"){name}}")).Data.GetProperty("operations").GetArrayLength());
        Assert.Equal("LIMIT", (await host.AskAsync($"{{trace(id:\"{Trace}\"){{spanCount}}}}")).Code);
    }

    [Theory]
    [InlineData("{cells(orderBy:\"ID; DROP TABLE runs\"){nodes{id}}}", "INVALID")]
    [InlineData("{axis(name:\"x\",groupBy:[\"Sweep) --\"]){groups{estimate{n}}}}", "INVALID")]
    [InlineData("{cells(filter:{agent:\"x\"}){nodes{id}}}", "INVALID")]
    public async Task Attack_51_names_of_columns_and_orders_come_from_closed_lists(string query, string code)
    {
        await using QueryHost host = await QueryHost.StartWithoutEngineAsync();

        Assert.Equal(code, (await host.AskAsync(query)).Code);
    }

    [Theory]
    [InlineData(":id")]
    [InlineData("%3Aid")]
    [InlineData("*")]
    [InlineData("../../etc/passwd")]
    [InlineData("0")]
    public async Task Attack_53_an_id_that_is_nobodys_finds_nothing(string id)
    {
        await using QueryHost host = await QueryHost.StartAsync(engine);
        await SeedRun.StoreAsync(host);

        foreach (string field in new[] { "run", "cell", "sweep", "trace" })
        {
            Assert.Equal("NOT_FOUND", (await host.AskAsync($"query($id:ID!){{{field}(id:$id){{id}}}}", new { id })).Code);
        }
    }

    [Theory]
    [InlineData("DELETE", "/cell/a/m/c/t")]
    [InlineData("PUT", "/graphql")]
    [InlineData("DELETE", "/graphql")]
    [InlineData("POST", "/schema.graphql")]
    public async Task Attack_53_a_reader_can_change_nothing(string method, string path)
    {
        const string Token = "0123456789abcdef-read";
        await using QueryHost host = await QueryHost.StartWithoutEngineAsync(new QueryOptions { Tokens = [Token] });
        using HttpRequestMessage request = new(new HttpMethod(method), path);
        using HttpRequestMessage admitted = new(new HttpMethod(method), path);
        admitted.Headers.Authorization = new("Bearer", Token);

        using HttpResponseMessage stranger = await host.Http.SendAsync(request, QueryHost.Cancellation);
        using HttpResponseMessage reader = await host.Http.SendAsync(admitted, QueryHost.Cancellation);

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.MethodNotAllowed), (stranger.StatusCode, reader.StatusCode));
    }
}
