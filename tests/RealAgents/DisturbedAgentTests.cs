using Tracing.RealAgents.Tests.Comparison;
using Tracing.RealAgents.Tests.Definitions;
using Tracing.RealAgents.Tests.Relay;
using Tracing.RealAgents.Tests.Stage;

namespace Tracing.RealAgents.Tests;

/// <summary>The same agents when something goes wrong: every call still counts once, and nothing is made up.</summary>
[Trait("weight", "heavy")]
[Collection("one agent at a time")]
public sealed class DisturbedAgentTests : IDisposable
{
    private static readonly TimeSpan Guard = TimeSpan.FromMinutes(5);

    private readonly CancellationTokenSource guard = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    public DisturbedAgentTests() => guard.CancelAfter(Guard);

    public static TheoryData<string> Names => [.. Agents.All.Select(agent => agent.Name)];

    public void Dispose() => guard.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public async Task First_call_refused_and_every_export_sent_again_and_in_another_batch(string name)
    {
        AgentDefinition agent = Agents.All.Single(one => one.Name == name);

        (AgentStage played, int exitCode, string transcript) =
            await AgentStage.PlayAsync(BrokenProgram.RefusedAtFirst, repeats: true, agent, (agent.Transports[0], $"{name}-again"), guard.Token);
        await using AgentStage stage = played;

        Assert.True(exitCode == 0, transcript);
        AssertAccepted(stage);
        DerivedRun derived = await stage.DerivedAsync($"{name}-again", guard.Token);
        stage.Compare(agent).AssertWhole(derived);
        Assert.Equal([true, false, true, true], derived.ToolCalls.Select(call => call.Success));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Agent_ended_by_SIGTERM_in_a_call(string name)
    {
        AgentDefinition agent = Agents.All.Single(one => one.Name == name);
        await using AgentStage stage = await AgentStage.SetAsync(BrokenProgram.HeldBack, repeats: false, guard.Token);

        await stage.RunUntilHeldAsync(agent, agent.Transports[0], $"{name}-ended", guard.Token);

        AssertAccepted(stage);
        DerivedRun derived = await stage.DerivedAsync($"{name}-ended", guard.Token);
        SentRecords sent = SentRecords.Of(stage.Relay.Requests);
        stage.Compare(agent).AssertBeginning(derived, agent.SessionSpan is { } session && sent.SpanNames.Contains(session));
    }

    private static void AssertAccepted(AgentStage stage)
    {
        Assert.True(stage.Relay.Faults.Count == 0, string.Join("\n", stage.Relay.Faults) + stage.Tracing.Child.Transcript);
        Assert.All(stage.Relay.Requests, request => Assert.True(request.WasAccepted, $"{request.Path}: {request.Status} {request.GrpcStatus}"));
    }
}
