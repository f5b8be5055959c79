using Tracing.Storage.Connection;
using Tracing.Storage.Rows;

namespace Tracing.Storage.Reads.Mapping;

/// <summary>How a run is read, whatever the question: one SELECT list and one mapping, in the same order.</summary>
internal static class RunMapping
{
    public const string Columns = """
        RunId, Version, CellId, Sweep, Agent, AgentVersion, Model, ModelBuildId, Category, Task, Trial, State, StateReason,
          toUnixTimestamp64Nano(StartedAt), toUnixTimestamp64Nano(EndedAt), DurationNano, ExitCode, TimedOut,
          ContainerImage, ImageDigest, ContainerId, BehaviorMode, PluginStackRecorded, PluginStack, MethodologyVersion,
          PromptTokens, CompletionTokens, CachedTokens, CacheCreationTokens, ReasoningTokens, ModelCallCount, ToolCallCount,
          ModelCallsWithTokens, SpanCount, LogCount, RootSpanId, TraceId, Dialect, DialectVersion, ScorerVersion,
          mapKeys(Scores), mapValues(Scores), NotApplicable, ScoredAxes, toUnixTimestamp64Nano(InterpretedAt), InterpretedBy
        """;

    public static RunRow Read(RowReader row) => new()
    {
        RunId = row.Text(),
        Version = row.UInt64(),
        CellId = row.Text(),
        Sweep = row.Text(),
        Agent = row.Text(),
        AgentVersion = row.TextOrNull(),
        Model = row.Text(),
        ModelBuildId = row.TextOrNull(),
        Category = row.Text(),
        Task = row.Text(),
        Trial = row.UInt32(),
        State = row.Text(),
        StateReason = row.TextOrNull(),
        StartedAt = row.Int64OrNull(),
        EndedAt = row.Int64OrNull(),
        DurationNano = row.UInt64OrNull(),
        ExitCode = row.Int32OrNull(),
        TimedOut = row.BoolOrNull(),
        ContainerImage = row.TextOrNull(),
        ImageDigest = row.TextOrNull(),
        ContainerId = row.TextOrNull(),
        BehaviorMode = row.TextOrNull(),
        PluginStack = ReadPlugins(row),
        MethodologyVersion = row.TextOrNull(),
        PromptTokens = row.UInt64OrNull(),
        CompletionTokens = row.UInt64OrNull(),
        CachedTokens = row.UInt64OrNull(),
        CacheCreationTokens = row.UInt64OrNull(),
        ReasoningTokens = row.UInt64OrNull(),
        ModelCallCount = row.UInt32(),
        ToolCallCount = row.UInt32(),
        ModelCallsWithTokens = row.UInt32(),
        SpanCount = row.UInt64(),
        LogCount = row.UInt64(),
        RootSpanId = row.Text(),
        TraceId = row.Text(),
        Dialect = row.Text(),
        DialectVersion = row.Text(),
        ScorerVersion = row.Text(),
        Scores = row.Map<double>(),
        NotApplicable = row.Array<string>(),
        ScoredAxes = row.Array<string>(),
        InterpretedAt = row.Int64(),
        InterpretedBy = row.Text(),
    };

    private static string[]? ReadPlugins(RowReader row)
    {
        bool recorded = row.Bool();
        string[] plugins = row.Array<string>();
        return recorded ? plugins : null;
    }
}
