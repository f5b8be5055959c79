using Tracing.Query.Pages.Comparison.Calls;
using Tracing.Storage.Rows;

namespace Tracing.Query.Tests.Pages.Comparison;

public sealed class PartingOfWaysTests
{
    private static readonly ToolCallRow s_list = Tool("bash", "ls", 2);
    private static readonly ToolCallRow s_edit = Tool("edit", "main.c", 4);
    private static readonly ToolCallRow s_test = Tool("bash", "make test", 4);
    private static readonly ModelCallRow s_asked = Model("h1", 1);

    [Fact]
    public void The_first_tool_call_that_differs_is_told_with_both_sides() => Told(
        "They part ways at tool call 2: A calls edit main.c, B calls bash make test.", "tool-2", [s_list, s_edit], [s_list, s_test], [s_asked], [s_asked]);

    [Fact]
    public void A_side_that_stops_is_told() => Told(
        "They part ways at tool call 2: A calls edit main.c, B calls no further tool.", "tool-2", [s_list, s_edit], [s_list], [], []);

    [Fact]
    public void A_call_that_came_to_something_else_is_told() => Told(
        "They part ways at tool call 1: both call bash ls, and it does not come to the same.", "tool-1", [s_list], [s_list with { ExitCode = 1 }], [], []);

    [Fact]
    public void A_model_call_that_differs_earlier_comes_first() => Told(
        "They part ways at model call 1: the requests are not the same. Their tool calls differ from number 2 on.",
        "model-1",
        [s_list, s_edit],
        [s_list],
        [s_asked],
        [s_asked with { RequestHash = "h2" }]);

    [Fact]
    public void A_tool_call_that_differs_before_the_model_call_comes_first() => Told(
        "They part ways at tool call 1: A calls bash ls, B calls no further tool.", "tool-1", [s_list], [], [s_asked, Model("h3", 9)], [s_asked, Model("h4", 9)]);

    [Fact]
    public void Another_model_and_another_answer_are_told()
    {
        Told("They part ways at model call 1: A asks m, B asks n. Their tool calls are the same.", "model-1", [s_list], [s_list], [s_asked], [s_asked with { Model = "n", RequestHash = null }]);
        Told("They part ways at model call 1: the same request is answered otherwise. Their tool calls are the same.", "model-1", [], [], [s_asked], [s_asked with { CompletionTokens = 9 }]);
        Told("They part ways at model call 2: only B makes it. Their tool calls are the same.", "model-2", [], [], [s_asked], [s_asked, s_asked]);
        Told("They part ways at model call 1: A's ends with ok, B's with error (429). Their tool calls are the same.", "model-1", [], [], [s_asked], [s_asked with { Status = "error", ErrorType = "429" }]);
    }

    [Fact]
    public void Runs_that_do_not_part_and_runs_without_calls_say_so()
    {
        Told("They do not part ways: every recorded call of a tool and a model is the same in both.", null, [s_list], [s_list], [s_asked], [s_asked]);
        Told("Where they part ways cannot be said: no call of a tool or a model was recorded of either.", null, [], [], [], []);
    }

    private static void Told(string sentence, string? anchor, ToolCallRow[] toolsA, ToolCallRow[] toolsB, ModelCallRow[] modelsA, ModelCallRow[] modelsB) =>
        Assert.Equal(new PartingOfWays(sentence, anchor), PartingOfWays.Of(ToolCallPair.Align(toolsA, toolsB), ModelCallPair.SideBySide(modelsA, modelsB), 0, 0));

    private static ToolCallRow Tool(string name, string arguments, long at) => new()
    {
        RunId = "r", Version = 1, Index = 0, TraceId = "", SpanId = "", StartedAt = at, Name = name, Arguments = arguments, Source = "span", ExitCode = 0,
    };

    private static ModelCallRow Model(string hash, long at) => new()
    {
        RunId = "r", Version = 1, Index = 0, TraceId = "", SpanId = "", StartedAt = at, Model = "m", RequestHash = hash, Status = "ok", Attempt = 1, Source = "span",
    };
}
