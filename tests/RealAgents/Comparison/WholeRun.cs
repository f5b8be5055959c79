using System.Globalization;
using System.Text.Json;
using Tracing.Adapters.ScriptedModel.Scripts;
using Tracing.Adapters.ScriptedModel.Serving;
using Tracing.Processes;
using Tracing.Processes.Player;
using static Tracing.RealAgents.Tests.Comparison.ProxyTruth;

namespace Tracing.RealAgents.Tests.Comparison;

/// <summary>A run of <c>tracing run</c> that mended the broken program, as the query service tells it.</summary>
internal static class WholeRun
{
    private const string Question = """
        query($sweep: String!) { cells(filter: { sweeps: [$sweep] }, first: 2) { nodes { runs { id state stateReason identity { agentVersion containerImage imageDigest containerId }
          modelCalls { model requestHash promptTokens cachedTokens completionTokens firstTokenMs finishReason statusCode responseId source }
          toolCalls { name } changes { path expected } scores { axis value notApplicable } recording { made format complete text(maxBytes: 1048576) }
          spans { benchKind statusCode startTime attributes { key value } resourceAttributes { key value } } } } } }
        """;

    private static readonly string[] Axes = ["pass_rate", "tokens", "latency", "blast_radius", "refusal", "integrity", "composite"];

    /// <summary>Everything is there: model calls as in the model's own log, tool calls, file changes, recording, all axes.</summary>
    /// <param name="query">The query service.</param>
    /// <param name="sweep">The sweep of the run, its only one.</param>
    /// <param name="log">The model's log.</param>
    /// <param name="transcript">What was printed, for the message.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="tools">Whether each tool call is told by the agent's output too.</param>
    /// <returns>The run.</returns>
    public static async Task<JsonElement> AssertAsync(
        Uri query, string sweep, TruthLog log, string transcript, CancellationToken cancellation, bool tools = true)
    {
        CallRecord[] truth = [.. log.Records.Where(call => call.Kind is CallKind.Main or CallKind.Side or CallKind.Beyond).OrderBy(call => call.Time)];
        using var graphQl = new GraphQlClient(query);
        JsonElement answer = await graphQl.AskUntilAsync(Question, new { sweep }, told => IsWhole(told, truth, tools), cancellation);
        JsonElement stored = Run(answer)!.Value;
        string all = stored + "\n" + transcript;
        AssertTold(truth, [.. stored.GetProperty("modelCalls").EnumerateArray()], all);
        Assert.True(truth.Sum(call => call.Calls.Count) == stored.GetProperty("toolCalls").GetArrayLength(), all);
        Assert.True(Printed(stored) == (tools ? truth.Sum(call => call.Calls.Count) : 0), all);
        AssertEvidence(stored, all);
        await AssertPlaysAsync(stored, all, cancellation);
        return stored;
    }

    private static void AssertEvidence(JsonElement stored, string all)
    {
        Assert.Contains(stored.GetProperty("changes").EnumerateArray(), change => Text(change, "path") == "calc.py" && change.GetProperty("expected").GetBoolean());
        JsonElement recording = stored.GetProperty("recording");
        Assert.Equal(("rendered", "asciicast-v3", true), (Text(recording, "made")!, Text(recording, "format")!, recording.GetProperty("complete").GetBoolean()));
        Dictionary<string, double> scores = stored.GetProperty("scores").EnumerateArray()
            .Where(score => score.GetProperty("value").ValueKind == JsonValueKind.Number)
            .GroupBy(score => Text(score, "axis")!)
            .ToDictionary(axis => axis.Key, axis => axis.First().GetProperty("value").GetDouble(), StringComparer.Ordinal);
        Assert.True(Axes.All(scores.ContainsKey), all);
        Assert.Equal((1.0, 1.0), (scores["pass_rate"], scores["integrity"]));
        Assert.True(Text(stored.GetProperty("identity"), "agentVersion") is { Length: > 0 }, all);
    }

    // asciinema's own player plays it, and it began while the agent ran.
    private static async Task AssertPlaysAsync(JsonElement stored, string all, CancellationToken cancellation)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["recording.cast"], Text(stored.GetProperty("recording"), "text"), cancellation);
        PlayedRecording played = await PlayedRecording.ReadAsync(folder["recording.cast"], cancellation);
        Assert.True(played.Output.Contains("The function adds now", StringComparison.Ordinal), played.Output + "\n" + all);

        JsonElement agent = Spans(stored).Single(span => Text(span, "benchKind") == "container");
        long began = long.Parse(AttributeOf(agent, "bench.recording.start_unix_nano")!, CultureInfo.InvariantCulture);
        Assert.True(DateTimeOffset.UnixEpoch.AddTicks(began / 100) >= agent.GetProperty("startTime").GetDateTimeOffset().AddTicks(-1), all);
    }

    /// <summary>The run's spans.</summary>
    /// <param name="stored">The run.</param>
    public static IEnumerable<JsonElement> Spans(JsonElement stored) => stored.GetProperty("spans").EnumerateArray();

    /// <summary>An attribute of a span or of its resource.</summary>
    /// <param name="span">The span.</param>
    /// <param name="key">The attribute.</param>
    /// <param name="of">Whose.</param>
    public static string? AttributeOf(JsonElement span, string key, string of = "attributes") =>
        span.GetProperty(of).EnumerateArray().Where(one => Text(one, "key") == key).Select(one => Text(one, "value")).SingleOrDefault();

    private static int Printed(JsonElement stored) => Spans(stored).Count(span => Text(span, "benchKind") == "tool_call" && AttributeOf(span, "bench.source") == "stdout");

    // States are log records, and spans come behind them: what is asserted is awaited.
    private static bool IsWhole(JsonElement told, CallRecord[] truth, bool tools) =>
        Run(told) is { } run && Text(run, "state") == "FINISHED"
        && run.GetProperty("modelCalls").EnumerateArray().Count(call => Text(call, "source") == "proxy") == truth.Length
        && run.GetProperty("recording").ValueKind == JsonValueKind.Object
        && run.GetProperty("toolCalls").GetArrayLength() >= truth.Sum(call => call.Calls.Count)
        && run.GetProperty("changes").GetArrayLength() > 0
        && Text(run.GetProperty("identity"), "agentVersion") is { Length: > 0 }
        && Spans(run).Any(span => Text(span, "benchKind") == "container")
        && (!tools || Printed(run) >= truth.Sum(call => call.Calls.Count))
        && run.GetProperty("scores").EnumerateArray().Select(score => Text(score, "axis")!).ToHashSet(StringComparer.Ordinal).IsSupersetOf(Axes);

    private static JsonElement? Run(JsonElement answer) =>
        answer.GetProperty("cells").GetProperty("nodes").EnumerateArray().SelectMany(cell => cell.GetProperty("runs").EnumerateArray()).Cast<JsonElement?>().SingleOrDefault();
}
