using Tracing.Adapters.Agents;
using Tracing.Adapters.Agents.Output;

namespace Tracing.Adapters.Tests.Agents;

/// <summary>Sessions of the agents whose records are standard output, a trajectory or a database.</summary>
public sealed class OtherSessionTests
{
    [Fact]
    public async Task Goose_with_words_in_pieces_a_call_that_could_not_be_read_and_one_that_took_too_long()
    {
        using var session = new Session("goose", "mended");

        AgentEnding ending = await session.EndAsync();

        Assert.Equal(
            [
                "says I lo", "says ok.", "call_1 developer__shell: cat calc.py; exit 3", "call_2 unreadable: ", "call_1 -> 3 failed", "call_2 -> - failed",
                "call_3 shell: sleep 99", "call_3 -> - failed", "call_4 text_editor: str_replace /workspace/calc.py", "call_4 -> - ok", "says It adds now.", "used 812//96 ",
            ],
            Session.Told(ending));
        Assert.Equal((null, "It adds now."), (ending.Failure, ending.FinalText));
        Assert.True(ending.Events.OfType<AgentSaid>().ElementAt(1).Continues);
    }

    [Theory]
    [InlineData("failed", "Rate limit exceeded: 429")]
    [InlineData("torn", "It ended without saying that it was complete.")]
    public async Task Goose_that_failed_ends_with_0(string name, string failure)
    {
        using var session = new Session("goose", name);

        Assert.Equal(failure, (await session.EndAsync()).Failure);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Loading the session\n")]
    public async Task Goose_that_printed_nothing_has_failed(string output)
    {
        using var session = new Session("goose", "torn");

        Assert.Equal("It ended without saying that it was complete.", (await session.EndAsync(output)).Failure);
    }

    [Fact]
    public async Task Mini_swe_agent_whose_last_call_ran_though_its_result_was_never_kept()
    {
        using var session = new Session("mini-swe-agent", "mended");

        AgentEnding ending = await session.EndAsync();

        Assert.Equal(
            [
                "says I look.", "call_1 bash: cat calc.py; exit 3", "call_2 bash: sleep 99", "used 10//5 chatcmpl-1", "call_1 -> 3 failed", "call_2 -> - failed",
                "says It adds now.", "call_3 bash: sed -i s/-/+/ calc.py && echo COMPLETE_TASK_AND_SUBMIT_FINAL_OUTPUT", "used 20//7 chatcmpl-2", "call_3 -> - unknown", "well",
            ],
            Session.Told(ending));
        Assert.Equal("timed out after 30 seconds", ending.Events.OfType<ToolEnded>().ElementAt(1).Output);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1767323045500), ending.Events[0].At);
    }

    [Fact]
    public async Task Mini_swe_agent_at_its_limit_and_torn()
    {
        using var limited = new Session("mini-swe-agent", "limited");
        using var torn = new Session("mini-swe-agent", "torn");

        AgentEnding ending = await limited.EndAsync();

        Assert.Equal(["says I look.", "call_1 bash: ls", "used 10//5 resp_1", "call_1 -> 0 ok", "fails LimitsExceeded"], Session.Told(ending));
        Assert.Empty((await torn.EndAsync()).Events);
    }

    [Fact]
    public async Task Crush_whose_order_is_that_of_its_rows()
    {
        using var session = new Session("crush", "mended");
        await session.MakeDatabaseAsync("crush/data/crush.db", session.Read("crush.sql"));

        AgentEnding ending = await session.EndAsync();

        Assert.Equal(
            ["call_1 -> 3 failed", "call_2 -> - failed", "call_3 -> 0 ok", "call_4 -> - ok"],
            Session.Told(ending).Where(line => line.Contains("->", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["call_1 bash: cat calc.py; exit 3", "call_2 view: none.py", "call_3 bash: true", "call_4 edit: /workspace/calc.py", "call_5 bash: {torn"],
            Session.Told(ending).Where(line => line.Contains(": ", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal((null, "It adds now."), (ending.Failure, ending.FinalText));
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1767323046100), ending.Events.OfType<ToolStarted>().Single(started => started.Id == "call_1").At);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1767323046200), ending.Events.OfType<ToolEnded>().Single(ended => ended.Id == "call_1").At);
    }

    [Theory]
    [InlineData("CREATE VIEW messages AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT 'tool' AS role, '[]' AS parts, i AS created_at FROM n")]
    [InlineData("CREATE TABLE messages (role TEXT)")]
    [InlineData("")]
    public async Task Crush_whose_database_is_another(string script)
    {
        using var session = new Session("crush", "failed");
        await session.MakeDatabaseAsync("crush/data/crush.db", script);

        Assert.Empty((await session.EndAsync()).Events);
    }

    [Fact]
    public async Task Crush_that_was_refused_and_a_file_that_is_no_database()
    {
        using var session = new Session("crush", "failed");
        await session.MakeDatabaseAsync("crush/data/crush.db", session.Read("crush.sql"));

        Assert.Equal("Unauthorized: wrong key", (await session.EndAsync()).Failure);

        File.WriteAllText(Path.Join(session.Home, "crush/data/crush.db"), new string('x', 10_000));
        Assert.Empty((await session.EndAsync()).Events);
    }
}
