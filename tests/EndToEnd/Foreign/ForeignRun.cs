using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tracing.EndToEnd.Tests.Foreign;

/// <summary>What the API must say of a trial, written from what <c>tests/ForeignHarness</c> tells and from <c>docs/vocabulary.md</c>.</summary>
internal static class ForeignRun
{
    /// <summary>Identity, time and outcome.</summary>
    public static JsonNode Facts(int trial, bool passes, DateTimeOffset start) => Json(new
    {
        trial,
        state = "FINISHED",
        stateReason = (string?)null,
        identity = new
        {
            agentVersion = "3.1",
            behaviorMode = "factory",
            containerId = "c0ffee",
            containerImage = "acme/agent:3.1",
            dialect = "vocabulary",
            exitCode = passes ? 0 : 3,
            imageDigest = "sha256:" + new string('a', 64),
            methodologyVersion = "2",
            modelBuildId = "b7",
        },
        timing = new
        {
            startedAt = Moment(start),
            endedAt = Moment(start.AddSeconds(10)),
            durationMs = 10_000,
            timedOut = false,
            promptTokens = 1200,
            completionTokens = 40,
            cachedTokens = 1000,
            totalTokens = 1240,
        },
    });

    /// <summary>A refused call, its second try, and one of another model that tells little: what it does not tell is null.</summary>
    public static JsonNode ModelCalls(DateTimeOffset start) => Json(new[]
    {
        Call(start.AddSeconds(2), "asked-for", "acme", 100, "error", 503, "overloaded", 1, "proxy"),
        Answered(start.AddSeconds(2.5)),
        Call(start.AddSeconds(5), "small", null, 250, "ok", null, null, 1, "agent"),
    });

    /// <summary>A tool that worked and one that failed.</summary>
    public static JsonNode ToolCalls(DateTimeOffset start) => Json(new[]
    {
        new
        {
            timestamp = Moment(start.AddSeconds(3.5)), durationMs = 500, name = "bash", callId = "t-1", arguments = "{\"command\":\"ls\"}", result = (string?)"calc.py",
            exitCode = 0, success = true, errorType = (string?)null, source = "agent",
        },
        new
        {
            timestamp = Moment(start.AddSeconds(4)), durationMs = 250, name = "bash", callId = "t-2", arguments = "{\"command\":\"make test\"}", result = (string?)null,
            exitCode = 3, success = false, errorType = (string?)"exit", source = "agent",
        },
    });

    /// <summary>A score by log, one by span event, one not applicable, one not recorded, and one on an axis nobody has heard of.</summary>
    public static JsonNode Scores(bool passes) => Json(new[]
    {
        Score("pass_rate", passes ? 1 : 0, scorer: "acme", version: "2", label: passes ? "pass" : "fail", details: new { checks = 3 }),
        Score("blast_radius", 0.25, source: "agent", explanation: "one of four"),
        Score("refusal", null, notApplicable: true),
        Score("integrity", null),
        Score("politeness", 0.5),
    });

    /// <summary>The recording, put together from two chunks, and the output.</summary>
    public static JsonNode Artifacts() => Json(new[]
    {
        new { kind = "recording", format = "asciicast-v2", made = "pty", size = 82, complete = true, truncated = false, encoding = "" },
        new { kind = "stdout", format = "text", made = "verbatim", size = 27, complete = true, truncated = false, encoding = "" },
    });

    private static JsonNode Call(DateTimeOffset at, string model, string? provider, double latencyMs, string status, int? statusCode, string? errorType, int attempt, string source) => Json(new
    {
        timestamp = Moment(at),
        model,
        provider,
        requestHash = (string?)null,
        promptTokens = (int?)null,
        cachedTokens = (int?)null,
        cacheCreationTokens = (int?)null,
        completionTokens = (int?)null,
        reasoningTokens = (int?)null,
        latencyMs,
        firstTokenMs = (double?)null,
        finishReason = (string?)null,
        status,
        statusCode,
        errorType,
        attempt,
        source,
        responseId = (string?)null,
    });

    private static JsonNode Answered(DateTimeOffset at) => Json(new
    {
        timestamp = Moment(at),
        model = "that-answered",
        provider = "acme",
        requestHash = new string('b', 64),
        promptTokens = 1200,
        cachedTokens = 1000,
        cacheCreationTokens = 100,
        completionTokens = 40,
        reasoningTokens = 8,
        latencyMs = 750,
        firstTokenMs = 125,
        finishReason = "tool_calls",
        status = "ok",
        statusCode = 200,
        errorType = (string?)null,
        attempt = 2,
        source = "proxy",
        responseId = "r-2",
    });

    private static JsonNode Score(
        string axis, double? value, bool notApplicable = false, string source = "log", string scorer = "", string version = "", string? label = null, string? explanation = null, object? details = null) => Json(new
    {
        axis,
        scorer,
        scorerVersion = version,
        value,
        notApplicable,
        notRecorded = value is null && !notApplicable,
        label,
        explanation,
        details = details ?? new { },
        source,
    });

    private static string Moment(DateTimeOffset at) => at.ToString("yyyy-MM-ddTHH:mm:ss.FFFZ", System.Globalization.CultureInfo.InvariantCulture);

    private static JsonNode Json(object value) => JsonSerializer.SerializeToNode(value)!;
}
