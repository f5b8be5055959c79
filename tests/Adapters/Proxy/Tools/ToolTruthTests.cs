using Tracing.Adapters.Proxy.Recording;
using Tracing.Adapters.Tests.Proxy.Stage;
using Tracing.Adapters.ScriptedModel.Scripts;
using Tracing.Adapters.ScriptedModel.Serving;

namespace Tracing.Adapters.Tests.Proxy.Tools;

/// <summary>The tool calls that follow from the wire equal those that the model wrote down: each once, in order, by name and id.</summary>
public sealed class ToolTruthTests
{
    public static TheoryData<string, bool> Forms => TruthTests.Forms;

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Tools_are_told_once_with_the_models_ids_however_often_results_are_repeated(string form, bool stream)
    {
        await using ScriptedModelServer model = await StartAsync();
        await using ProxyStage stage = await ProxyStage.StartAsync(model.Address);
        var agent = new Conversation(form, stream);

        await TurnAsync(stage, model, agent, "", failed: false);
        await TurnAsync(stage, model, agent, "", failed: true);
        await stage.AskAsync(agent.Path, agent.Body);
        await stage.Sink.WaitForAsync(3);
        await stage.Proxy.StopAsync(TestContext.Current.CancellationToken);

        CalledTool[] truth = [.. model.Log.Records.SelectMany(record => record.Calls)];
        Assert.Equal(4, truth.Length);
        Assert.Equal(truth.Select(tool => (tool.Id, tool.Name)), stage.Sink.ToolCalls.Select(call => (call.Id!, call.Name)));
        Assert.Equal([true, true, true, false], stage.Sink.ToolCalls.Select(call => call.Duration is not null));
        Assert.Equal(Failed(form), stage.Sink.ToolCalls.Select(call => call.Outcome.Failed));
        Assert.All(stage.Sink.ToolCalls, call => Assert.Null(call.Arguments));
        AssertTimes(stage.Sink);
    }

    [Theory]
    [InlineData("openai.chat")]
    [InlineData("gemini")]
    public async Task Runs_on_one_proxy_do_not_mix(string form)
    {
        await using ScriptedModelServer model = await StartAsync();
        await using ProxyStage stage = await ProxyStage.StartAsync(model.Address);
        var one = new Conversation(form, stream: true);
        var two = new Conversation(form, stream: true);

        await TurnAsync(stage, model, one, "/runs/one", failed: false);
        await stage.AskAsync("/runs/two" + one.Path, one.Body);
        await TurnAsync(stage, model, two, "/runs/two", failed: false);
        await stage.AskAsync("/runs/one" + one.Path, one.Body);
        await stage.Sink.WaitForAsync(4);
        stage.Proxy.EndRun("two");
        stage.Proxy.EndRun("one");

        Assert.Equal(["one", "one", "two", "two"], stage.Sink.ToolCalls.Select(call => call.Run));
        Assert.Equal([true, true, false, false], stage.Sink.ToolCalls.Select(call => call.Duration is not null));
    }

    [Fact]
    public async Task A_stream_that_is_cut_within_an_order_asks_for_nothing_and_the_next_try_does()
    {
        int tries = 0;
        await using RawUpstream upstream = RawUpstream.Start(async exchange =>
        {
            await exchange.SendAsync(RawUpstream.EventsHead);
            await exchange.SendChunkAsync("data: {\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"tool_use\",\"id\":\"t1\",\"name\":\"Bash\"}}\n\n");
            if (Interlocked.Increment(ref tries) > 1)
            {
                await exchange.SendChunkAsync("data: {\"type\":\"content_block_stop\",\"index\":0}\n\ndata: {\"type\":\"message_stop\"}\n\n");
            }

            await exchange.EndAsync();
        });
        await using ProxyStage stage = await ProxyStage.StartAsync(upstream.Address);
        const string Body = """{"stream":true,"messages":[]}""";

        await stage.AskAsync("/v1/messages", Body);
        await stage.Sink.WaitForAsync(1);
        await stage.AskAsync("/v1/messages", Body);
        IReadOnlyList<RecordedCall> calls = await stage.Sink.WaitForAsync(2);
        await stage.Proxy.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal([(1, CallFaults.StreamTruncated), (2, null)], calls.Select(call => (call.Attempt, call.ErrorType)));
        Assert.Equal(("t1", null), (Assert.Single(stage.Sink.ToolCalls).Id, stage.Sink.ToolCalls[0].Duration));
    }

    private static Task<ScriptedModelServer> StartAsync() => ScriptedModelServer.StartAsync(
        new Script
        {
            Turns =
            [
                new ScriptTurn { Text = "First.", Calls = [new ScriptCall { Shell = "ls" }, new ScriptCall { Shell = "pwd" }] },
                new ScriptTurn { Calls = [new ScriptCall { Shell = "false" }] },
                new ScriptTurn { Calls = [new ScriptCall { Shell = "never answered" }] },
            ],
        },
        "127.0.0.1:0",
        logPath: null,
        TimeProvider.System,
        TestContext.Current.CancellationToken);

    // The agent asks, and uses what the model asked for in this answer.
    private static async Task TurnAsync(ProxyStage stage, ScriptedModelServer model, Conversation agent, string prefix, bool failed)
    {
        int before = model.Log.Records.Count;
        await stage.AskAsync(prefix + agent.Path, agent.Body);
        await stage.Sink.WaitForAsync(before + 1);
        agent.Used([.. model.Log.Records[before].Calls.Select(tool => ((string?)tool.Id, tool.Name, "out", failed))]);
    }

    private static bool?[] Failed(string form) => form.Split('+')[0] switch
    {
        "anthropic.messages" => [false, false, true, null],
        "gemini" => [null, null, true, null],
        _ => [null, null, null, null],
    };

    private static void AssertTimes(RecordingSink sink)
    {
        IReadOnlyList<RecordedCall> calls = sink.Calls;
        IReadOnlyList<RecordedToolCall> tools = sink.ToolCalls;
        Assert.All(tools.Take(2), tool => Assert.InRange(tool.Start, calls[0].Start, calls[0].Start + calls[0].Duration));
        Assert.All(tools.Take(2), tool => Assert.Equal(calls[1].Start, tool.Start + tool.Duration!.Value, TimeSpan.FromTicks(1)));
    }
}
