using System.Text.Json;
using Tracing.Processes;
using Tracing.RealAgents.Tests.Comparison;
using Tracing.RealAgents.Tests.Definitions;
using Tracing.RealAgents.Tests.Relay;
using Tracing.RealAgents.Tests.Stage;
using Tracing.Adapters.ScriptedModel.Scripts;
using Tracing.Adapters.ScriptedModel.Serving;

namespace Tracing.RealAgents.Tests;

/// <summary>
/// Agents as their makers ship them: each mends a broken program against a scripted model. Nothing it exports is lost, and what is derived of it
/// equals what the model wrote down.
/// </summary>
[Trait("weight", "heavy")]
[Collection("one agent at a time")]
public sealed class RealAgentTests : IAsyncDisposable
{
    private static readonly TimeSpan Guard = TimeSpan.FromMinutes(5);

    private readonly CancellationTokenSource guard = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private AgentStage stage = null!;

    public RealAgentTests() => guard.CancelAfter(Guard);

    public static TheoryData<string, string> AgentsAndTransports
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (AgentDefinition agent in Agents.All)
            {
                foreach (OtlpTransport transport in agent.Transports)
                {
                    data.Add(agent.Name, transport.ToString());
                }
            }

            return data;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (stage is not null)
        {
            await stage.DisposeAsync();
        }

        guard.Dispose();
    }

    [Theory]
    [MemberData(nameof(AgentsAndTransports))]
    public async Task Agent_mends_the_program_the_store_holds_what_it_exported_and_the_run_equals_the_models_own_log(string name, string transportName)
    {
        AgentDefinition agent = Agents.All.Single(one => one.Name == name);
        string run = $"{name}-{transportName}";

        (stage, int exitCode, string transcript) =
            await AgentStage.PlayAsync(BrokenProgram.Script, repeats: false, agent, (Enum.Parse<OtlpTransport>(transportName), run), guard.Token);

        Assert.True(Isolation.HasLoopbackOnly, "The agent could have reached a network.");
        Assert.True(exitCode == 0, transcript);
        Assert.True(await BrokenProgram.IsMendedAsync(stage.Work, guard.Token), transcript);
        AssertConversation(transcript);
        await AssertNothingLostAsync(agent, run);
        DerivedRun derived = await stage.DerivedAsync(run, guard.Token);
        if (transportName == agent.Transports[0].ToString())
        {
            await Capture.WriteAsync(name, stage.Relay.Requests, Path.GetDirectoryName(stage.Work)!, guard.Token);
        }

        stage.Compare(agent).AssertWhole(derived);
        Assert.Equal([true, false, true, true], derived.ToolCalls.Select(call => call.Success));
    }

    // Every turn once, in order; the second was refused once before. The first run of the test failed, so a tool call failed too.
    private void AssertConversation(string transcript)
    {
        CallRecord[] calls = [.. stage.Model.Log.Records.Where(call => call.Kind == CallKind.Main)];
        Assert.True(calls.Count(call => call.Status == 200) == BrokenProgram.Turns, transcript);
        Assert.Equal(Enumerable.Range(0, BrokenProgram.Turns), calls.Where(call => call.Status == 200).Select(call => call.Turn!.Value));
        Assert.Equal([1], calls.Where(call => call.Status == 503).Select(call => call.Turn!.Value));
        Assert.DoesNotContain(stage.Model.Log.Records, call => call.Kind == CallKind.Beyond);
    }

    private async Task AssertNothingLostAsync(AgentDefinition agent, string run)
    {
        Assert.True(stage.Relay.Faults.Count == 0, string.Join("\n", stage.Relay.Faults) + stage.Tracing.Child.Transcript);
        IReadOnlyList<RelayedRequest> requests = stage.Relay.Requests;
        Assert.All(requests, request => Assert.True(request.WasAccepted, $"{request.Path}: {request.Status} {request.GrpcStatus}"));
        SentRecords sent = SentRecords.Of(requests);
        string passed = string.Join('\n', requests.Select(request => $"{request.Path} {request.ContentType} {request.Body.Length} bytes"));
        Assert.True(sent.Spans.GetValueOrDefault(agent.ServiceName) > BrokenProgram.Turns, $"{string.Join(", ", sent.Spans)} in\n{passed}");
        Assert.True(sent.Logs.Values.Sum() > 0 == agent.SendsLogs, passed);

        using var stored = new StoredRecords(stage.Tracing.Engine);
        Assert.Equal(Ordered(sent.Spans), Ordered(await SettledAsync(stored.SpansAsync, run, sent.Spans)));
        Assert.Equal(Ordered(sent.Logs), Ordered(await SettledAsync(stored.LogsAsync, run, sent.Logs)));
        Assert.Equal(sent.SpanIds.Order(), (await SpanIdsAsync(run)).Order());
        TestContext.Current.TestOutputHelper?.WriteLine($"{run}: {requests.Count} exports, {sent.Spans.Values.Sum()} spans, {sent.Logs.Values.Sum()} log records");
    }

    // Every page of the run's spans over GraphQL.
    private async Task<List<(string TraceId, string SpanId)>> SpanIdsAsync(string run)
    {
        const string Page = "query($run: ID!, $after: String) { spans(filter: { runId: $run }, first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { traceId spanId } } }";
        using var graphQl = new GraphQlClient(stage.Tracing.Query);
        var ids = new List<(string, string)>();
        string? after = null;
        do
        {
            JsonElement spans = (await graphQl.AskAsync(Page, new { run, after }, guard.Token)).GetProperty("spans");
            ids.AddRange(spans.GetProperty("nodes").EnumerateArray().Select(span => (span.GetProperty("traceId").GetString()!, span.GetProperty("spanId").GetString()!)));
            JsonElement info = spans.GetProperty("pageInfo");
            after = info.GetProperty("hasNextPage").GetBoolean() ? info.GetProperty("endCursor").GetString() : null;
        }
        while (after is not null);

        return ids;
    }

    /// <summary>The counts once they are no longer below what was sent: a record becomes visible a little after it was accepted.</summary>
    private async Task<IReadOnlyDictionary<string, long>> SettledAsync(
        Func<string, CancellationToken, Task<IReadOnlyDictionary<string, long>>> count, string run, IReadOnlyDictionary<string, long> sent)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(guard.Token);
        patience.CancelAfter(TimeSpan.FromMinutes(3));
        IReadOnlyDictionary<string, long> stored = await count(run, guard.Token);
        try
        {
            while (stored.Values.Sum() < sent.Values.Sum() && await pace.WaitForNextTickAsync(patience.Token))
            {
                stored = await count(run, guard.Token);
            }
        }
        catch (OperationCanceledException) when (!guard.IsCancellationRequested)
        {
            // The comparison that follows shows what is missing.
        }

        return stored;
    }

    private static IEnumerable<KeyValuePair<string, long>> Ordered(IReadOnlyDictionary<string, long> counts) => counts.OrderBy(pair => pair.Key, StringComparer.Ordinal);
}
