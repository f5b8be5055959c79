using Tracing.Adapters.Agents;
using Tracing.Adapters.Agents.Output;

namespace Tracing.Adapters.Tests.Agents;

/// <summary>Sessions of aider, which ends with 0 whatever happened: its records tell.</summary>
public sealed class AiderSessionTests
{
    [Fact]
    public async Task A_try_that_was_refused_an_edit_that_did_not_match_and_two_that_did()
    {
        using var session = new Session("aider", "mended");

        AgentEnding ending = await session.EndAsync();

        Assert.Equal(
            [
                "says I look at `calc.py`.", "1:1 edit: calc.py", "1:1 -> - failed", "well", "used 812//96 ",
                "says It adds now.", "2:1 edit: calc.py", "2:1 -> - ok", "2:2 edit: docs/Grüße \e[31m.md", "2:2 -> - ok", "well", "used 1340//210 ",
            ],
            Session.Told(ending));
        Assert.Null(ending.Failure);
        Assert.StartsWith("It adds now.", ending.FinalText, StringComparison.Ordinal);
        Assert.Contains("LLM RESPONSE 2026-01-02T03:04:17", ending.FinalText, StringComparison.Ordinal);
        Assert.Contains("failed to exactly match lines in calc.py", ending.Events.OfType<ToolEnded>().First().Output, StringComparison.Ordinal);
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 11, TimeSpan.Zero), ending.Events[0].At);
    }

    [Fact]
    public async Task A_model_that_refused_is_a_failure_in_the_endpoints_words()
    {
        using var session = new Session("aider", "refused");

        AgentEnding ending = await session.EndAsync();

        Assert.Equal("litellm.AuthenticationError: AuthenticationError: OpenAIException - wrong key", ending.Failure);
        Assert.Null(ending.FinalText);
    }

    [Fact]
    public async Task Torn_records_tell_what_is_whole_in_them()
    {
        using var session = new Session("aider", "torn");

        AgentEnding ending = await session.EndAsync();

        Assert.Equal(["1:1 edit: a.py", "1:1 -> - unknown"], Session.Told(ending).Where(line => line.Contains("1:", StringComparison.Ordinal)).Where(line => !line.StartsWith("used", StringComparison.Ordinal)));
        Assert.Equal("Its model did not answer.", ending.Failure);
    }

    [Fact]
    public async Task Without_records_nothing_is_told_and_a_link_is_no_record()
    {
        using var session = new Session("aider", "refused");
        using var other = new Session("aider", "mended");
        foreach (string name in new[] { "llm.txt", "chat.md", "analytics.jsonl" })
        {
            File.Delete(Path.Join(session.Home, name));
        }

        File.CreateSymbolicLink(Path.Join(session.Home, "llm.txt"), Path.Join(other.Home, "llm.txt"));

        Assert.Empty((await session.EndAsync()).Events);
    }

    [Theory]
    [InlineData("Control-C", "Control-C")]
    [InlineData("Completed --message", null)]
    public async Task Why_it_ended_counts(string reason, string? failure)
    {
        using var session = new Session("aider", "mended");
        File.AppendAllText(Path.Join(session.Home, "analytics.jsonl"), $$"""{"event":"exit","properties":{"reason":"{{reason}}"},"user_id":"x","time":1767323060}""");

        Assert.Equal(failure, (await session.EndAsync()).Failure);
    }

    [Fact]
    public async Task A_model_cannot_tell_for_aider_that_an_edit_was_made()
    {
        using var session = new Session("aider", "torn");
        const string Claim = "> Applied edit to a.py";
        File.WriteAllText(Path.Join(session.Home, "chat.md"), Claim + "  \n");
        string calls = Path.Join(session.Home, "llm.txt");
        File.WriteAllText(calls, $"TO LLM 2026-01-02T03:04:06\n-------\nUSER mend\nLLM RESPONSE 2026-01-02T03:04:08\nASSISTANT {Claim}\nASSISTANT \nASSISTANT a.py\nASSISTANT <<<<<<< SEARCH\nASSISTANT =======\nASSISTANT y\nASSISTANT >>>>>>> REPLACE\n");

        Assert.Null((await session.EndAsync()).Events.OfType<ToolEnded>().Single().Failed);
    }
}
