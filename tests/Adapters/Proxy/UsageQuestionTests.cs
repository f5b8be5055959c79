using System.Text;
using System.Text.Json.Nodes;
using Tracing.Adapters.Proxy.Protocols;

namespace Tracing.Adapters.Tests.Proxy;

/// <summary>How usage is asked for in a request that does not ask itself.</summary>
public sealed class UsageQuestionTests
{
    private static readonly IModelProtocol Chat = ModelProtocols.Of("POST", "/v1/chat/completions")!;

    [Theory]
    [InlineData("""{"model":"m","stream":true}""", """{"stream_options":{"include_usage":true},"model":"m","stream":true}""")]
    [InlineData("""  { "stream" : true }""", """  {"stream_options":{"include_usage":true}, "stream" : true }""")]
    [InlineData("""{"stream":true,"stream_options":null}""", """{"stream":true,"stream_options":{"include_usage":true}}""")]
    [InlineData("""{"stream":true,"stream_options":{ }}""", """{"stream":true,"stream_options":{"include_usage":true }}""")]
    [InlineData("""{"stream":true,"stream_options":{"include_obfuscation":false}}""", """{"stream":true,"stream_options":{"include_usage":true,"include_obfuscation":false}}""")]
    [InlineData("""{"stream_options":{"a":[{}],"include_usage": false},"stream":true}""", """{"stream_options":{"a":[{}],"include_usage": true},"stream":true}""")]
    [InlineData("""{"messages":[{"stream_options":{"include_usage":true}}],"stream":true}""", """{"stream_options":{"include_usage":true},"messages":[{"stream_options":{"include_usage":true}}],"stream":true}""")]
    public void It_is_put_in_without_touching_another_byte(string body, string expected)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        RequestFacts facts = RequestFacts.Read(bytes, Chat);

        UsagePut put = facts.Usage.Ask()!;
        byte[] asking = [.. bytes[..put.Offset], .. put.Bytes.Span, .. bytes[(put.Offset + put.Length)..]];

        Assert.True(facts.Streams);
        Assert.Equal(expected, Encoding.UTF8.GetString(asking));
        Assert.True((bool)JsonNode.Parse(asking)!["stream_options"]!["include_usage"]!);
    }

    [Theory]
    [InlineData("""{"stream":true,"stream_options":{"include_usage":true}}""")]
    [InlineData("""{"stream":true,"stream_options":{"include_usage":1}}""")]
    [InlineData("""{"stream":true,"stream_options":5}""")]
    public void Who_asks_already_or_says_what_only_the_upstream_can_judge_is_left_alone(string body)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(body);

        Assert.Null(RequestFacts.Read(bytes, Chat).Usage.Ask());
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"stream\":true,")]
    [InlineData("{\"model\":\"\\ud800\",\"stream\":true}")]
    public void What_cannot_be_read_asks_for_nothing(string body) => Assert.False(RequestFacts.Read(Encoding.UTF8.GetBytes(body), Chat).Streams);
}
