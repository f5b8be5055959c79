using System.Text.Json;
using Tracing.Query.Completeness;
using Tracing.Query.Tests.Support;
using Tracing.Storage.Rows;
using Tracing.Storage.Writes;
using Tracing.Vocabulary;

namespace Tracing.Query.Tests.Api;

public sealed class SweepsTests(EngineFixture.EngineFixture engine)
{
    private const string Complete = "query($id:ID!){sweep(id:$id){runs completeness{declared problem expectedCells expectedRuns present missingCount missing(first:2){cellId trial runs} partialCount partial{cellId trial ended} repeatedCount repeated{cellId trial ended} undeclaredCount undeclared{cellId}}}}";

    [Fact]
    public async Task A_sweep_tells_its_counts_times_and_parts_and_pages_hold_every_sweep_once()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine);
        await StoreAsync(host, [.. Enumerable.Range(0, 7).Select(i => Runs.Run($"s{i}/a/m/c/t", $"r{i}", startedAt: Runs.Epoch + (i / 2 * Runs.Second)))]);
        await StoreAsync(host, Runs.Run("s0/b/x/m/c/u", "more", startedAt: Runs.Epoch + (9 * Runs.Second)), Runs.Run("s0/a/m/c/t", "again", 2, Runs.Epoch + Runs.Second) with { AgentVersion = "2" });
        List<string> seen = [];
        string? after = null;
        for (int page = 0; page < 9; page++)
        {
            JsonElement sweeps = (await host.AskAsync("query($after:String){sweeps(first:2,after:$after){nodes{id cells} pageInfo{hasNextPage endCursor}}}", new { after })).Data.GetProperty("sweeps");
            seen.AddRange(sweeps.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("id").GetString()!));
            after = sweeps.GetProperty("pageInfo").GetProperty("endCursor").GetString();
            await StoreAsync(host, Runs.Run($"late{page}/a/m/c/t", $"late{page}", startedAt: Runs.Epoch + ((100 + page) * Runs.Second)));
            if (!sweeps.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean())
            {
                break;
            }
        }

        JsonElement sweep = (await host.AskAsync("{sweep(id:\"s0\"){runs cells firstStart lastStart agents models tasks} agents{name version} models(filter:{sweeps:[\"s0\"]}){name provider} tasks{id}}")).Data;

        Assert.Equal(Enumerable.Range(0, 7).Select(i => $"s{i}"), seen.Order(StringComparer.Ordinal));
        Assert.Equal("""{"runs":3,"cells":2,"firstStart":"2026-06-17T07:00:00Z","lastStart":"2026-06-17T07:00:09Z","agents":["a","b"],"models":["m","x/m"],"tasks":["c/t","c/u"]}""", sweep.GetProperty("sweep").GetRawText());
        Assert.Equal("""[{"name":"a","version":"2"},{"name":"b","version":null}]""", sweep.GetProperty("agents").GetRawText());
        Assert.Equal("""[{"name":"m","provider":null},{"name":"x/m","provider":"x"}]""", sweep.GetProperty("models").GetRawText());
        Assert.Equal("NOT_FOUND", (await host.AskAsync("{sweep(id:\"absent\"){id}}")).Code);
    }

    [Fact]
    public async Task A_declared_sweep_tells_what_is_missing_partial_repeated_and_not_declared()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine);
        await DeclareAsync(host, 1, "{\"agents\":[\"old\"],\"models\":[\"m\"],\"tasks\":[\"c/t\"]}");
        await DeclareAsync(host, 2, "{\"agents\":[\"a\",\"b\"],\"models\":[\"x/m\"],\"tasks\":[\"c/t\"],\"trials\":2}");
        await StoreAsync(
            host,
            Runs.Run("s/a/x/m/c/t", "ended"),
            Runs.Run("s/a/x/m/c/t", "going", 2, state: RunStates.Running),
            Runs.Run("s/b/x/m/c/t", "twice1"),
            Runs.Run("s/b/x/m/c/t", "twice2", startedAt: Runs.Epoch + 1, state: RunStates.TimedOut),
            Runs.Run("s/b/x/m/c/t", "twice3", startedAt: Runs.Epoch + 2, state: RunStates.InfrastructureFailed),
            Runs.Run("s/c/x/m/c/t", "extra"),
            Runs.Run("other/a/x/m/c/t", "elsewhere"));

        JsonElement complete = (await host.AskAsync(Complete, new { id = "s" })).Data.GetProperty("sweep").GetProperty("completeness");

        Assert.Equal(
            """
            {"declared":true,"problem":null,"expectedCells":2,"expectedRuns":4,"present":2,"missingCount":1,"missing":[{"cellId":"s/b/x/m/c/t","trial":2,"runs":0}],"partialCount":1,"partial":[{"cellId":"s/a/x/m/c/t","trial":2,"ended":0}],"repeatedCount":1,"repeated":[{"cellId":"s/b/x/m/c/t","trial":1,"ended":2}],"undeclaredCount":1,"undeclared":[{"cellId":"s/c/x/m/c/t"}]}
            """,
            complete.GetRawText());
    }

    [Fact]
    public async Task A_sweep_that_declared_nothing_or_nonsense_expects_nothing_known()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine);
        await DeclareAsync(host, 1, "nonsense");
        await StoreAsync(host, Runs.Run("silent/a/m/c/t", "r"));

        JsonElement silent = (await host.AskAsync(Complete, new { id = "silent" })).Data.GetProperty("sweep").GetProperty("completeness");
        JsonElement nonsense = (await host.AskAsync(Complete, new { id = "s" })).Data.GetProperty("sweep");

        Assert.Equal((false, JsonValueKind.Null, JsonValueKind.Null, 1L), (silent.GetProperty("declared").GetBoolean(), silent.GetProperty("expectedRuns").ValueKind, silent.GetProperty("missing").ValueKind, silent.GetProperty("present").GetInt64()));
        Assert.Equal((0L, "The declaration is no JSON."), (nonsense.GetProperty("runs").GetInt64(), nonsense.GetProperty("completeness").GetProperty("problem").GetString()));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{\"agents\":[],\"models\":[\"m\"],\"tasks\":[\"c/t\"]}")]
    [InlineData("{\"agents\":[1],\"models\":[\"m\"],\"tasks\":[\"c/t\"]}")]
    [InlineData("{\"agents\":[\"a\"],\"models\":[\"m\"],\"tasks\":[\"c/t\"],\"trials\":0}")]
    [InlineData("{\"agents\":[\"a\"],\"models\":[\"m\"],\"tasks\":[\"c/t\"],\"trials\":1.5}")]
    [InlineData("{\"agents\":[\"a\"],\"models\":[\"m\"],\"tasks\":[\"c/t\"],\"trials\":2000000000}")]
    public void A_declaration_that_cannot_be_met_tells_why(string body)
    {
        Assert.False(SweepDeclaration.TryRead(body, out _, out string? problem));
        Assert.NotEmpty(problem);
    }

    private static Task DeclareAsync(QueryHost host, long time, string body) => RawLogs.InsertAsync(
        host.Database, new RawLog("", Runs.Epoch + time, body, time) { EventName = EventNames.SweepDeclared, Resource = new() { [BenchAttributes.SweepId] = "s" } });

    private static async Task StoreAsync(QueryHost host, params RunRow[] runs) =>
        await host.Store.Derived.WriteAsync(new DerivedRows { Runs = runs }, QueryHost.Cancellation);
}
