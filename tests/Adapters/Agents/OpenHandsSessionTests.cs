using Tracing.Adapters.Agents;
using Tracing.Adapters.Agents.Output;

namespace Tracing.Adapters.Tests.Agents;

/// <summary>Sessions of OpenHands, of both generations: events on standard output, the same in files, and lists written at the end.</summary>
public sealed class OpenHandsSessionTests
{
    private static readonly string[] Mended =
    [
        "says I look.", "call_1 terminal: cat calc.py; exit 3", "call_2 file_editor: view /workspace/none.py", "call_1 -> 3 failed", "call_2 -> - failed",
        "call_3 terminal: sleep 99", "call_3 -> - failed", "call_4 file_editor: str_replace /workspace/calc.py", "call_4 -> - ok", "says It adds now.", "well",
    ];

    private static readonly string[] Used =
    [
        "used 1200/0/40 chatcmpl-1", "used 1500/1100/30 chatcmpl-2", "used 1600/1500/50 chatcmpl-3", "used 2000/1600/20 chatcmpl-4",
    ];

    [Fact]
    public async Task What_is_printed_and_kept_counts_once()
    {
        using var session = new Session("openhands", "mended");

        AgentEnding both = await session.EndAsync();
        AgentEnding filesAlone = await session.EndAsync(output: "");
        Directory.Delete(Path.Join(session.Home, "openhands"), recursive: true);
        AgentEnding outputAlone = await session.EndAsync();

        Assert.Equal(Mended, Session.Told(outputAlone));
        foreach (AgentEnding ending in new[] { both, filesAlone })
        {
            Assert.Equal(Mended, Session.Told(ending).Where(line => !line.StartsWith("used", StringComparison.Ordinal)).SkipLast(1));
            Assert.Equal(Used, Session.Told(ending).Where(line => line.StartsWith("used", StringComparison.Ordinal)));
            Assert.Equal((null, "It adds now."), (ending.Failure, ending.FinalText));
        }

        ToolEnded hostile = both.Events.OfType<ToolEnded>().First();
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 6, 250, TimeSpan.Zero), hostile.At);
        Assert.Contains("\0\uFFFD \U0001F4A9", hostile.Output, StringComparison.Ordinal);
        Assert.Contains("Forged", hostile.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_lost_of_the_one_is_found_in_the_other_and_an_error_with_exit_code_0_is_a_failure()
    {
        using var session = new Session("openhands", "limit");

        AgentEnding ending = await session.EndAsync();

        // The result of the second call is lost in the files and that of the third in both; the call that has no action is told by its arguments.
        Assert.Equal(
            [
                "call_1 terminal: ls", "call_1 -> - failed", "call_2 terminal: make", "call_2 -> 0 ok",
                "call_3 task_tracker: plan", "fails MaxIterationsReached: Agent reached maximum iterations limit (500).",
            ],
            Session.Told(ending).Where(line => line.Contains("call_", StringComparison.Ordinal) || line.StartsWith("fails", StringComparison.Ordinal)));
        Assert.StartsWith("MaxIterationsReached", ending.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_that_is_not_finished_is_a_failure_where_no_event_says_why()
    {
        using var session = new Session("openhands", "mended");
        foreach (string file in Directory.EnumerateFiles(session.Home, "base_state.json", SearchOption.AllDirectories))
        {
            File.WriteAllText(file, """{"execution_status":"stuck","stats":{"usage_to_metrics":{"agent":7}}}""");
        }

        Assert.Equal("Its conversation was stuck at its end.", (await session.EndAsync()).Failure);
    }

    [Fact]
    public async Task Events_of_versions_before_1_16_are_on_several_lines()
    {
        using var session = new Session("openhands", "older");

        AgentEnding ending = await session.EndAsync();

        Assert.Equal(["says I look.", "call_1 terminal: ls", "call_1 -> 0 ok", "says Done."], Session.Told(ending));
        Assert.Equal("{\n}\n--JSON Event--\n", ending.Events.OfType<ToolEnded>().Single().Output);
    }

    [Fact]
    public async Task The_trajectory_of_the_generation_before()
    {
        using var session = new Session("openhands-v0", "mended");
        using var failed = new Session("openhands-v0", "failed");

        AgentEnding ending = await session.EndAsync();

        Assert.Equal(
            [
                "says I look.", "call_1 execute_bash: cat calc.py; exit 3", "call_1 -> 3 failed", "call_2 str_replace_editor: /workspace/none.py", "call_2 -> - failed",
                "call_3 str_replace_editor: str_replace /workspace/calc.py", "call_3 -> - ok", "call_4 execute_bash: sleep 1", "says It adds now.", "well",
                "used 1200/1000/40 chatcmpl-1", "used 1500/0/30 chatcmpl-2",
            ],
            Session.Told(ending));
        Assert.Equal((null, "It adds now."), (ending.Failure, ending.FinalText));
        Assert.Equal("AuthenticationError: wrong key", (await failed.EndAsync()).Failure);
        File.WriteAllText(Path.Join(session.Home, "trajectory.json"), "[{\"id\":1,\"act");
        Assert.Empty((await session.EndAsync()).Events);
    }
}
