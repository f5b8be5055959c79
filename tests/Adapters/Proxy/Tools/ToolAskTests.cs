using System.Text;
using CsCheck;
using Tracing.Adapters.Proxy.Protocols;
using Tracing.Adapters.Proxy.Recording;

namespace Tracing.Adapters.Tests.Proxy.Tools;

/// <summary>What tools an answer asks for, read from bytes as vendors send them, wherever they are cut.</summary>
public sealed class ToolAskTests
{
    private const string Chat = "/v1/chat/completions";
    private const string Responses = "/v1/responses";
    private const string Messages = "/v1/messages";
    private const string Gemini = "/v1beta/models/m:streamGenerateContent";
    private const string Events = "text/event-stream";
    private const string Json = "application/json";

    private static readonly Gen<int[]> Cuts = Gen.Int[1, 40].Array[1, 200];

    public static TheoryData<string, string, string, string> Answers => new()
    {
        {
            Chat, Events,
            """
            data: {"choices":[{"index":0,"delta":{"role":"assistant","tool_calls":[{"index":0,"id":"call_a","type":"function","function":{"name":"read","arguments":""}}]}}]}

            data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\"p\":"}}]}}]}

            data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":1,"id":"call_b","type":"function","function":{"name":"read","arguments":"{}"}}]}}]}

            data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"\"ü\"}"}}]}}]}

            data: {"choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}

            data: [DONE]


            """,
            """call_a read {"p":"ü"} | call_b read {}"""
        },
        {
            // Two calls numbered alike, and a server that never says why it ended.
            Chat, Events,
            """
            data: {"choices":[{"delta":{"tool_calls":[{"index":0,"id":"1","function":{"name":"a","arguments":"{}"}}]}}]}

            data: {"choices":[{"delta":{"tool_calls":[{"index":0,"id":"2","function":{"name":"b","arguments":"{}"}}]}}]}

            data: {"choices":[{"delta":{"tool_calls":[{"id":"3","type":"custom","custom":{"name":"c","input":"text"}}]}}]}

            data: [DONE]


            """,
            "1 a {} | 2 b {} | 3 c text"
        },
        {
            Chat, Json,
            """{"choices":[{"message":{"content":null,"tool_calls":[{"id":"x","type":"function","function":{"name":"f","arguments":"{}"}},{"id":"y","type":"function","function":{"name":"g","arguments":""}}]},"finish_reason":"tool_calls"}]}""",
            "x f {} | y g "
        },
        {
            Responses, Events,
            """
            event: response.output_item.added
            data: {"type":"response.output_item.added","output_index":0,"item":{"id":"fc_1","type":"function_call","status":"in_progress","call_id":"c1","name":"exec_command","arguments":""}}

            data: {"type":"response.function_call_arguments.delta","item_id":"fc_1","delta":"{\"cmd\":1}"}

            data: {"type":"response.output_item.done","output_index":0,"item":{"id":"fc_1","type":"function_call","status":"completed","call_id":"c1","name":"exec_command","arguments":"{\"cmd\":1}"}}

            data: {"type":"response.output_item.done","output_index":1,"item":{"type":"custom_tool_call","call_id":"c2","name":"apply_patch","input":"*** Begin"}}

            data: {"type":"response.output_item.done","output_index":2,"item":{"type":"web_search_call","id":"ws","status":"completed"}}

            data: {"type":"response.output_item.done","output_index":3,"item":{"type":"local_shell_call","call_id":"c3","action":{"command":["ls"]}}}

            data: {"type":"response.completed","response":{"status":"completed","output":[{"type":"function_call","call_id":"c1","name":"exec_command","arguments":"{}"},{"type":"function_call","call_id":"c4","name":"late","arguments":"{}"}]}}


            """,
            """c1 exec_command {"cmd":1} | c2 apply_patch *** Begin | c3 local_shell {"command":["ls"]} | c4 late {}"""
        },
        {
            Messages, Events,
            """
            data: {"type":"message_start","message":{"id":"m"}}

            data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

            data: {"type":"content_block_stop","index":0}

            data: {"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"toolu_1","name":"Bash","input":{}}}

            data: {"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{\"command\":"}}

            data: {"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"\"ls\"}"}}

            data: {"type":"content_block_stop","index":1}

            data: {"type":"content_block_start","index":2,"content_block":{"type":"server_tool_use","id":"srv","name":"web_search","input":{}}}

            data: {"type":"content_block_stop","index":2}

            data: {"type":"content_block_start","index":3,"content_block":{"type":"tool_use","id":"toolu_2","name":"Read","input":{}}}

            data: {"type":"content_block_stop","index":3}

            data: {"type":"message_stop"}


            """,
            """toolu_1 Bash {"command":"ls"} | toolu_2 Read """
        },
        {
            Messages, Json,
            """{"type":"message","content":[{"type":"tool_use","id":"t","name":"Bash","input":{"a":1}},{"type":"mcp_tool_use","id":"no","name":"x"}],"stop_reason":"tool_use"}""",
            """t Bash {"a":1}"""
        },
        {
            Gemini, Events,
            """
            data: {"candidates":[{"content":{"parts":[{"text":"x"},{"functionCall":{"name":"ls","args":{"d":"."}},"thoughtSignature":"s"}]}}]}

            data: {"response":{"candidates":[{"content":{"parts":[{"functionCall":{"id":"i","name":"ls","args":{}}}]},"finishReason":"STOP"}]}}


            """,
            """- ls {"d":"."} | i ls {}"""
        },
        { Gemini, Json, """[{"candidates":[{"content":{"parts":[{"functionCall":{"name":"ls","args":{}}},{"functionCall":{"name":"ls"}}]},"finishReason":"STOP"}]}]""", "- ls {} | - ls " },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public void Tools_are_the_same_wherever_the_answer_is_cut(string path, string mediaType, string answer, string expected)
    {
        foreach (string lineEnd in mediaType == Events ? new[] { "\n", "\r\n", "\r" } : ["\n"])
        {
            byte[] bytes = Encoding.UTF8.GetBytes(answer.Replace("\r", "", StringComparison.Ordinal).Replace("\n", lineEnd, StringComparison.Ordinal));
            Assert.Equal(expected, Asked(path, mediaType, [bytes.Length], bytes));
            Assert.Equal(expected, Asked(path, mediaType, [1], bytes));
            Cuts.Sample(cuts => Assert.Equal(expected, Asked(path, mediaType, cuts, bytes)), iter: 100);
        }
    }

    [Theory]
    [InlineData(Chat, """data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"a","function":{"name":"f","arguments":"{"}}]}}]}""")]
    [InlineData(Responses, """data: {"type":"response.output_item.added","item":{"type":"function_call","call_id":"c1","name":"f","arguments":""}}""")]
    [InlineData(Messages, """data: {"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"t","name":"Bash","input":{}}}""")]
    [InlineData(Messages, """data: {"type":"content_block_stop","index":1}""")]
    [InlineData(Gemini, """data: {"candidates":[{"content":{"parts":[{"functionCall":{"args":{}}},{"functionCall":5},5]}}]}""")]
    [InlineData(Gemini, """data: {"candidates":[{"content":{"parts":[{"functionCall":{"name":"\ud800"}}]}}]}""")]
    public void An_order_that_is_not_whole_or_cannot_be_read_is_none(string path, string answer) =>
        Assert.Equal("", Asked(path, Events, [7], Encoding.UTF8.GetBytes(answer + "\n\n")));

    [Fact]
    public void Arguments_are_kept_only_where_contents_are_and_no_longer_than_that()
    {
        byte[] whole = Encoding.UTF8.GetBytes("""{"content":[{"type":"tool_use","id":"t","name":"Bash","input":{"a":1}}]}""");

        Assert.Null(Assert.Single(Tools(Messages, Json, [9], whole, maxArguments: 0)).Arguments);
        Assert.Equal("{\"a", Assert.Single(Tools(Messages, Json, [9], whole, maxArguments: 3)).Arguments);
    }

    private static string Asked(string path, string mediaType, int[] cuts, byte[] bytes) =>
        string.Join(" | ", Tools(path, mediaType, cuts, bytes, maxArguments: 1000).Select(tool => $"{tool.Id ?? "-"} {tool.Name} {tool.Arguments}"));

    private static List<AskedTool> Tools(string path, string mediaType, int[] cuts, byte[] bytes, int maxArguments)
    {
        var tools = new List<AskedTool>();
        var recording = new CallRecording(ModelProtocols.Of("POST", path)!, path, TimeProvider.System) { MaxReadBytes = 64 << 10 };
        recording.Facts.Tools.Asked = tools.Add;
        recording.Facts.Tools.MaxArguments = maxArguments;
        recording.Answered(200, mediaType, isPlain: true);
        int at = 0;
        for (int i = 0; at < bytes.Length; i++)
        {
            int length = Math.Min(cuts[i % cuts.Length], bytes.Length - at);
            recording.Read(bytes.AsSpan(at, length), recording.Now);
            at += length;
        }

        recording.End();
        return tools;
    }
}
