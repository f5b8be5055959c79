using System.Collections.ObjectModel;

namespace Tracing.Storage.Rows;

/// <summary>A run as Interpret read it from its records. Null: not recorded, which is never zero.</summary>
public sealed record RunRow
{
    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>Which reading of which records this is; the greatest counts. See <see cref="RunVersion"/>.</summary>
    public required ulong Version { get; init; }

    /// <summary>Whether the run's later reading lies under another key: the row only takes this key's earlier reading away.</summary>
    public bool Retired { get; init; }

    /// <summary><c>sweep/agent/model/category/task</c>.</summary>
    public required string CellId { get; init; }

    /// <summary>The sweep.</summary>
    public required string Sweep { get; init; }

    /// <summary>The agent.</summary>
    public required string Agent { get; init; }

    /// <summary>The agent's version.</summary>
    public string? AgentVersion { get; init; }

    /// <summary>The model as it was asked for.</summary>
    public required string Model { get; init; }

    /// <summary>The build that answered.</summary>
    public string? ModelBuildId { get; init; }

    /// <summary>The task's category.</summary>
    public required string Category { get; init; }

    /// <summary>The task's name, without its category.</summary>
    public required string Task { get; init; }

    /// <summary>1, 2, 3 …</summary>
    public required uint Trial { get; init; }

    /// <summary>One of the vocabulary's run states.</summary>
    public required string State { get; init; }

    /// <summary>Why it ended so.</summary>
    public string? StateReason { get; init; }

    /// <summary>Nanoseconds since 1970.</summary>
    public long? StartedAt { get; init; }

    /// <summary>Nanoseconds since 1970.</summary>
    public long? EndedAt { get; init; }

    /// <summary>Nanoseconds.</summary>
    public ulong? DurationNano { get; init; }

    /// <summary>The agent's exit code.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Whether its time limit ended it.</summary>
    public bool? TimedOut { get; init; }

    /// <summary>Name of the image.</summary>
    public string? ContainerImage { get; init; }

    /// <summary><c>sha256:…</c>.</summary>
    public string? ImageDigest { get; init; }

    /// <summary>The container.</summary>
    public string? ContainerId { get; init; }

    /// <summary>The behaviour mode of the sweep.</summary>
    public string? BehaviorMode { get; init; }

    /// <summary>The plugins; null where not recorded, empty where there were none.</summary>
    public IReadOnlyList<string>? PluginStack { get; init; }

    /// <summary>The methodology that stamps the sweep.</summary>
    public string? MethodologyVersion { get; init; }

    /// <summary>Tokens read.</summary>
    public ulong? PromptTokens { get; init; }

    /// <summary>Tokens written.</summary>
    public ulong? CompletionTokens { get; init; }

    /// <summary>Tokens read from a cache.</summary>
    public ulong? CachedTokens { get; init; }

    /// <summary>Tokens put into a cache.</summary>
    public ulong? CacheCreationTokens { get; init; }

    /// <summary>Tokens of reasoning.</summary>
    public ulong? ReasoningTokens { get; init; }

    /// <summary>Calls of a model.</summary>
    public required uint ModelCallCount { get; init; }

    /// <summary>Calls of a tool.</summary>
    public required uint ToolCallCount { get; init; }

    /// <summary>Calls of a model that told both tokens read and written, or were refused and used none: the coverage of the sums.</summary>
    public required uint ModelCallsWithTokens { get; init; }

    /// <summary>Spans of the run.</summary>
    public required ulong SpanCount { get; init; }

    /// <summary>Log records of the run.</summary>
    public required ulong LogCount { get; init; }

    /// <summary>Span id of the root, lowercase hex; empty where there is none.</summary>
    public required string RootSpanId { get; init; }

    /// <summary>Trace of the root, lowercase hex; empty where there is none.</summary>
    public required string TraceId { get; init; }

    /// <summary>Which dialect read the records.</summary>
    public required string Dialect { get; init; }

    /// <summary>Its version.</summary>
    public required string DialectVersion { get; init; }

    /// <summary>Version of the composite with the weights that it is derived by, whether one was derived or sent; empty where not told.</summary>
    public string ScorerVersion { get; init; } = "";

    /// <summary>By axis the value of the score that counts: of several a recorded one before none, then the one recorded last.</summary>
    public IReadOnlyDictionary<string, double> Scores { get; init; } = ReadOnlyDictionary<string, double>.Empty;

    /// <summary>Axes whose score that counts says that they do not apply.</summary>
    public IReadOnlyList<string> NotApplicable { get; init; } = [];

    /// <summary>Axes with any score, recorded or not.</summary>
    public IReadOnlyList<string> ScoredAxes { get; init; } = [];

    /// <summary>Nanoseconds since 1970.</summary>
    public required long InterpretedAt { get; init; }

    /// <summary>Which collector read it; empty where not told.</summary>
    public string InterpretedBy { get; init; } = "";

    /// <summary>The run with what reports need of its scores; every writer of runs does this.</summary>
    /// <param name="scores">All its scores.</param>
    internal RunRow WithScores(IEnumerable<AxisScoreRow> scores)
    {
        AxisScoreRow[] counting = [.. AxisScoreRow.Counting(scores).OrderBy(score => score.Axis, StringComparer.Ordinal)];
        return this with
        {
            ScoredAxes = [.. counting.Select(score => score.Axis)],
            NotApplicable = [.. counting.Where(score => score.NotApplicable).Select(score => score.Axis)],
            Scores = counting.Where(score => score.Value is not null).ToDictionary(score => score.Axis, score => score.Value!.Value, StringComparer.Ordinal),
        };
    }
}
