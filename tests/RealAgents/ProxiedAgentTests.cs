using System.Text.Json;
using Tracing.Processes;
using Tracing.RealAgents.Tests.Definitions;
using Tracing.RealAgents.Tests.Stage;
using Tracing.ScriptedModel.Scripts;
using Tracing.ScriptedModel.Serving;

namespace Tracing.RealAgents.Tests;

/// <summary>
/// Agents whose model calls go through the model proxy, and whose own telemetry goes to the same collector: each call is there once, told by the proxy,
/// with the model's own numbers.
/// </summary>
[Trait("weight", "heavy")]
[Collection("one agent at a time")]
public sealed class ProxiedAgentTests : IDisposable
{
    private const string Question = """
        query($run: ID!) { run(id: $run) { state modelCalls {
          model requestHash promptTokens cachedTokens completionTokens reasoningTokens firstTokenMs finishReason status statusCode attempt responseId source } } }
        """;

    private static readonly TimeSpan Guard = TimeSpan.FromMinutes(5);

    // A run that was read slowly rests for up to a minute before it is read again.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly CancellationTokenSource guard = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    public ProxiedAgentTests() => guard.CancelAfter(Guard);

    public static TheoryData<string> Names => [.. Agents.All.Select(agent => agent.Name)];

    public void Dispose() => guard.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_call_of_an_agent_is_told_by_the_proxy_with_the_models_own_numbers(string name)
    {
        AgentDefinition agent = Agents.All.Single(one => one.Name == name);
        string run = name + "-proxied";
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
            agent, endpoints, folder.Path, $"bench.run.id={run},bench.cell.id=real-agents/{name}/scripted-model/repair/calc,bench.trial=1", guard.Token);

        Assert.True(Isolation.HasLoopbackOnly, "The agent could have reached a network.");
        Assert.True(exitCode == 0, transcript);
        Assert.True(await BrokenProgram.IsMendedAsync(folder["work"], guard.Token), transcript);
        Assert.Equal(0, await proxy.Child.TerminateAsync(guard.Token));
        CallRecord[] truth = [.. model.Log.Records.Where(call => call.Kind is CallKind.Main or CallKind.Side or CallKind.Beyond).OrderBy(call => call.Time)];
        using var graphQl = new GraphQlClient(up.Query);
        JsonElement answer = await graphQl.AskUntilAsync(Question, new { run }, told => Calls(told).Count(call => Text(call, "source") == "proxy") == truth.Length, guard.Token, Patience);
        AssertTold(truth, Calls(answer), answer.ToString());
    }

    private static void AssertTold(CallRecord[] truth, JsonElement[] calls, string all)
    {
        Assert.True(truth.Length == calls.Length, string.Join('\n', truth.Select(call => JsonSerializer.Serialize(call))) + "\n--- derived\n" + all);
        foreach ((CallRecord call, JsonElement told) in truth.Zip(calls))
        {
            Assert.Equal((call.Status, call.Model, call.Finish, call.ResponseId), (Count(told, "statusCode"), Text(told, "model"), Text(told, "finishReason"), Text(told, "responseId")));
            Assert.Equal((call.Usage?.Prompt, call.Usage?.Cached, call.Usage?.Completion), (Count(told, "promptTokens"), Count(told, "cachedTokens"), Count(told, "completionTokens")));
            Assert.Equal(call.Stream && call.Status == 200, told.GetProperty("firstTokenMs").ValueKind == JsonValueKind.Number);
            Assert.Equal(64, Text(told, "requestHash")?.Length);
            Assert.Equal("proxy", Text(told, "source"));
        }
    }

    private static JsonElement[] Calls(JsonElement answer) =>
        answer.GetProperty("run") is { ValueKind: JsonValueKind.Object } run ? [.. run.GetProperty("modelCalls").EnumerateArray()] : [];

    private static string? Text(JsonElement call, string name) => call.GetProperty(name).GetString();

    private static long? Count(JsonElement call, string name) =>
        call.GetProperty(name) is { ValueKind: not JsonValueKind.Null } value ? long.Parse(value.ToString(), System.Globalization.CultureInfo.InvariantCulture) : null;
}
