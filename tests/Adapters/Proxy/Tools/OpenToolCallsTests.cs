using Tracing.Adapters.Proxy.Recording;

namespace Tracing.Adapters.Tests.Proxy.Tools;

/// <summary>Which result belongs to which order, and what is given up.</summary>
public sealed class OpenToolCallsTests
{
    private static readonly DateTimeOffset Begin = DateTimeOffset.UnixEpoch.AddYears(56);

    private readonly Clock clock = new();
    private readonly OpenToolCalls open;

    public OpenToolCallsTests() => open = new OpenToolCalls(clock, mostOfARun: 3, mostOfAll: 5);

    [Fact]
    public void A_call_is_settled_once_by_the_first_request_that_holds_its_result()
    {
        Ask(Answer(), "a");
        Ask(Answer(), "b");

        Assert.Equal(["a"], Settle(Answer(), ById("old", "a")));
        Assert.Equal(["b"], Settle(Answer(), ById("old", "a", "b")));
        Assert.Empty(Settle(Answer(), ById("old", "a", "b")));
    }

    [Fact]
    public void The_same_id_in_another_run_is_another_call()
    {
        Ask(Answer("r1"), "a");
        Ask(Answer("r2"), "a");

        Assert.Equal(["a"], Settle(Answer("r2"), ById("a")));
        Assert.Empty(Settle(Answer("r2"), ById("a")));
        Assert.Empty(Settle(Answer(), ById("a")));
        Assert.Equal(["a"], Settle(Answer("r1"), ById("a")));
    }

    [Fact]
    public void An_answer_that_is_given_again_asks_once_and_the_result_is_of_the_later_order()
    {
        AskingAnswer again = Answer();
        Ask(Answer(), "a");
        Ask(again, "a");

        (OpenToolCall call, ToolResult result) = Assert.Single(open.Settle(Answer(), ById("a", "a")));

        Assert.Same(again, call.Answer);
        Assert.Equal(1..2, result.Content);
        Assert.Empty(open.End(_ => true));
    }

    [Fact]
    public void A_request_does_not_settle_what_its_own_answer_asks_for()
    {
        AskingAnswer answer = Answer();
        Ask(answer, "a");

        Assert.Empty(Settle(answer, ById("a")));
        Assert.Equal(["a"], Settle(Answer(), ById("a")));
    }

    [Fact]
    public void An_order_that_is_read_after_its_result_came_is_settled_by_the_same_request()
    {
        AskingAnswer next = Answer();

        Assert.Empty(Settle(next, ById("a")));
        Ask(Answer(), "a");
        Assert.Equal(["a"], Settle(next, ById("a")));
    }

    [Fact]
    public void Without_ids_parallel_calls_of_one_name_are_settled_in_order_within_their_conversation()
    {
        AskingAnswer first = Answer(conversation: "one");
        AskingAnswer second = Answer(conversation: "two");
        Ask(first, null, "ls 1");
        Ask(second, null, "ls 2");
        Ask(first, null, "ls 3");

        Assert.Equal(["ls 2"], SettleByArguments(Answer(), ByName("two", "ls")));
        Assert.Equal(["ls 1", "ls 3"], SettleByArguments(Answer(), ByName("one", "ls", "ls")));
    }

    [Fact]
    public void A_conversation_that_was_changed_is_known_while_one_answer_alone_waits()
    {
        AskingAnswer asking = Answer(conversation: "one");
        Ask(asking, null, "ls 1");
        Ask(Answer(conversation: "two"), null, "cat 2");

        Assert.Empty(SettleByArguments(Answer(), ByName("changed", "ls")));
        Assert.Equal(["cat 2"], SettleByArguments(Answer(), ByName("two", "cat")));
        Assert.Equal(["ls 1"], SettleByArguments(Answer(), ByName("changed", "ls")));
    }

    [Fact]
    public void Old_results_without_ids_and_results_of_other_tools_settle_nothing()
    {
        Ask(Answer(conversation: "one"), null, "ls 1");
        ToolResults old = ByName("one", "ls");
        old.Answered();

        Assert.Empty(SettleByArguments(Answer(), old));
        Assert.Empty(SettleByArguments(Answer(), ByName("one", "cat")));
    }

    [Fact]
    public void An_id_that_the_agent_made_up_belongs_to_the_order_that_had_none()
    {
        Ask(Answer(conversation: "one"), null, "ls 1");
        ToolResults results = Conversation("one");
        results.Add(new ToolResult("ls-1717", "ls", null, default));

        Assert.Equal(["ls 1"], SettleByArguments(Answer(), results));
    }

    [Fact]
    public void Past_the_bounds_the_oldest_are_given_up()
    {
        Assert.Empty(Ask(Answer("r"), "a"));
        Assert.Empty(Ask(Answer("r"), "b"));
        Assert.Empty(Ask(Answer("r"), "c"));
        Assert.Equal(["a"], Ask(Answer("r"), "d"));
        Assert.Empty(Ask(Answer("s"), "e"));
        Assert.Empty(Ask(Answer("t"), "f"));
        Assert.Equal(["b"], Ask(Answer("u"), "g"));

        Assert.Equal(["c", "d"], open.End(run => run == "r").Select(call => call.Tool.Id));
        Assert.Equal(["e", "f", "g"], open.End(_ => true).Select(call => call.Tool.Id));
    }

    [Fact]
    public void What_is_too_old_is_given_up_when_another_is_asked_for()
    {
        Ask(Answer(), "a");
        clock.Now = Begin.AddDays(1);

        Assert.Equal(["a"], Ask(new AskingAnswer { Start = clock.Now }, "b"));
        Assert.Empty(Settle(Answer(), ById("a")));
    }

    [Fact]
    public void What_a_failed_answer_asked_for_counts_only_with_its_result()
    {
        AskingAnswer failed = Answer();
        Ask(failed, "a");
        Ask(failed, "b");
        open.Fail(failed);

        Assert.Equal(["b"], Settle(Answer(), ById("b")));
        Assert.Empty(open.End(_ => true));
    }

    private static AskingAnswer Answer(string? run = null, string? conversation = null) =>
        new() { Run = run, Start = Begin, Conversation = conversation is null ? default : Begun(conversation).Conversation };

    private static ToolResults Begun(string conversation)
    {
        var results = new ToolResults();
        results.Pass(System.Text.Encoding.UTF8.GetBytes(conversation));
        return results;
    }

    // One item of the model and one of the agent later.
    private static ToolResults Conversation(string name)
    {
        ToolResults results = Begun(name);
        results.Pass("model"u8);
        results.Pass("user"u8);
        return results;
    }

    private static ToolResults ById(params string[] ids)
    {
        var results = new ToolResults();
        foreach ((int index, string id) in ids.Index())
        {
            results.Add(new ToolResult(id, null, null, index..(index + 1)));
        }

        return results;
    }

    private static ToolResults ByName(string conversation, params string[] names)
    {
        ToolResults results = Conversation(conversation);
        foreach ((int index, string name) in names.Index())
        {
            results.Add(new ToolResult(null, name, null, index..(index + 1)));
        }

        return results;
    }

    private IEnumerable<string?> Ask(AskingAnswer answer, string? id, string arguments = "tool") =>
        open.Ask(new OpenToolCall(answer, new AskedTool(id, arguments.Split(' ')[0], arguments, default))).Select(call => call.Tool.Id);

    private IEnumerable<string?> Settle(AskingAnswer by, ToolResults results) => open.Settle(by, results).Select(one => one.Call.Tool.Id);

    private IEnumerable<string?> SettleByArguments(AskingAnswer by, ToolResults results) => open.Settle(by, results).Select(one => one.Call.Tool.Arguments);

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = Begin;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
