using System.Text;
using Tracing.Adapters.Agents;
using Tracing.Adapters.Agents.Output;

namespace Tracing.Adapters.Tests.Agents;

/// <summary>What each agent's lines mean; the lines are in the shapes that the agents print, written for these tests.</summary>
public sealed class AgentOutputTests
{
    [Fact]
    public void Claude_code_and_qwen_code()
    {
        AgentEnding ending = Read("claude-code", 0, """
            {"type":"system","subtype":"init","tools":["Bash"]}
            {"type":"assistant","message":{"content":[{"type":"text","text":"I look."},{"type":"tool_use","id":"t1","name":"Bash","input":{"command":"cat a; exit 3"}}]}}
            {"type":"user","message":{"content":[{"type":"tool_result","tool_use_id":"t1","is_error":true,"content":"Exit code 3\nno such file"}]}}
            {"type":"system","subtype":"api_retry","attempt":1}
            {"type":"assistant","message":{"content":[{"type":"text","text":"Done."}]}}
            {"type":"result","subtype":"success","is_error":false,"result":"Done."}
            """);

        Assert.Equal(["says I look.", "t1 Bash: cat a; exit 3", "t1 -> 3 failed", "says Done.", "well"], Told(ending));
        Assert.Equal((null, "Done."), (ending.Failure, ending.FinalText));
        Assert.Equal("credit is used up", Read("qwen-code", 0, """{"type":"result","subtype":"error_during_execution","is_error":true,"result":"credit is used up"}""").Failure);
    }

    [Fact]
    public void Codex()
    {
        AgentEnding ending = Read("codex", 0, """
            {"type":"thread.started","thread_id":"x"}
            {"type":"item.started","item":{"id":"item_0","type":"command_execution","command":"bash -lc 'false'","aggregated_output":"","exit_code":null,"status":"in_progress"}}
            {"type":"error","message":"Reconnecting... 1/5"}
            {"type":"item.completed","item":{"id":"item_0","type":"command_execution","command":"bash -lc 'false'","aggregated_output":"out","exit_code":1,"status":"failed"}}
            {"type":"item.completed","item":{"id":"item_1","type":"file_change","changes":[{"path":"/w/a.py","kind":"update"}],"status":"completed"}}
            {"type":"item.completed","item":{"id":"item_2","type":"agent_message","text":"Mended."}}
            {"type":"turn.completed","usage":{"input_tokens":1,"output_tokens":2}}
            """);

        Assert.Equal(["item_0 exec_command: bash -lc 'false'", "fails Reconnecting... 1/5", "item_0 -> 1 failed", "item_1 apply_patch: /w/a.py", "item_1 -> - ok", "says Mended.", "well"], Told(ending));
        Assert.Null(ending.Failure);
        Assert.Equal("quota", Read("codex", 0, """{"type":"turn.failed","error":{"message":"quota"}}""").Failure);
    }

    [Theory]
    [InlineData("opencode")]
    [InlineData("kilo")]
    public void Opencode_and_kilo_with_the_tools_own_times(string agent)
    {
        AgentEnding ending = Read(agent, 0, """
            {"type":"step_start","timestamp":1790000000000,"part":{"type":"step-start"}}
            {"type":"text","timestamp":1790000000100,"part":{"type":"text","text":"Look.","time":{"start":1790000000050,"end":1790000000090}}}
            {"type":"tool_use","timestamp":1790000000400,"part":{"type":"tool","callID":"c1","tool":"bash","state":{"status":"completed","input":{"command":"exit 3"},"output":"o","metadata":{"exit":3},"time":{"start":1790000000200,"end":1790000000300}}}}
            {"type":"step_finish","timestamp":1790000000500,"part":{"reason":"stop","tokens":{"input":1}}}
            """);

        Assert.Equal(["says Look.", "c1 bash: exit 3", "c1 -> 3 failed", "well"], Told(ending));
        Assert.Equal([1790000000090, 1790000000200, 1790000000300, 1790000000500], ending.Events.Select(told => told.At.ToUnixTimeMilliseconds()));
        Assert.Equal("no such model", Read(agent, 1, """{"type":"error","timestamp":1,"error":{"name":"APIError","data":{"message":"no such model"}}}""").Failure);
    }

    [Fact]
    public void Gemini_cli_with_messages_in_pieces()
    {
        AgentEnding ending = Read("gemini-cli", 0, """
            {"type":"init","timestamp":"2026-01-02T03:04:05.000Z","model":"m"}
            {"type":"message","timestamp":"2026-01-02T03:04:05.000Z","role":"user","content":"mend"}
            {"type":"message","timestamp":"2026-01-02T03:04:06.000Z","role":"assistant","content":"I ","delta":true}
            {"type":"message","timestamp":"2026-01-02T03:04:06.100Z","role":"assistant","content":"look.","delta":true}
            {"type":"tool_use","timestamp":"2026-01-02T03:04:07.000Z","tool_name":"run_shell_command","tool_id":"g1","parameters":{"command":"ls"}}
            {"type":"tool_result","timestamp":"2026-01-02T03:04:08.000Z","tool_id":"g1","status":"success","output":"a"}
            {"type":"message","timestamp":"2026-01-02T03:04:09.000Z","role":"assistant","content":"Do","delta":true}
            {"type":"message","timestamp":"2026-01-02T03:04:09.100Z","role":"assistant","content":"ne.","delta":true}
            {"type":"result","timestamp":"2026-01-02T03:04:10.000Z","status":"success"}
            """);

        Assert.Equal(["says I ", "says look.", "g1 run_shell_command: ls", "g1 -> - ok", "says Do", "says ne.", "well"], Told(ending));
        Assert.Equal("Done.", ending.FinalText);
    }

    [Fact]
    public void Pi_whose_exit_codes_are_in_the_text_and_whose_process_ends_with_0_whatever_happened()
    {
        AgentEnding ending = Read("pi", 0, """
            {"type":"session","version":3,"id":"x","timestamp":"2026-01-02T03:04:05.000Z","cwd":"/w"}
            {"type":"message_end","message":{"role":"user","content":[{"type":"text","text":"mend"}]}}
            {"type":"message_end","message":{"role":"assistant","content":[{"type":"text","text":"Look."},{"type":"toolCall","id":"p1","name":"bash","arguments":{"command":"exit 3"}}],"stopReason":"toolUse"}}
            {"type":"tool_execution_start","toolCallId":"p1","toolName":"bash","args":{"command":"exit 3"}}
            {"type":"tool_execution_end","toolCallId":"p1","toolName":"bash","result":{"content":[{"type":"text","text":"o\n\n\nCommand exited with code 3"}]},"isError":true}
            {"type":"message_end","message":{"role":"assistant","content":[],"stopReason":"error","errorMessage":"401 wrong key"}}
            """);

        Assert.Equal(["says Look.", "well", "p1 bash: exit 3", "p1 -> 3 failed", "fails 401 wrong key"], Told(ending));
        Assert.Equal("401 wrong key", ending.Failure);
    }

    [Fact]
    public void Cline_between_lines_that_are_no_records()
    {
        AgentEnding ending = Read("cline", 0, """
            Warning: something
            {"ts":"2026-01-02T03:04:05.000Z","type":"hook_event","hookEventName":"agent_start"}
            {"ts":"2026-01-02T03:04:05.100Z","type":"agent_event","event":{"type":"content_start","contentType":"text","text":"I","accumulated":"I"}}
            {"ts":"2026-01-02T03:04:05.200Z","type":"agent_event","event":{"type":"content_end","contentType":"text","text":"I look."}}
            {"ts":"2026-01-02T03:04:06.000Z","type":"agent_event","event":{"type":"content_start","contentType":"tool","toolName":"run_commands","toolCallId":"k1","input":{"commands":["cat a; exit 3"]}}}
            {not json}
            {"ts":"2026-01-02T03:04:07.000Z","type":"agent_event","event":{"type":"content_end","contentType":"tool","toolName":"run_commands","toolCallId":"k1","output":[{"query":"cat a; exit 3","result":"[Command exited with code 3]\no","success":false}],"durationMs":54}}
            {"ts":"2026-01-02T03:04:08.000Z","type":"agent_event","event":{"type":"iteration_end","iteration":1}}
            """);

        Assert.Equal(["says I look.", "k1 run_commands: cat a; exit 3", "k1 -> 3 failed", "well"], Told(ending));
    }

    [Fact]
    public void Copilot_and_continue()
    {
        AgentEnding copilot = Read("copilot", 0, """
            {"type":"assistant.message","data":{"content":"I look.","toolRequests":[]},"timestamp":"2026-01-02T03:04:05.000Z"}
            {"type":"tool.execution_start","data":{"toolCallId":"t1","toolName":"bash","arguments":{"command":"exit 3"}},"timestamp":"2026-01-02T03:04:06.000Z"}
            {"type":"tool.execution_complete","data":{"toolCallId":"t1","success":true,"shellExecution":{"exitCode":3},"result":{"content":"o"}},"timestamp":"2026-01-02T03:04:07.000Z"}
            """);
        AgentEnding answered = Read("continue", 0, """{"response":"Done.","status":"success","note":"wrapped"}""");

        Assert.Equal(["says I look.", "t1 bash: exit 3", "t1 -> 3 failed"], Told(copilot));
        Assert.Equal(("Done.", null), (answered.FinalText, answered.Failure));
        Assert.Equal("no model", Read("continue", 0, """{"status":"error","message":"no model"}""").Failure);
    }

    [Fact]
    public void OpenHands_whole_session_with_a_failure_that_its_exit_code_hides()
    {
        AgentEnding ending = Read("openhands", 0, """
            Initializing agent...
            {"id":"1","timestamp":"2026-01-02T03:04:05.000123","source":"user","llm_message":{"role":"user","content":[{"type":"text","text":"mend"}]},"kind":"MessageEvent"}
            {"id":"2","timestamp":"2026-01-02T03:04:06.000123","source":"agent","thought":[{"type":"text","text":"I look."}],"action":{"command":"ls","is_input":false,"kind":"TerminalAction"},"tool_name":"terminal","tool_call_id":"c1","tool_call":{"id":"c1","name":"terminal","arguments":"{\"command\":\"ls\"}"},"llm_response_id":"r1","kind":"ActionEvent"}
            {"id":"3","timestamp":"2026-01-02T03:04:06.250000","source":"environment","tool_name":"terminal","tool_call_id":"c1","action_id":"2","observation":{"content":[{"type":"text","text":"a.py"}],"is_error":false,"command":"ls","exit_code":0,"kind":"TerminalObservation"},"kind":"ObservationEvent"}
            {"id":"4","timestamp":"2026-01-02T03:04:07","source":"agent","thought":[],"action":null,"tool_name":"file_editor","tool_call_id":"c2","tool_call":{"id":"c2","name":"file_editor","arguments":"{\"command\":\"view\"}"},"kind":"ActionEvent"}
            {"id":"5","timestamp":"2026-01-02T03:04:08","source":"agent","tool_name":"file_editor","tool_call_id":"c2","error":"no path","kind":"AgentErrorEvent"}
            {"id":"6","timestamp":"2026-01-02T03:04:09","source":"agent","thought":[],"action":{"command":"sleep 99","kind":"TerminalAction"},"tool_name":"terminal","tool_call_id":"c3","kind":"ActionEvent"}
            {"id":"7","timestamp":"2026-01-02T03:04:39","source":"environment","tool_name":"terminal","tool_call_id":"c3","observation":{"content":[],"is_error":false,"exit_code":-1,"kind":"TerminalObservation"},"kind":"ObservationEvent"}
            {"id":"8","timestamp":"2026-01-02T03:04:40","source":"environment","key":"full_state","value":{},"kind":"ConversationStateUpdateEvent"}
            {"id":"9","timestamp":"2026-01-02T03:04:41","source":"environment","code":"MaxIterationsReached","detail":"500","kind":"ConversationErrorEvent"}
            Goodbye!
            """);

        Assert.Equal(
            ["says I look.", "c1 terminal: ls", "c1 -> 0 ok", "c2 file_editor: view", "c2 -> - failed", "c3 terminal: sleep 99", "c3 -> - failed", "fails MaxIterationsReached: 500"],
            Told(ending));
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 6, 250, TimeSpan.Zero), ending.Events.OfType<ToolEnded>().First().At);
        AgentEnding finished = Read("openhands", 0, """{"timestamp":"2026-01-02T03:04:07","source":"agent","thought":[],"action":{"message":"Done.","kind":"FinishAction"},"tool_name":"finish","tool_call_id":"c9","kind":"ActionEvent"}""");
        Assert.Equal(("Done.", null), (finished.FinalText, finished.Failure));
    }

    [Fact]
    public void Pieces_of_any_size_give_the_same_and_a_line_too_long_is_left_out()
    {
        string text = "{\"type\":\"assistant\",\"message\":{\"content\":[{\"type\":\"text\",\"text\":\"Grüße\"}]}}\r\n" +
            "{\"type\":\"junk\",\"a\":\"" + new string('x', 9 << 20) + "\"}\n" +
            "{\"type\":\"assistant\",\"message\":{\"content\":[{\"type\":\"text\",\"text\":\"last\"}]}}";
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        foreach (int size in new[] { 1, 7, 4096, bytes.Length })
        {
            var lines = new OutputLines(AgentRegistry.Find("claude-code")!.ReadOutput()!, TimeProvider.System);
            foreach (byte[] piece in bytes.Chunk(size))
            {
                lines.Add(piece);
            }

            lines.End();
            Assert.Equal(["Grüße", "last"], lines.Events.Cast<AgentSaid>().Select(said => said.Text));
            Assert.True(lines.Incomplete);
        }
    }

    private static AgentEnding Read(string agent, int exitCode, string output)
    {
        var lines = new OutputLines(AgentRegistry.Find(agent)!.ReadOutput()!, TimeProvider.System);
        lines.Add(Encoding.UTF8.GetBytes(output));
        lines.End();
        return new AgentEnding(exitCode, lines.Events);
    }

    private static IEnumerable<string> Told(AgentEnding ending) => ending.Events.Select(told => told switch
    {
        AgentSaid said => "says " + said.Text,
        ToolStarted started => $"{started.Id} {started.Tool}: {started.Input}",
        ToolEnded ended => $"{ended.Id} -> {ended.ExitCode?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-"} {(ended.Failed == true ? "failed" : "ok")}",
        AgentFailed failed => "fails " + failed.Message,
        _ => "well",
    });
}
