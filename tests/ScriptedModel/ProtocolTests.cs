using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Tracing.Adapters.ScriptedModel.Scripts;
using Tracing.Adapters.ScriptedModel.Serving;

namespace Tracing.ScriptedModel.Tests;

/// <summary>Each protocol on the wire, read without any vendor's library.</summary>
public sealed class ProtocolTests : IDisposable
{
    private readonly HttpClient client = new();

    public void Dispose() => client.Dispose();

    [Theory]
    [InlineData("openai.chat", "choices[0].finish_reason", "tool_calls", "length")]
    [InlineData("openai.responses", "status", "completed", "incomplete")]
    [InlineData("anthropic.messages", "stop_reason", "tool_use", "max_tokens")]
    [InlineData("gemini", "candidates[0].finishReason", "STOP", "MAX_TOKENS")]
    public async Task Turns_are_played_in_order_with_the_protocols_own_reasons(string protocol, string finishPath, string first, string second)
    {
        await using ScriptedModelServer server = await StartAsync(SampleScript.Willing);

        JsonObject one = await Wire.WholeAsync(await AskAsync(protocol, stream: false));
        JsonObject two = await Wire.WholeAsync(await AskAsync(protocol, stream: false));

        Assert.Contains(SampleScript.Text, Texts(one));
        Assert.Equal(first, At(one, finishPath));
        Assert.Contains("Cut off", Texts(two));
        Assert.Equal(second, At(two, finishPath));
        Assert.Equal([0, 1], server.Log.Records.Select(record => record.Turn!.Value));
    }

    [Theory]
    [InlineData("openai.chat")]
    [InlineData("openai.responses")]
    [InlineData("anthropic.messages")]
    [InlineData("gemini")]
    public async Task A_streamed_answer_carries_the_same_text_in_pieces(string protocol)
    {
        await using ScriptedModelServer server = await StartAsync(SampleScript.Willing);

        IReadOnlyList<JsonObject> events = await Wire.EventsAsync(await AskAsync(protocol, stream: true));

        string[] pieces = [.. events.SelectMany(one => Deltas(protocol, one))];
        Assert.True(pieces.Length > 2, $"{pieces.Length} pieces");
        Assert.Equal(SampleScript.Text, string.Concat(pieces));
        Assert.True(server.Log.Records.Single().Stream);
    }

    [Fact]
    public async Task Gemini_streams_a_json_array_to_callers_that_do_not_ask_for_events()
    {
        await using ScriptedModelServer server = await StartAsync(SampleScript.Willing);
        (string path, string body) = Wire.Request("gemini", stream: true);

        using HttpResponseMessage answer = await Wire.PostAsync(client, path.Split('?')[0], body);

        var items = (JsonArray)JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        Assert.Equal(SampleScript.Text, string.Concat(items.SelectMany(item => Deltas("gemini", (JsonObject)item!))));
    }

    [Theory]
    [InlineData("openai.chat", "error.message")]
    [InlineData("openai.responses", "error.message")]
    [InlineData("anthropic.messages", "error.message")]
    [InlineData("gemini", "error.message")]
    public async Task A_refusal_comes_first_and_the_same_turn_after_it(string protocol, string messagePath)
    {
        await using ScriptedModelServer server = await StartAsync(SampleScript.Refused);

        using HttpResponseMessage refused = await AskAsync(protocol, stream: true);
        using HttpResponseMessage answered = await AskAsync(protocol, stream: true);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal("1", refused.Headers.GetValues("Retry-After").Single());
        Assert.Equal("later", At(await Wire.WholeAsync(refused), messagePath));
        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
        Assert.Equal([(0, 1, 503), (0, 2, 200)], server.Log.Records.Select(record => (record.Turn!.Value, record.Attempt!.Value, record.Status)));
    }

    [Fact]
    public async Task The_log_of_truth_tells_what_was_asked_and_answered()
    {
        await using ScriptedModelServer server = await StartAsync(SampleScript.Willing);
        (string path, string body) = Wire.Request("openai.chat", stream: false);

        using HttpResponseMessage answer = await Wire.PostAsync(client, path, body);

        CallRecord record = Assert.Single(server.Log.Records);
        Assert.Equal(("openai.chat", CallKind.Main, "m", 200, "tool_calls"), (record.Protocol, record.Kind, record.Model, record.Status, record.Finish));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body))), record.RequestSha256);
        Assert.Equal(new ScriptUsage { Prompt = 1000, Cached = 600, CacheCreation = 100, Completion = 50, Reasoning = 20 }, record.Usage);
        Assert.Equal([SampleScript.Command, "true"], record.Calls.Select(call => (string)call.Arguments["command"]!));
        Assert.Equal(At(await Wire.WholeAsync(answer), "id"), record.ResponseId);
    }

    [Fact]
    public async Task A_request_without_tools_stands_beside_the_conversation()
    {
        await using ScriptedModelServer server = await StartAsync(SampleScript.Willing);

        using HttpResponseMessage title = await Wire.PostAsync(client, "/v1/chat/completions", """{ "model": "m", "messages": [{ "role": "user", "content": "A title?" }] }""");
        using HttpResponseMessage turn = await AskAsync("openai.chat", stream: false);

        Assert.Equal([CallKind.Side, CallKind.Main], server.Log.Records.Select(record => record.Kind));
        Assert.Equal(0, server.Log.Records[1].Turn);
    }

    [Fact]
    public async Task A_call_that_no_offered_tool_fits_is_a_clear_error()
    {
        await using ScriptedModelServer server = await StartAsync(SampleScript.Willing);

        using HttpResponseMessage answer = await Wire.PostAsync(
            client, "/v1/chat/completions", """{ "model": "m", "messages": [], "tools": [{ "type": "function", "function": { "name": "paint" } }] }""");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("paint", At(await Wire.WholeAsync(answer), "error.message"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v1/messages/count_tokens", "input_tokens")]
    [InlineData("/v1beta/models/m:countTokens", "totalTokens")]
    public async Task Counting_tokens_moves_no_turn(string path, string member)
    {
        await using ScriptedModelServer server = await StartAsync(SampleScript.Willing);

        JsonObject counted = await Wire.WholeAsync(await Wire.PostAsync(client, path, """{ "model": "m", "messages": [] }"""));

        Assert.True((int)counted[member]! > 0);
        Assert.Equal(CallKind.Count, Assert.Single(server.Log.Records).Kind);
    }

    [Theory]
    [InlineData("/v1/models", "data[0].id", "scripted-model")]
    [InlineData("/v1beta/models", "models[0].name", "models/scripted-model")]
    public async Task Models_are_listed_in_the_callers_shape(string path, string member, string name)
    {
        await using ScriptedModelServer server = await StartAsync(SampleScript.Willing);

        using HttpResponseMessage answer = await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(name, At(await Wire.WholeAsync(answer), member));
    }

    private static IEnumerable<string> Deltas(string protocol, JsonObject one) => protocol switch
    {
        "openai.chat" => one["choices"]!.AsArray().Select(choice => (string?)choice!["delta"]!["content"]).OfType<string>().Where(text => text.Length > 0),
        "openai.responses" => (string?)one["type"] == "response.output_text.delta" ? [(string)one["delta"]!] : [],
        "anthropic.messages" => (string?)one["delta"]?["type"] == "text_delta" ? [(string)one["delta"]!["text"]!] : [],
        _ => one["candidates"]![0]!["content"]!["parts"]!.AsArray().Select(part => (string?)part!["text"]).OfType<string>(),
    };

    // Every string in the answer: where the text stands differs, that it stands there does not.
    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Texts(member.Value)),
        JsonArray items => items.SelectMany(Texts),
        JsonValue value when value.TryGetValue(out string? text) => [text],
        _ => [],
    };

    private static string? At(JsonNode answer, string path) =>
        (string?)path.Split('.').Aggregate(answer, (node, step) => step.EndsWith("[0]", StringComparison.Ordinal) ? node[step[..^3]]![0]! : node[step]!);

    private async Task<ScriptedModelServer> StartAsync(Script script)
    {
        ScriptedModelServer server = await ScriptedModelServer.StartAsync(script, "127.0.0.1:0", logPath: null, TimeProvider.System, TestContext.Current.CancellationToken);
        client.BaseAddress = server.Address;
        return server;
    }

    private Task<HttpResponseMessage> AskAsync(string protocol, bool stream)
    {
        (string path, string body) = Wire.Request(protocol, stream);
        return Wire.PostAsync(client, path, body);
    }
}
