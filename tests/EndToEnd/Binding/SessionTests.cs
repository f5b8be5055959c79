using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Tracing.EndToEnd.Tests.Sdks;
using Tracing.Processes;

namespace Tracing.EndToEnd.Tests.Binding;

/// <summary>An agent that loses its resource attributes on part of its telemetry: what names the session of its run is seen in its run.</summary>
[Trait("weight", "heavy")]
public sealed class SessionTests(UpFixture up) : IClassFixture<UpFixture>
{
    private const string Question = """
        query($id: ID!) { run(id: $id) {
          spans { name }
          modelCalls { promptTokens source }
          logs(first: 10) { nodes { eventName } }
          coverage { spans logs } } }
        """;

    [Fact]
    public async Task Spans_and_logs_that_say_only_their_session_are_seen_in_the_run()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        using var client = new HttpClient { BaseAddress = up.Http };
        using var graphQl = new GraphQlClient(up.Query);

        // Before the run, and of the same session: a span of another trace.
        await PostAsync(client, "v1/traces", Span(resource: "", 1, "before"), cancellation);
        await PostAsync(client, "v1/traces", Span("""{"key":"bench.run.id","value":{"stringValue":"bound"}},{"key":"bench.cell.id","value":{"stringValue":"sweep/agent/vendor/model/category/task"}}""", 2, "own"), cancellation);
        await graphQl.AskUntilAsync(Question, new { id = "bound" }, answer => Names(answer).SequenceEqual(["before", "own"]), cancellation);

        // After it: a span, and a model call that has neither run nor trace.
        await PostAsync(client, "v1/traces", Span(resource: "", 3, "later"), cancellation);
        await PostAsync(client, "v1/logs", """
            {"resourceLogs":[{"resource":{"attributes":[{"key":"session.id","value":{"stringValue":"4f2a"}}]},"scopeLogs":[{"logRecords":[
              {"timeUnixNano":"1767225600500000000","eventName":"gen_ai.client.inference.operation.details","attributes":[
                {"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},{"key":"gen_ai.usage.input_tokens","value":{"intValue":"42"}}]}]}]}]}
            """, cancellation);

        JsonElement run = (await graphQl.AskUntilAsync(
            Question, new { id = "bound" }, answer => Names(answer).Length == 3 && answer.GetProperty("run").GetProperty("coverage").GetProperty("logs").GetInt32() == 1, cancellation)).GetProperty("run");
        Assert.Equal(3, run.GetProperty("coverage").GetProperty("spans").GetInt32());
        JsonElement call = Assert.Single(run.GetProperty("modelCalls").EnumerateArray());
        Assert.Equal((42, "log"), (call.GetProperty("promptTokens").GetInt32(), call.GetProperty("source").GetString()));
        Assert.Equal("gen_ai.client.inference.operation.details", Assert.Single(run.GetProperty("logs").GetProperty("nodes").EnumerateArray()).GetProperty("eventName").GetString());
    }

    private static string[] Names(JsonElement answer) => answer.GetProperty("run") is { ValueKind: JsonValueKind.Object } run
        ? [.. run.GetProperty("spans").EnumerateArray().Select(span => span.GetProperty("name").GetString()!).Order()]
        : [];

    private static string Span(string resource, int number, string name) => $$$"""
        {"resourceSpans":[{"resource":{"attributes":[{{{resource}}}]},"scopeSpans":[{"spans":[
          {"traceId":"{{{number:x32}}}","spanId":"{{{number:x16}}}","name":"{{{name}}}","kind":1,
           "startTimeUnixNano":"1767225600000000000","endTimeUnixNano":"1767225601000000000",
           "attributes":[{"key":"gen_ai.conversation.id","value":{"stringValue":"4f2a"}}]}]}]}]}
        """;

    private static async Task PostAsync(HttpClient client, string path, string request, CancellationToken cancellation)
    {
        using var content = new StringContent(request, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using HttpResponseMessage answer = await client.PostAsync(new Uri(path, UriKind.Relative), content, cancellation);
        answer.EnsureSuccessStatusCode();
    }
}
