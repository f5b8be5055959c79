using System.Text;
using System.Text.Json;
using Tracing.EndToEnd.Tests.Sdks;
using Tracing.Processes;
using Tracing.Adapters.ScriptedModel.Scripts;
using Tracing.Adapters.ScriptedModel.Serving;

namespace Tracing.EndToEnd.Tests.Proxy;

/// <summary>The shipped program as collector and as proxy: an agent without telemetry, pointed at the proxy, has its model calls in its run.</summary>
[Trait("weight", "heavy")]
public sealed class ProxiedRunTests(UpFixture up) : IClassFixture<UpFixture>
{
    private const string Question = """
        query($id: ID!) { run(id: $id) { identity { agent model } modelCalls {
          model requestHash promptTokens cachedTokens cacheCreationTokens completionTokens reasoningTokens latencyMs firstTokenMs finishReason status statusCode
          errorType attempt responseId source } } }
        """;

    private static readonly Script Script = new()
    {
        Turns =
        [
            new ScriptTurn
            {
                Text = "One answer, in pieces that are streamed.",
                Usage = new ScriptUsage { Prompt = 1000, Cached = 600, CacheCreation = 100, Completion = 50, Reasoning = 20 },
                Error = new ScriptError { Status = 503 },
            },
        ],
    };

    [Theory]
    [InlineData("openai.chat", "/v1/chat/completions", """{"model":"m","stream":true,"messages":[]}""")]
    [InlineData("openai.responses", "/v1/responses", """{"model":"m","stream":true,"input":"Go."}""")]
    [InlineData("anthropic.messages", "/v1/messages", """{"model":"m","stream":true,"messages":[]}""")]
    [InlineData("gemini", "/v1beta/models/m:streamGenerateContent?alt=sse", """{"contents":[]}""")]
    public async Task A_proxied_agents_calls_are_in_its_run_with_the_models_own_numbers(string protocol, string path, string body)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        string run = "proxied-" + protocol;
        await using ScriptedModelServer model = await ScriptedModelServer.StartAsync(Script, "127.0.0.1:0", logPath: null, TimeProvider.System, cancellation);
        await using TracingProcess proxy = await TracingProcess.StartAsync(
            [
                "proxy", "--upstream", model.Address.ToString(), "--listen", "127.0.0.1:0", "--endpoint", up.Http.ToString(),
                "--run", run, "--sweep", "s", "--agent", "plain", "--model", "vendor/m", "--task", "category/task",
            ],
            cancellation);
        using var agent = new HttpClient { BaseAddress = proxy.Proxy };

        await AskAsync(agent, path, body, cancellation);
        await AskAsync(agent, path, body, cancellation);
        await AskAsync(agent, "/runs/another-" + protocol + path, body, cancellation);
        Assert.Equal(0, await proxy.Child.TerminateAsync(cancellation));

        using var graphQl = new GraphQlClient(up.Query);
        JsonElement stored = (await graphQl.AskUntilAsync(Question, new { id = run }, answer => Calls(answer).Length == 2, cancellation)).GetProperty("run");
        Assert.Equal(("plain", "vendor/m"), (Name(stored.GetProperty("identity").GetProperty("agent")), Name(stored.GetProperty("identity").GetProperty("model"))));
        JsonElement[] calls = [.. stored.GetProperty("modelCalls").EnumerateArray()];
        Assert.Equal([(503, "error", 1, "proxy"), (200, "ok", 2, "proxy")], calls.Select(call => (Int(call, "statusCode"), Text(call, "status"), Int(call, "attempt"), Text(call, "source"))));
        Assert.Equal(Text(calls[0], "requestHash"), Text(calls[1], "requestHash"));
        Assert.Equal(64, Text(calls[0], "requestHash")!.Length);
        Assert.Equal(JsonValueKind.Null, calls[0].GetProperty("promptTokens").ValueKind);
        AssertTrue(model.Log.Records[1], calls[1]);
        await graphQl.AskUntilAsync(
            "query($run: ID!) { spans(filter: { runId: $run }, first: 2) { nodes { benchKind } } }",
            new { run = "another-" + protocol },
            answer => answer.GetProperty("spans").GetProperty("nodes").EnumerateArray().Select(span => span.GetProperty("benchKind").ToString()).SequenceEqual(["model_call"]),
            cancellation);
    }

    [Fact]
    public async Task Tools_that_a_proxied_agent_was_asked_to_use_are_in_its_run_once_each()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        Script script = ScriptFile.Parse("""{ "turns": [{ "calls": [{ "names": ["Bash"] }, { "names": ["Bash"] }] }, { "calls": [{ "names": ["Read"] }] }] }""");
        await using ScriptedModelServer model = await ScriptedModelServer.StartAsync(script, "127.0.0.1:0", logPath: null, TimeProvider.System, cancellation);
        await using TracingProcess proxy = await TracingProcess.StartAsync(
            [
                "proxy", "--upstream", model.Address.ToString(), "--listen", "127.0.0.1:0", "--endpoint", up.Http.ToString(),
                "--run", "proxied-tools", "--sweep", "s", "--agent", "plain", "--model", "vendor/m", "--task", "category/task",
            ],
            cancellation);
        using var agent = new HttpClient { BaseAddress = proxy.Proxy };
        const string Request = """{"model":"m","stream":true,"tools":[{"name":"Bash"},{"name":"Read"}],"messages":[MESSAGES]}""";

        await AskAsync(agent, "/v1/messages", Request.Replace("MESSAGES", "", StringComparison.Ordinal), cancellation);
        CalledTool[] used = [.. model.Log.Records[0].Calls];
        string results = string.Join(',', used.Select((tool, index) => $$"""{"type":"tool_result","tool_use_id":"{{tool.Id}}","content":"out","is_error":{{(index == 0 ? "true" : "false")}}}"""));
        await AskAsync(agent, "/v1/messages", Request.Replace("MESSAGES", $$"""{"role":"user","content":[{{results}}]}""", StringComparison.Ordinal), cancellation);
        Assert.Equal(0, await proxy.Child.TerminateAsync(cancellation));

        using var graphQl = new GraphQlClient(up.Query);
        JsonElement answer = await graphQl.AskUntilAsync(
            "query($id: ID!) { run(id: $id) { toolCalls { name callId durationMs success errorType source arguments result } } }",
            new { id = "proxied-tools" },
            told => told.GetProperty("run") is { ValueKind: JsonValueKind.Object } run && run.GetProperty("toolCalls").GetArrayLength() == 3,
            cancellation);
        JsonElement[] tools = [.. answer.GetProperty("run").GetProperty("toolCalls").EnumerateArray()];
        Assert.Equal(
            model.Log.Records.SelectMany(record => record.Calls).Select(tool => (tool.Id, tool.Name, "proxy")).Order(),
            tools.Select(tool => (Text(tool, "callId")!, Text(tool, "name")!, Text(tool, "source")!)).Order());
        Assert.Equal(
            [("call_0001_1", "False", "tool_error", true), ("call_0001_2", "True", null, true), ("call_0002_1", "", "no_result", false)],
            tools.OrderBy(tool => Text(tool, "callId"), StringComparer.Ordinal)
                .Select(tool => (Text(tool, "callId")!, tool.GetProperty("success").ToString(), Text(tool, "errorType"), tool.GetProperty("durationMs").ValueKind == JsonValueKind.Number)));
        Assert.All(tools, tool => Assert.Equal((null, null), (Text(tool, "arguments"), Text(tool, "result"))));
    }

    private static void AssertTrue(CallRecord truth, JsonElement call)
    {
        bool isAnthropic = truth.Protocol == "anthropic.messages";
        Assert.Equal(("m", truth.Finish, truth.ResponseId, null), (Text(call, "model"), Text(call, "finishReason"), Text(call, "responseId"), Text(call, "errorType")));
        Assert.Equal((truth.Usage!.Prompt, truth.Usage.Cached, truth.Usage.Completion), (Int(call, "promptTokens"), Int(call, "cachedTokens"), Int(call, "completionTokens")));
        Assert.Equal(isAnthropic ? "100" : "", call.GetProperty("cacheCreationTokens").ToString());
        Assert.Equal(isAnthropic ? "" : "20", call.GetProperty("reasoningTokens").ToString());
        Assert.True(call.GetProperty("firstTokenMs").GetDouble() <= call.GetProperty("latencyMs").GetDouble());
    }

    private static JsonElement[] Calls(JsonElement answer) => answer.GetProperty("run") is { ValueKind: JsonValueKind.Object } run ? [.. run.GetProperty("modelCalls").EnumerateArray()] : [];

    private static string? Name(JsonElement value) => value.ValueKind == JsonValueKind.Object ? value.GetProperty("name").GetString() : value.GetString();

    private static string? Text(JsonElement call, string name) => call.GetProperty(name).GetString();

    private static int Int(JsonElement call, string name) => int.Parse(call.GetProperty(name).ToString(), System.Globalization.CultureInfo.InvariantCulture);

    private static async Task AskAsync(HttpClient client, string path, string body, CancellationToken cancellation)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await client.PostAsync(path, content, cancellation);
        await answer.Content.ReadAsByteArrayAsync(cancellation);
    }
}
