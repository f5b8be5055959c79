using System.Text;
using System.Text.Json;
using Tracing.Adapters.Proxy;
using Tracing.Adapters.Proxy.Recording;
using Tracing.Adapters.Tests.Proxy.Stage;
using Tracing.Adapters.ScriptedModel.Serving;

namespace Tracing.Adapters.Tests.Proxy;

/// <summary>Contents are kept where an option says so, in one form for all protocols, cut to a bound and without keys.</summary>
public sealed class ContentTests
{
    private const string Own = "own+key/with\"quote-0123456789";
    private const string Shaped = "sk-ant-api03-AbCdEfGh0123456789";

    [Theory]
    [MemberData(nameof(TruthTests.Forms), MemberType = typeof(TruthTests))]
    public async Task Messages_and_tools_are_kept_in_one_form(string form, bool stream)
    {
        await using ScriptedModelServer model = await SampleScript.StartAsync();
        await using ProxyStage stage = await ProxyStage.StartAsync(new ProxyOptions { Upstream = model.Address.ToString(), Content = true });
        var agent = new Conversation(form, stream);

        await stage.AskAsync(agent.Path, agent.Body);
        await stage.Sink.WaitForAsync(1);
        CalledTool used = Assert.Single(model.Log.Records[0].Calls);
        agent.Used((used.Id, used.Name, "what it printed", false));
        await stage.AskAsync(agent.Path, agent.Body);
        RecordedCall[] calls = [.. await stage.Sink.WaitForAsync(2)];

        JsonElement answer = Json(calls[0].Output!.Json)[0];
        Assert.Equal(("assistant", calls[0].Facts.FinishReason), (answer.GetProperty("role").GetString(), answer.GetProperty("finish_reason").GetString()));
        JsonElement[] parts = [.. answer.GetProperty("parts").EnumerateArray()];
        Assert.Equal("I look at it: Grüße 🙂 and a text that is long enough to be cut in pieces.", parts[0].GetProperty("content").GetString());
        Assert.Equal((used.Id, used.Name), (parts[1].GetProperty("id").GetString(), parts[1].GetProperty("name").GetString()));
        Assert.Equal(used.Arguments.ToJsonString(), Json(parts[1].GetProperty("arguments").GetString()!).GetRawText(), JsonText.Same);
        JsonElement[] sent = [.. Json(calls[1].Input!.Json).EnumerateArray().SelectMany(message => message.GetProperty("parts").EnumerateArray())];
        Assert.Equal(["text", "tool_call", "tool_call_response"], sent.Select(part => part.GetProperty("type").GetString()));
        Assert.Contains("what it printed", sent[2].GetProperty("response").GetString(), StringComparison.Ordinal);
        Assert.Equal((false, false), (calls[1].Input!.IsCut, calls[0].Output!.IsCut));
        RecordedToolCall tool = Assert.Single(stage.Sink.ToolCalls);
        Assert.Contains("what it printed", tool.Result, StringComparison.Ordinal);
        Assert.Equal(used.Arguments.ToJsonString(), tool.Arguments!, JsonText.Same);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1000)]
    public async Task Keys_are_taken_out_however_they_are_escaped_or_cut(int pieceLength)
    {
        string escaped = string.Concat(Shaped.Select(c => $"\\u{(int)c:x4}"));
        string own = JsonSerializer.Serialize(Own)[1..^1];
        string events = string.Concat((Own + " and " + Shaped + " end").Chunk(pieceLength).Select(piece =>
            $"data: {JsonSerializer.Serialize(new { type = "content_block_delta", index = 0, delta = new { type = "text_delta", text = new string(piece) } })}\n\n"));
        string order = string.Concat($$"""{"a":"{{own}}","b":"{{escaped}}"}""".Chunk(pieceLength).Select(piece =>
            $"data: {JsonSerializer.Serialize(new { type = "content_block_delta", index = 1, delta = new { type = "input_json_delta", partial_json = new string(piece) } })}\n\n"));
        await using RawUpstream upstream = RawUpstream.Start(async exchange =>
        {
            await exchange.SendAsync(RawUpstream.EventsHead);
            await exchange.SendChunkAsync(events + "data: {\"type\":\"content_block_start\",\"index\":1,\"content_block\":{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"Bash\"}}\n\n");
            await exchange.SendChunkAsync(order + "data: {\"type\":\"content_block_stop\",\"index\":1}\n\ndata: {\"type\":\"message_stop\"}\n\n");
            await exchange.EndAsync();
        });
        await using ProxyStage stage = await ProxyStage.StartAsync(new ProxyOptions { Upstream = upstream.Address.ToString(), Content = true });
        stage.Client.DefaultRequestHeaders.TryAddWithoutValidation("x-api-key", Own);

        await stage.AskAsync("/v1/messages", $$"""{"stream":true,"messages":[{"role":"user","content":"{{own}} {{escaped}}"},{"role":"user","content":[{"type":"tool_result","tool_use_id":"old","content":[{"type":"text","text":"{{escaped}}"}]}]}]}""");
        RecordedCall call = await stage.Sink.OneAsync();
        await stage.AskAsync("/v1/messages", $$"""{"stream":true,"messages":[{"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":"{{own}} {{escaped}}"}]}]}""");
        await stage.Sink.WaitForAsync(2);

        RecordedToolCall tool = stage.Sink.ToolCalls[0];
        foreach (string kept in new[] { call.Input!.Json, call.Output!.Json, tool.Arguments!, tool.Result! })
        {
            Assert.Contains("[redacted]", kept, StringComparison.Ordinal);
            foreach (string secret in new[] { "0123456789", "AbCdEf", "own+key", "u0073", "api03" })
            {
                Assert.DoesNotContain(secret, kept, StringComparison.Ordinal);
            }
        }

        Assert.Contains("[redacted] and [redacted] end", call.Output.Json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sk-proj-abcdefghij")]
    [InlineData("AIzaSyA0123456789abcdefghij")]
    [InlineData("ghp_0123456789abcdefghij")]
    [InlineData("AKIAIOSFODNN7EXAMPLE")]
    [InlineData("Bearer abc.def-ghi")]
    [InlineData("eyJhbGciOiJI.eyJzdWIiOiIx.c2ln")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nMIIE-x\nabc=\n-----END RSA PRIVATE KEY-----")]
    public async Task What_has_the_shape_of_a_key_is_no_content(string secret)
    {
        await using ScriptedModelServer model = await SampleScript.StartAsync();
        await using ProxyStage stage = await ProxyStage.StartAsync(new ProxyOptions { Upstream = model.Address.ToString(), Content = true });

        await stage.AskAsync("/v1/responses", JsonSerializer.Serialize(new { model = "m", input = $"before {secret} behind; risk-free task-list" }));

        Assert.Equal("before [redacted] behind; risk-free task-list", Json((await stage.Sink.OneAsync()).Input!.Json)[0].GetProperty("parts")[0].GetProperty("content").GetString());
    }

    [Fact]
    public async Task What_is_longer_than_the_bound_is_cut_says_so_and_the_latest_messages_are_kept()
    {
        string answer = JsonSerializer.Serialize(new { choices = new[] { new { message = new { content = new string('ü', 9_000) + Shaped + new string('x', 9_000) }, finish_reason = "stop" } } });
        await using RawUpstream upstream = RawUpstream.Saying($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(answer)}\r\n\r\n{answer}");
        await using ProxyStage stage = await ProxyStage.StartAsync(new ProxyOptions { Upstream = upstream.Address.ToString(), Content = true, MaxContentBytes = 2_000 });
        string body = JsonSerializer.Serialize(new { messages = new[] { "first", "second " + new string('y', 1_990), "latest" }.Select(text => new { role = "user", content = text }) });

        await stage.AskAsync("/v1/chat/completions", body);

        RecordedCall call = await stage.Sink.OneAsync();
        Assert.Equal((true, true), (call.Input!.IsCut, call.Output!.IsCut));
        string[] kept = [.. Json(call.Input.Json).EnumerateArray().Select(message => message.GetProperty("parts")[0].GetProperty("content").GetString()!)];
        Assert.Equal((2, "latest", 1_994), (kept.Length, kept[1], kept[0].Length));
        Assert.Equal(new string('ü', 1_000), Json(call.Output.Json)[0].GetProperty("parts")[0].GetProperty("content").GetString());
    }

    [Theory]
    [InlineData("{\"messages\":5}")]
    [InlineData("{\"messages\":[5,null,{\"role\":\"user\"},{\"role\":5,\"content\":[5,{\"type\":\"image\"}]}]}")]
    [InlineData("not json")]
    [InlineData("{\"messages\":[{\"role\":\"user\",\"content\":\"\\ud800\"}]}")]
    public async Task What_cannot_be_read_is_forwarded_all_the_same(string body)
    {
        await using RawUpstream upstream = RawUpstream.Saying("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");
        await using ProxyStage stage = await ProxyStage.StartAsync(new ProxyOptions { Upstream = upstream.Address.ToString(), Content = true });

        Assert.Equal("{}", Encoding.UTF8.GetString(await stage.AskAsync("/v1/chat/completions", body)));
        Assert.Equal(200, (await stage.Sink.OneAsync()).Status);
    }

    private static JsonElement Json(string json) => JsonDocument.Parse(json).RootElement;

    private sealed class JsonText : IEqualityComparer<string>
    {
        public static JsonText Same { get; } = new();

        public bool Equals(string? x, string? y) => JsonElement.DeepEquals(Json(x!), Json(y!));

        public int GetHashCode(string obj) => 0;
    }
}
