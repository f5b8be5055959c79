using System.Diagnostics;
using System.Net;
using System.Text;
using Tracing.Query.Tests.Support;

namespace Tracing.Query.Tests.Transport;

/// <summary>Documents that are made to hurt; the numbers are those of the list of attacks in the security notes.</summary>
public sealed class DocumentAttackTests
{
    public static TheoryData<string, string> DeepDocuments => new()
    {
        { "selections", string.Concat(Enumerable.Repeat("{a", 20_000)) },
        { "closed selections", string.Concat(Enumerable.Repeat("{a", 13_000)) + string.Concat(Enumerable.Repeat("}", 13_000)) },
        { "lists", "{cell(id:" + new string('[', 20_000) + new string(']', 20_000) + "){id}}" },
        { "objects", "{cell(id:" + string.Concat(Enumerable.Repeat("{a:", 13_000)) + "1" + new string('}', 13_000) + "){id}}" },
        { "types", "query($a:" + new string('[', 20_000) + "Int" + new string(']', 20_000) + "){axisNames}" },
    };

    [Theory]
    [MemberData(nameof(DeepDocuments))]
    public async Task Attack_41_a_deep_document_is_refused_and_the_service_lives(string kind, string document)
    {
        await using QueryHost host = await QueryHost.StartWithoutEngineAsync();

        using HttpResponseMessage refused = await host.PostAsync(QueryHost.Body(document));

        GraphQlAnswer answer = await GraphQlAnswer.ReadAsync(refused);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.True(answer.Code is "SYNTAX" or "LIMIT", kind + ": " + answer.Text);
        await AssertAliveAsync(host);
    }

    [Fact]
    public async Task Attack_42_a_thousand_aliases_are_refused_before_execution()
    {
        await using QueryHost host = await QueryHost.StartWithoutEngineAsync();

        await AssertLimitAsync(host, "maxAliases", "{" + string.Concat(Enumerable.Range(0, 900).Select(i => $"a{i}:axisNames ")) + "}");
        await AssertLimitAsync(host, "maxSelections", "{" + string.Concat(Enumerable.Range(0, 2000).Select(i => $"a{i}:axisNames ")) + "}");
    }

    [Fact]
    public async Task Attack_42_a_few_aliases_of_the_dearest_field_are_refused_by_cost()
    {
        await using QueryHost host = await QueryHost.StartWithoutEngineAsync();
        string dear = "spans(filter:{service:\"x\"},first:1000){nodes{attributes{key value}events{attributes{key value}}}}";

        GraphQlAnswer answer = await host.AskAsync("{" + string.Concat(Enumerable.Range(0, 20).Select(i => $"a{i}:{dear} ")) + "}");

        Assert.Equal("LIMIT", answer.Code);
    }

    [Fact]
    public async Task Attack_43_inline_fragments_by_the_thousand_cost_little_and_are_refused()
    {
        await using QueryHost host = await QueryHost.StartWithoutEngineAsync();
        await AssertAliveAsync(host);
        string bomb = "{" + string.Concat(Enumerable.Repeat("...{axisNames ", 1)) + string.Concat(Enumerable.Repeat("...{axisNames}", 26_000)) + "}}";
        Assert.True(bomb.Length > 364_000);

        TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
        await AssertLimitAsync(host, "maxDocumentLength", bomb);
        TimeSpan spent = Process.GetCurrentProcess().TotalProcessorTime - before;

        Assert.True(spent < TimeSpan.FromSeconds(5), $"{spent} of CPU; a validation rule that compares every pair takes minutes");
        await AssertLimitAsync(host, "maxSelections", "{" + string.Concat(Enumerable.Repeat("...{axisNames}", 4_000)) + "}");
    }

    [Fact]
    public async Task Attack_44_a_fragment_cycle_is_refused()
    {
        await using QueryHost host = await QueryHost.StartWithoutEngineAsync();

        GraphQlAnswer answer = await host.AskAsync("{...a} fragment a on Query {axisNames ...b} fragment b on Query {...a}");

        Assert.Contains("INVALID", answer.Text, StringComparison.Ordinal);
        Assert.False(answer.Json.TryGetProperty("data", out _));
    }

    [Fact]
    public async Task Attack_44_ten_thousand_fragments_are_refused()
    {
        await using QueryHost host = await QueryHost.StartWithoutEngineAsync();

        await AssertLimitAsync(host, "maxDocumentLength", "{axisNames}" + string.Concat(Enumerable.Range(0, 10_000).Select(i => $"fragment f{i} on Query{{axisNames}}")));
        await AssertLimitAsync(host, "maxDefinitions", "{axisNames}" + string.Concat(Enumerable.Range(0, 200).Select(i => $"fragment f{i} on Query{{axisNames}}")));
    }

    [Fact]
    public async Task Attack_44_fragments_that_double_each_other_are_counted_written_out()
    {
        await using QueryHost host = await QueryHost.StartWithoutEngineAsync();
        StringBuilder document = new("{...f0}");
        for (int i = 0; i < 40; i++)
        {
            document.Append(System.Globalization.CultureInfo.InvariantCulture, $"fragment f{i} on Query{{...f{i + 1} ...f{i + 1}}}");
        }

        document.Append("fragment f40 on Query{axisNames}");

        await AssertLimitAsync(host, "maxFields", document.ToString());
    }

    [Fact]
    public async Task Attack_44_a_fragment_named_like_introspection_counts_as_any_other()
    {
        await using QueryHost host = await QueryHost.StartWithoutEngineAsync();
        string dear = "spans(filter:{service:\"x\"},first:1000){nodes{attributes{key value}events{attributes{key value}}}}";
        string body = string.Concat(Enumerable.Range(0, 20).Select(i => $"a{i}:{dear} "));

        GraphQlAnswer answer = await host.AskAsync($"{{...__schema}} fragment __schema on Query {{{body}}}");

        Assert.Equal("LIMIT", answer.Code);
    }

    [Theory]
    [InlineData("maxDirectives", 200)]
    [InlineData("maxDefinitions", 200)]
    public async Task Attack_45_directives_and_variables_by_the_hundred_are_refused(string limit, int count)
    {
        await using QueryHost host = await QueryHost.StartWithoutEngineAsync();
        string document = limit == "maxDirectives"
            ? "{axisNames " + string.Concat(Enumerable.Repeat("@include(if:true)", count)) + "}"
            : "query(" + string.Concat(Enumerable.Range(0, count).Select(i => $"$v{i}:Int ")) + "){axisNames}";

        await AssertLimitAsync(host, limit, document);
    }

    [Fact]
    public async Task Attack_45_a_string_of_a_megabyte_and_a_document_of_ten_are_refused()
    {
        await using QueryHost host = await QueryHost.StartWithoutEngineAsync();

        GraphQlAnswer variable = await host.AskAsync("query($id:ID!){cell(id:$id){id}}", new { id = new string('a', 1_000_000) });
        host.Http.DefaultRequestHeaders.ExpectContinue = true; // A client that does not wait may lose the answer to a body it still sends.
        using HttpResponseMessage huge = await host.PostAsync(QueryHost.Body("{" + new string(' ', 10_000_000) + "axisNames}"));

        Assert.Equal("LIMIT", variable.Code);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, huge.StatusCode);
        await AssertAliveAsync(host);
    }

    [Fact]
    public async Task Attack_46_a_batch_is_refused()
    {
        await using QueryHost host = await QueryHost.StartWithoutEngineAsync();
        string one = QueryHost.Body("{axisNames}");

        using HttpResponseMessage small = await host.PostAsync($" [{one}]");
        using HttpResponseMessage large = await host.PostAsync("[" + string.Join(',', Enumerable.Repeat(one, 1_000)) + "]");

        Assert.Equal(HttpStatusCode.BadRequest, small.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, large.StatusCode);
    }

    [Fact]
    public async Task Attack_47_a_walk_in_circles_is_refused()
    {
        await using QueryHost host = await QueryHost.StartWithoutEngineAsync();
        string types = "{__schema{types" + string.Concat(Enumerable.Repeat("{fields{type", 4)) + "{name}" + string.Concat(Enumerable.Repeat("}}", 4)) + "}}";
        string deep = "{__type(name:\"Cell\")" + string.Concat(Enumerable.Repeat("{ofType", 24)) + "{name}" + new string('}', 25);

        string circle = "{cell(id:\"a\")" + string.Concat(Enumerable.Repeat("{otherAgents", 20)) + "{id}" + new string('}', 21);
        string wide = "{cell(id:\"a\")" + string.Concat(Enumerable.Repeat("{otherAgents", 7)) + "{id}" + new string('}', 8);

        await AssertLimitAsync(host, "maxDepth", circle);
        Assert.Equal("LIMIT", (await host.AskAsync(wide)).Code);
        await AssertLimitAsync(host, "maxIntrospectionLists", types);
        await AssertLimitAsync(host, "maxDepth", deep);
    }

    [Fact]
    public async Task A_dear_query_stays_refused_after_a_cheap_variant_was_answered()
    {
        await using QueryHost host = await QueryHost.StartWithoutEngineAsync(new QueryOptions { Limits = new RequestLimits { MaxComplexity = 100 } });
        const string Query = "query($first:Int){cells(first:$first){nodes{id}}}";

        GraphQlAnswer cheap = await host.AskAsync(Query, new { first = 1 });
        GraphQlAnswer dear = await host.AskAsync(Query, new { first = 1_000 });

        Assert.Equal("UNAVAILABLE", cheap.Code);
        Assert.Equal("LIMIT", dear.Code);
    }

    private static async Task AssertLimitAsync(QueryHost host, string limit, string document)
    {
        GraphQlAnswer answer = await host.AskAsync(document);
        Assert.Equal("LIMIT", answer.Code);
        Assert.Equal(limit, answer.Error.GetProperty("extensions").GetProperty("limit").GetString());
    }

    private static async Task AssertAliveAsync(QueryHost host) =>
        Assert.Equal(7, (await host.AskAsync("{axisNames}")).Data.GetProperty("axisNames").GetArrayLength());
}
