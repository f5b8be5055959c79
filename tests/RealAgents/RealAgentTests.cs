using System.Text.Json;
using Tracing.Processes;
using Tracing.RealAgents.Tests.Definitions;
using Tracing.RealAgents.Tests.Relay;
using Tracing.RealAgents.Tests.Stage;
using Tracing.ScriptedModel.Scripts;
using Tracing.ScriptedModel.Serving;

namespace Tracing.RealAgents.Tests;

/// <summary>Agents as their makers ship them: each mends a broken program against a scripted model, and nothing it exports is lost.</summary>
[Trait("weight", "heavy")]
public sealed class RealAgentTests : IAsyncLifetime
{
    private static readonly TimeSpan Guard = TimeSpan.FromMinutes(3);

    private readonly TemporaryFolder folder = new();
    private readonly CancellationTokenSource guard = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private TracingProcess tracing = null!;
    private RecordingRelay relay = null!;
    private ScriptedModelServer model = null!;

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

    public async ValueTask InitializeAsync()
    {
        guard.CancelAfter(Guard);
        tracing = await TracingProcess.UpAsync(folder["data"], [], guard.Token);
        relay = await RecordingRelay.StartAsync(tracing.Grpc, tracing.Http, guard.Token);
        model = await ScriptedModelServer.StartAsync(BrokenProgram.Script, "127.0.0.1:0", logPath: null, TimeProvider.System, guard.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await model.DisposeAsync();
        await relay.DisposeAsync();
        await tracing.DisposeAsync();
        folder.Dispose();
        guard.Dispose();
    }

    [Theory]
    [MemberData(nameof(AgentsAndTransports))]
    public async Task Agent_mends_the_program_and_the_store_holds_exactly_what_it_exported(string name, string transportName)
    {
        AgentDefinition agent = Agents.All.Single(one => one.Name == name);
        OtlpTransport transport = Enum.Parse<OtlpTransport>(transportName);
        string run = $"{name}-{transportName}";
        await BrokenProgram.WriteAsync(folder["work"], guard.Token);

        var endpoints = new AgentEndpoints(model.Address, transport == OtlpTransport.Grpc ? relay.Grpc : relay.Http, transport);
        (int exitCode, string transcript) = await AgentRun.ToEndAsync(agent, endpoints, folder.Path, $"bench.run.id={run}", guard.Token);
        await relay.WaitUntilIdleAsync(guard.Token);

        Assert.True(Isolation.HasLoopbackOnly, "The agent could have reached a network.");
        Assert.True(exitCode == 0, transcript);
        Assert.True(await BrokenProgram.IsMendedAsync(folder["work"], guard.Token), transcript);
        AssertConversation(transcript);
        await AssertNothingLostAsync(agent, run);
    }

    // Every turn once, in order; the second was refused once before. The first run of the test failed, so a tool call failed too.
    private void AssertConversation(string transcript)
    {
        CallRecord[] calls = [.. model.Log.Records.Where(call => call.Kind == CallKind.Main)];
        Assert.True(calls.Count(call => call.Status == 200) == BrokenProgram.Turns, transcript);
        Assert.Equal(Enumerable.Range(0, BrokenProgram.Turns), calls.Where(call => call.Status == 200).Select(call => call.Turn!.Value));
        Assert.Equal([1], calls.Where(call => call.Status == 503).Select(call => call.Turn!.Value));
        Assert.DoesNotContain(model.Log.Records, call => call.Kind == CallKind.Beyond);
    }

    private async Task AssertNothingLostAsync(AgentDefinition agent, string run)
    {
        Assert.True(relay.Faults.Count == 0, string.Join("\n", relay.Faults) + tracing.Child.Transcript);
        IReadOnlyList<RelayedRequest> requests = relay.Requests;
        Assert.All(requests, request => Assert.True(request.WasAccepted, $"{request.Path}: {request.Status} {request.GrpcStatus}"));
        SentRecords sent = SentRecords.Of(requests);
        string passed = string.Join('\n', requests.Select(request => $"{request.Path} {request.ContentType} {request.Body.Length} bytes"));
        Assert.True(sent.Spans.GetValueOrDefault(agent.ServiceName) > BrokenProgram.Turns, $"{string.Join(", ", sent.Spans)} in\n{passed}");
        Assert.True(sent.Logs.Values.Sum() > 0, passed);

        using var stored = new StoredRecords(tracing.Engine);
        Assert.Equal(Ordered(sent.Spans), Ordered(await SettledAsync(stored.SpansAsync, run, sent.Spans)));
        Assert.Equal(Ordered(sent.Logs), Ordered(await SettledAsync(stored.LogsAsync, run, sent.Logs)));
        Assert.Equal(sent.SpanIds.Order(), (await SpanIdsAsync(run)).Order());
        TestContext.Current.TestOutputHelper?.WriteLine($"{run}: {requests.Count} exports, {sent.Spans.Values.Sum()} spans, {sent.Logs.Values.Sum()} log records");
    }

    // Every page of the run's spans over GraphQL.
    private async Task<List<(string TraceId, string SpanId)>> SpanIdsAsync(string run)
    {
        const string Page = "query($run: ID!, $after: String) { spans(filter: { runId: $run }, first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { traceId spanId } } }";
        using var graphQl = new GraphQlClient(tracing.Query);
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
        patience.CancelAfter(TimeSpan.FromSeconds(30));
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
