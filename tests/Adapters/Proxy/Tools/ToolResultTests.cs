using System.Text;
using Tracing.Adapters.Proxy.Protocols;
using Tracing.Adapters.Proxy.Recording;

namespace Tracing.Adapters.Tests.Proxy.Tools;

/// <summary>What results of tools a request holds, and how the tools ended by them.</summary>
public sealed class ToolResultTests
{
    [Theory]
    [InlineData(
        "/v1/chat/completions",
        """{"messages":[{"role":"user","content":"x"},{"role":"assistant","tool_calls":[{"id":"a"}]},{"role":"tool","tool_call_id":"a","content":"out"},{"content":[{"type":"text","text":"o"}],"tool_call_id":"b","role":"tool"},{"role":"tool"},5]}""",
        "a - - - | b - - -")]
    [InlineData(
        "/v1/messages",
        """{"messages":[{"role":"user","content":"x"},{"role":"user","content":[{"type":"text","text":"{}"},{"type":"tool_result","tool_use_id":"a","content":"no","is_error":true},{"is_error":false,"content":[{"type":"text","text":"y"}],"tool_use_id":"b","type":"tool_result"},{"type":"tool_result","tool_use_id":"c"}]}]}""",
        "a - True - | b - False - | c - - -")]
    [InlineData(
        "/v1/responses",
        """{"input":[{"type":"function_call","call_id":"a","name":"f"},{"type":"function_call_output","call_id":"a","output":"Chunk ID: 1\nWall time: 0.1 seconds\nProcess exited with code 3\nOriginal token count: 1\nOutput:\nx"},{"type":"custom_tool_call_output","call_id":"b","output":"{\"output\":\"x\",\"metadata\":{\"exit_code\":0,\"duration_seconds\":0.1}}"},{"type":"local_shell_call_output","call_id":"c","output":"Exit code: 7\nWall time: 1 seconds\nOutput:\n"},{"type":"shell_call_output","call_id":"d","output":[{"stdout":"","stderr":"","outcome":{"type":"exit","exit_code":4}}]},{"type":"apply_patch_call_output","call_id":"e","status":"failed","output":"no"},{"type":"function_call_output","call_id":"f","output":"Exit code: 1\nnot a head"},{"type":"function_call_output","call_id":"g","output":[{"type":"input_text","text":"Exit code: 5\nWall time: 1 seconds\nOutput:\nx"}]}]}""",
        "a - - 3 | b - - 0 | c - - 7 | d - - 4 | e - True - | f - - - | g - - 5")]
    [InlineData(
        "/v1beta/models/m:generateContent",
        """{"contents":[{"role":"model","parts":[{"functionCall":{"name":"ls"}}]},{"role":"user","parts":[{"functionResponse":{"name":"ls","response":{"output":"x"}}},{"functionResponse":{"id":"i","name":"cat","response":{"error":"no such file"}}}]}]}""",
        "- ls - - | i cat True -")]
    [InlineData("/v1internal:generateContent", """{"model":"m","request":{"contents":[{"parts":[{"functionResponse":{"name":"ls"}}]}]}}""", "- ls - -")]
    [InlineData("/v1/chat/completions", """{"messages":"x"}""", "")]
    [InlineData("/v1/responses", """{"input":"x"}""", "")]
    [InlineData("/v1/messages", """{"messages":[{"content":{"type":"tool_result"}}]}""", "")]
    [InlineData("/v1/messages", """{"messages":[{"content":[{"type":"tool_result","tool_use_id":"\ud800"},{"type":"tool_result","tool_use_id":"b"}]}]}""", "b - - -")]
    public void Results_are_found_whatever_stands_around_them(string path, string body, string expected)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        IModelProtocol protocol = ModelProtocols.Of("POST", path)!;

        ToolResults results = RequestFacts.Read(bytes, protocol).Results!;

        Assert.Equal(expected, string.Join(" | ", results.All.Select(Told)));

        string Told(ToolResult result)
        {
            ToolOutcome outcome = result.Content.Equals(default) ? default : protocol.OutcomeOf(bytes.AsSpan(result.Content));
            return $"{result.Id ?? "-"} {result.Name ?? "-"} {Text(result.Failed ?? outcome.Failed)} {Text(outcome.ExitCode)}";
        }
    }

    [Fact]
    public void What_stands_before_the_models_last_answer_is_old()
    {
        const string Body = """{"contents":[{"role":"user","parts":[]},{"role":"user","parts":[{"functionResponse":{"name":"a"}}]},{"parts":[],"role":"model"},{"role":"user","parts":[{"functionResponse":{"name":"b"}}]}]}""";

        ToolResults results = RequestFacts.Read(Encoding.UTF8.GetBytes(Body), ModelProtocols.Of("POST", "/m:generateContent")!).Results!;

        Assert.Equal(["b"], results.All.Skip(results.Old).Select(result => result.Name));
        Assert.Equal(4, results.Conversation.Items);
    }

    private static string Text<T>(T? value)
        where T : struct => value?.ToString() ?? "-";
}
