using System.Text.Json;
using Tracing.Query.Tests.Support;

namespace Tracing.Query.Tests.Api;

/// <summary>Everything that the published page of the demo's cell shows, by one query. The expected values are the page's.</summary>
public sealed class SeedCellTests(EngineFixture.EngineFixture engine)
{
    private const string Query = """
        query Page($id: ID!) {
          cell(id: $id) {
            id
            sweep { id } agent { name } model { name buildId } task { id category name }
            axes { axis n coverage notApplicable mean }
            runs {
              id trial state
              identity { cellId sweepId containerImage imageDigest modelBuildId exitCode behaviorMode pluginStack }
              timing { startedAt endedAt durationNano durationMs promptTokens completionTokens totalTokens }
              scores { axis value notRecorded notApplicable details scorer scorerVersion source }
              spans { spanId parentSpanId name benchKind durationNano startTimeUnixNano attributes { key value type } }
              modelCalls { index }
              toolCalls { index }
              coverage { spans modelCalls modelCallsWithTokens }
            }
          }
        }
        """;

    [Fact]
    public async Task One_query_returns_every_value_of_the_published_page()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine);
        await SeedRun.StoreAsync(host);

        JsonElement cell = (await host.AskAsync(Query, new { id = SeedRun.Cell })).Data.GetProperty("cell");

        Assert.Equal(SeedRun.Cell, cell.GetProperty("id").GetString());
        Assert.Equal("polyglot/go-http-handler-fix", cell.GetProperty("task").GetProperty("id").GetString());
        Assert.Equal("meta/llama-4-maverick-17b-128e-instruct", cell.GetProperty("model").GetProperty("name").GetString());
        JsonElement run = Assert.Single(cell.GetProperty("runs").EnumerateArray());
        Identity(run.GetProperty("identity"));
        Timing(run.GetProperty("timing"));
        Scores([.. run.GetProperty("scores").EnumerateArray()]);
        Spans([.. run.GetProperty("spans").EnumerateArray()]);
        Assert.Empty(run.GetProperty("modelCalls").EnumerateArray());
        Assert.Equal(5, run.GetProperty("coverage").GetProperty("spans").GetInt64());
        JsonElement tokens = cell.GetProperty("axes").EnumerateArray().Single(axis => axis.GetProperty("axis").GetString() == "tokens");
        Assert.Equal((1, 0, JsonValueKind.Null), (tokens.GetProperty("n").GetInt64(), tokens.GetProperty("coverage").GetInt64(), tokens.GetProperty("mean").ValueKind));
    }

    private static void Identity(JsonElement identity)
    {
        Assert.Equal(SeedRun.Cell, identity.GetProperty("cellId").GetString());
        Assert.Equal("expansion-20260616", identity.GetProperty("sweepId").GetString());
        Assert.Equal("codingagentbench/openhands:1.7.0", identity.GetProperty("containerImage").GetString());
        Assert.Equal("sha256:7fcaf222644a5cb0afffe018f038d270130b5af3b8af366cd960f2d596a4342c", identity.GetProperty("imageDigest").GetString());
        Assert.Equal("meta/llama-4-maverick-17b-128e-instruct", identity.GetProperty("modelBuildId").GetString());
        Assert.Equal(0, identity.GetProperty("exitCode").GetInt32());
        Assert.Equal("factory", identity.GetProperty("behaviorMode").GetString());
        Assert.Equal(0, identity.GetProperty("pluginStack").GetArrayLength());
    }

    private static void Timing(JsonElement timing)
    {
        Assert.Equal("2026-06-17T07:00:43.396996Z", timing.GetProperty("startedAt").GetString());
        Assert.Equal("2026-06-17T07:00:58.970746Z", timing.GetProperty("endedAt").GetString());
        Assert.Equal("15573750000", timing.GetProperty("durationNano").GetString());
        Assert.Equal(15573.75, timing.GetProperty("durationMs").GetDouble());
        Assert.All(["promptTokens", "completionTokens", "totalTokens"], name => Assert.Equal(JsonValueKind.Null, timing.GetProperty(name).ValueKind));
    }

    private static void Scores(IReadOnlyList<JsonElement> scores)
    {
        Assert.Equal(
            ["pass_rate", "tokens", "latency", "blast_radius", "refusal", "integrity", "composite"],
            scores.Select(score => score.GetProperty("axis").GetString()));
        Assert.Equal(
            ["0", "null", "15573.75", "0", "null", "1", "0.5565496484176503"],
            scores.Select(score => score.GetProperty("value").GetRawText()));
        Assert.Equal([false, true, false, false, false, false, false], scores.Select(score => score.GetProperty("notRecorded").GetBoolean()));
        Assert.Equal([false, false, false, false, true, true, false], scores.Select(score => score.GetProperty("notApplicable").GetBoolean()));

        JsonElement pass = scores[0].GetProperty("details");
        Assert.Equal(JsonValueKind.Object, pass.ValueKind);
        Assert.StartsWith("--- FAIL: TestGreet_MissingNameReturns400 (0.00s)\n", pass.GetProperty("stdout_tail").GetString(), StringComparison.Ordinal);
        Assert.Equal("15573.055999999999", scores[2].GetProperty("details").GetProperty("container_active_ms").GetRawText());
        JsonElement composite = scores[6].GetProperty("details");
        Assert.Equal("0.710330989451002", composite.GetProperty("components").GetProperty("latency_efficiency").GetRawText());
        Assert.Equal("0.15", composite.GetProperty("weights").GetProperty("cost").GetRawText());
    }

    private static void Spans(IReadOnlyList<JsonElement> spans)
    {
        Assert.Equal(5, spans.Count);
        JsonElement container = spans.Single(span => span.GetProperty("name").GetString() == "openhands:run");
        Assert.Equal("container", container.GetProperty("benchKind").GetString());
        Assert.Equal("66eb4954764d573e", container.GetProperty("parentSpanId").GetString());
        Assert.Equal("15573056000", container.GetProperty("durationNano").GetString());
        JsonElement[] attributes = [.. container.GetProperty("attributes").EnumerateArray()];
        Assert.Contains(attributes, one => Attribute(one) == ("exit_code", "0", "INT"));
        Assert.Contains(attributes, one => Attribute(one) == ("docker_sock_mounted", "true", "BOOL"));
        Assert.Contains(attributes, one => Attribute(one) == ("deviation", "root+docker.sock; see module docstring", "STRING"));
        Assert.Contains(attributes, one => one.GetProperty("key").GetString() == "command" && one.GetProperty("type").GetString() == "ARRAY");
        Assert.Equal(
            ["adapter_run", "cleanup", "container", "task_setup", "tool_call"],
            spans.Select(span => span.GetProperty("benchKind").GetString()).Order(StringComparer.Ordinal));
        JsonElement root = spans.Single(span => span.GetProperty("benchKind").GetString() == "adapter_run");
        Assert.Equal(JsonValueKind.Null, root.GetProperty("parentSpanId").ValueKind);
        Assert.Contains(root.GetProperty("attributes").EnumerateArray(), one => Attribute(one) == ("timeout_s", "600", "INT"));
    }

    private static (string? Key, string? Value, string? Type) Attribute(JsonElement one) =>
        (one.GetProperty("key").GetString(), one.GetProperty("value").GetString(), one.GetProperty("type").GetString());
}
