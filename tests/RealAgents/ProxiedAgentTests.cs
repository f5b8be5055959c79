using System.Text.Json;
using Tracing.Processes;
using Tracing.RealAgents.Tests.Definitions;
using Tracing.RealAgents.Tests.Stage;
using Tracing.Adapters.ScriptedModel.Scripts;
using Tracing.Adapters.ScriptedModel.Serving;
using static Tracing.RealAgents.Tests.Comparison.ProxyTruth;

namespace Tracing.RealAgents.Tests;

/// <summary>
/// Agents whose model calls go through the model proxy: each call of a model is there once, told by the proxy, with the model's own numbers, and each use
/// of a tool once, whether the agent's own telemetry tells it too or the proxy alone does.
/// </summary>
[Trait("weight", "heavy")]
[Collection("one agent at a time")]
public sealed class ProxiedAgentTests : IDisposable
{
    private const string Question = """
        query($run: ID!) { run(id: $run) { state modelCalls {
          model requestHash promptTokens cachedTokens completionTokens reasoningTokens firstTokenMs finishReason status statusCode attempt responseId source }
          toolCalls { name callId durationMs success exitCode errorType source otherTellings } } }
        """;

    private static readonly TimeSpan Guard = TimeSpan.FromMinutes(5);

    private readonly CancellationTokenSource guard = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    public ProxiedAgentTests() => guard.CancelAfter(Guard);

    public static TheoryData<string, bool> Telling
    {
        get
        {
            var data = new TheoryData<string, bool>();
            foreach (AgentDefinition agent in Agents.All)
            {
                data.Add(agent.Name, true);
                data.Add(agent.Name, false);
            }

            return data;
        }
    }

    public void Dispose() => guard.Dispose();

    [Theory]
    [MemberData(nameof(Telling))]
    public async Task Every_call_of_an_agent_is_told_once_with_the_models_own_numbers_and_so_is_every_tool_it_used(string name, bool tellsItself)
    {
        AgentDefinition agent = Agents.All.Single(one => one.Name == name);
        string run = name + (tellsItself ? "-proxied" : "-only-proxied");

        // What it tells itself is bound to another run where the proxy shall be alone.
        string own = tellsItself ? run : name + "-apart";
        using var folder = new TemporaryFolder();
        await using TracingProcess up = await TracingProcess.UpAsync(folder["data"], [], guard.Token);
        await using ScriptedModelServer model = await ScriptedModelServer.StartAsync(BrokenProgram.Script, "127.0.0.1:0", logPath: null, TimeProvider.System, guard.Token);
        await using TracingProcess proxy = await TracingProcess.StartAsync(
            [
                "proxy", "--upstream", model.Address.ToString(), "--listen", "127.0.0.1:0", "--endpoint", up.Http.ToString(),
                "--run", run, "--sweep", "real-agents", "--agent", name, "--model", "scripted-model", "--task", "repair/calc",
            ],
            guard.Token);
        await BrokenProgram.WriteAsync(folder["work"], guard.Token);
        OtlpTransport transport = agent.Transports[0];
        var endpoints = new AgentEndpoints(proxy.Proxy, transport == OtlpTransport.Grpc ? up.Grpc : up.Http, transport);

        (int exitCode, string transcript) = await AgentRun.ToEndAsync(
            agent, endpoints, folder.Path, $"bench.run.id={own},bench.cell.id=real-agents/{name}/scripted-model/repair/calc,bench.trial=1", guard.Token);

        Assert.True(Isolation.HasLoopbackOnly, "The agent could have reached a network.");
        Assert.True(exitCode == 0, transcript);
        Assert.True(await BrokenProgram.IsMendedAsync(folder["work"], guard.Token), transcript);
        Assert.Equal(0, await proxy.Child.TerminateAsync(guard.Token));
        CallRecord[] truth = [.. model.Log.Records.Where(call => call.Kind is CallKind.Main or CallKind.Side or CallKind.Beyond).OrderBy(call => call.Time)];
        using var graphQl = new GraphQlClient(up.Query);
        JsonElement answer = await graphQl.AskUntilAsync(Question, new { run }, told => IsWhole(told, truth, tellsItself), guard.Token);
        AssertTold(truth, Calls(answer), answer.ToString());
        AssertTools([.. truth.SelectMany(call => call.Calls)], Items(answer, "toolCalls"), tellsItself, answer.ToString());
    }

    private static bool IsWhole(JsonElement told, CallRecord[] truth, bool tellsItself) =>
        Calls(told).Count(call => Text(call, "source") == "proxy") == truth.Length
        && Items(told, "toolCalls").Count(tool => tellsItself ? Text(tool, "source") != "proxy" && ProxyTold(tool) : Text(tool, "source") == "proxy") == truth.Sum(call => call.Calls.Count);

    private static bool ProxyTold(JsonElement tool) => tool.GetProperty("otherTellings") is { ValueKind: JsonValueKind.Array } others && others.EnumerateArray().Any(one => Text(one, "source") == "proxy");

    private static void AssertTools(CalledTool[] truth, JsonElement[] tools, bool tellsItself, string all)
    {
        Assert.True(truth.Length == tools.Length, all);
        foreach ((CalledTool tool, JsonElement told) in truth.Zip(tools))
        {
            Assert.Equal((tool.Name, tool.Id), (Text(told, "name"), Text(told, "callId")));
            Assert.True(told.GetProperty("durationMs").GetDouble() >= 0, all);
        }

        Assert.True(!tellsItself || tools.Select(told => told.GetProperty("success").GetBoolean()).SequenceEqual([true, false, true, true]), all);
        Assert.True(tools.All(told => Text(told, "errorType") != "no_result"), all);
    }

    private static JsonElement[] Calls(JsonElement answer) => Items(answer, "modelCalls");
}
