using Tracing.Storage.Rows;

namespace Tracing.Storage.Writes;

/// <summary>The derived tables' columns, declared here and in their migrations; a test holds both against each other.</summary>
internal static class DerivedTables
{
    private const string FieldSources = "Map(LowCardinality(String), LowCardinality(String))";

    public static DerivedTable<RunRow> Runs { get; } = new(
        "runs",
        new("RunId", "String", row => row.RunId),
        new("Version", "UInt64", row => row.Version),
        new("Retired", "UInt8", row => row.Retired ? (byte)1 : (byte)0),
        new("CellId", "String", row => row.CellId),
        new("Sweep", "LowCardinality(String)", row => row.Sweep),
        new("Agent", "LowCardinality(String)", row => row.Agent),
        new("AgentVersion", "Nullable(String)", row => row.AgentVersion),
        new("Model", "LowCardinality(String)", row => row.Model),
        new("ModelBuildId", "Nullable(String)", row => row.ModelBuildId),
        new("Category", "LowCardinality(String)", row => row.Category),
        new("Task", "LowCardinality(String)", row => row.Task),
        new("Trial", "UInt32", row => row.Trial),
        new("State", "LowCardinality(String)", row => row.State),
        new("StateReason", "Nullable(String)", row => row.StateReason),
        new("StartedAt", "Nullable(DateTime64(9))", row => row.StartedAt),
        new("EndedAt", "Nullable(DateTime64(9))", row => row.EndedAt),
        new("DurationNano", "Nullable(UInt64)", row => row.DurationNano),
        new("ExitCode", "Nullable(Int32)", row => row.ExitCode),
        new("TimedOut", "Nullable(Bool)", row => row.TimedOut),
        new("ContainerImage", "Nullable(String)", row => row.ContainerImage),
        new("ImageDigest", "Nullable(String)", row => row.ImageDigest),
        new("ContainerId", "Nullable(String)", row => row.ContainerId),
        new("BehaviorMode", "Nullable(String)", row => row.BehaviorMode),
        new("PluginStackRecorded", "Bool", row => row.PluginStack is not null),
        new("PluginStack", "Array(String)", row => row.PluginStack is null ? Array.Empty<string>() : row.PluginStack.ToArray()),
        new("MethodologyVersion", "Nullable(String)", row => row.MethodologyVersion),
        new("PromptTokens", "Nullable(UInt64)", row => row.PromptTokens),
        new("CompletionTokens", "Nullable(UInt64)", row => row.CompletionTokens),
        new("CachedTokens", "Nullable(UInt64)", row => row.CachedTokens),
        new("CacheCreationTokens", "Nullable(UInt64)", row => row.CacheCreationTokens),
        new("ReasoningTokens", "Nullable(UInt64)", row => row.ReasoningTokens),
        new("ModelCallCount", "UInt32", row => row.ModelCallCount),
        new("ToolCallCount", "UInt32", row => row.ToolCallCount),
        new("ModelCallsWithTokens", "UInt32", row => row.ModelCallsWithTokens),
        new("SpanCount", "UInt64", row => row.SpanCount),
        new("LogCount", "UInt64", row => row.LogCount),
        new("RootSpanId", "String", row => row.RootSpanId),
        new("TraceId", "String", row => row.TraceId),
        new("Dialect", "LowCardinality(String)", row => row.Dialect),
        new("DialectVersion", "String", row => row.DialectVersion),
        new("ScorerVersion", "LowCardinality(String)", row => row.ScorerVersion),
        new("Scores", "Map(LowCardinality(String), Float64)", row => row.Scores),
        new("NotApplicable", "Array(LowCardinality(String))", row => row.NotApplicable.ToArray()),
        new("ScoredAxes", "Array(LowCardinality(String))", row => row.ScoredAxes.ToArray()),
        new("InterpretedAt", "DateTime64(9)", row => row.InterpretedAt),
        new("InterpretedBy", "LowCardinality(String)", row => row.InterpretedBy));

    public static DerivedTable<RunDocument> RunDocuments { get; } = new(
        "run_documents",
        new("CellId", "String", row => row.Run.CellId),
        new("RunId", "String", row => row.Run.RunId),
        new("Version", "UInt64", row => row.Run.Version),
        new("Retired", "UInt8", row => row.Run.Retired ? (byte)1 : (byte)0),
        new("Trial", "UInt32", row => row.Run.Trial),
        new("Start", "Int64", row => row.Start),
        new("Run", "String", row => row.RunText),
        new("Scores", "String", row => row.ScoresText));

    public static DerivedTable<RunRow> RunKeys { get; } = new(
        "run_keys",
        new("RunId", "String", row => row.RunId),
        new("Version", "UInt64", row => row.Version),
        new("Retired", "UInt8", row => row.Retired ? (byte)1 : (byte)0),
        new("Sweep", "LowCardinality(String)", row => row.Sweep),
        new("Agent", "LowCardinality(String)", row => row.Agent),
        new("Model", "LowCardinality(String)", row => row.Model),
        new("Category", "LowCardinality(String)", row => row.Category),
        new("Task", "LowCardinality(String)", row => row.Task));

    public static DerivedTable<ModelCallRow> ModelCalls { get; } = new(
        "model_calls",
        new("RunId", "String", row => row.RunId),
        new("Version", "UInt64", row => row.Version),
        new("Index", "UInt32", row => row.Index),
        new("TraceId", "String", row => row.TraceId),
        new("SpanId", "String", row => row.SpanId),
        new("StartedAt", "DateTime64(9)", row => row.StartedAt),
        new("Model", "String", row => row.Model),
        new("Provider", "Nullable(String)", row => row.Provider),
        new("RequestHash", "Nullable(String)", row => row.RequestHash),
        new("PromptTokens", "Nullable(UInt64)", row => row.PromptTokens),
        new("CachedTokens", "Nullable(UInt64)", row => row.CachedTokens),
        new("CacheCreationTokens", "Nullable(UInt64)", row => row.CacheCreationTokens),
        new("CompletionTokens", "Nullable(UInt64)", row => row.CompletionTokens),
        new("ReasoningTokens", "Nullable(UInt64)", row => row.ReasoningTokens),
        new("LatencyMs", "Nullable(Float64)", row => row.LatencyMs),
        new("FirstTokenMs", "Nullable(Float64)", row => row.FirstTokenMs),
        new("FinishReason", "Nullable(String)", row => row.FinishReason),
        new("Status", "LowCardinality(String)", row => row.Status),
        new("StatusCode", "Nullable(UInt16)", row => row.StatusCode),
        new("ErrorType", "Nullable(String)", row => row.ErrorType),
        new("Attempt", "UInt32", row => row.Attempt),
        new("Source", "LowCardinality(String)", row => row.Source),
        new("ResponseId", "Nullable(String)", row => row.ResponseId),
        new("FieldSources", FieldSources, row => row.FieldSources),
        new("Others", "String", row => row.Others));

    public static DerivedTable<ToolCallRow> ToolCalls { get; } = new(
        "tool_calls",
        new("RunId", "String", row => row.RunId),
        new("Version", "UInt64", row => row.Version),
        new("Index", "UInt32", row => row.Index),
        new("TraceId", "String", row => row.TraceId),
        new("SpanId", "String", row => row.SpanId),
        new("StartedAt", "DateTime64(9)", row => row.StartedAt),
        new("DurationMs", "Nullable(Float64)", row => row.DurationMs),
        new("Name", "String", row => row.Name),
        new("CallId", "Nullable(String)", row => row.CallId),
        new("Arguments", "Nullable(String)", row => row.Arguments),
        new("Result", "Nullable(String)", row => row.Result),
        new("ExitCode", "Nullable(Int32)", row => row.ExitCode),
        new("Success", "Nullable(Bool)", row => row.Success),
        new("ErrorType", "Nullable(String)", row => row.ErrorType),
        new("Source", "LowCardinality(String)", row => row.Source),
        new("FieldSources", FieldSources, row => row.FieldSources),
        new("Others", "String", row => row.Others));

    public static DerivedTable<AxisScoreRow> AxisScores { get; } = new(
        "axis_scores",
        new("RunId", "String", row => row.RunId),
        new("Version", "UInt64", row => row.Version),
        new("Axis", "LowCardinality(String)", row => row.Axis),
        new("Scorer", "String", row => row.Scorer),
        new("ScorerVersion", "String", row => row.ScorerVersion),
        new("Value", "Nullable(Float64)", row => row.Value),
        new("NotApplicable", "Bool", row => row.NotApplicable),
        new("Label", "Nullable(String)", row => row.Label),
        new("Explanation", "Nullable(String)", row => row.Explanation),
        new("Details", "String", row => row.Details),
        new("Source", "LowCardinality(String)", row => row.Source),
        new("RecordedAt", "DateTime64(9)", row => row.RecordedAt));

    public static DerivedTable<ArtifactRow> Artifacts { get; } = new(
        "artifacts",
        new("RunId", "String", row => row.RunId),
        new("Version", "UInt64", row => row.Version),
        new("Kind", "LowCardinality(String)", row => row.Kind),
        new("Format", "LowCardinality(String)", row => row.Format),
        new("Made", "LowCardinality(String)", row => row.Made),
        new("Sha256", "String", row => row.Sha256),
        new("Size", "UInt64", row => row.Size),
        new("Chunks", "UInt32", row => row.Chunks),
        new("Complete", "Bool", row => row.Complete),
        new("Truncated", "Bool", row => row.Truncated),
        new("Encoding", "LowCardinality(String)", row => row.Encoding));

    public static DerivedTable<SpanKindRow> SpanKinds { get; } = new(
        "span_kinds",
        new("RunId", "String", row => row.RunId),
        new("Version", "UInt64", row => row.Version),
        new("TraceId", "String", row => row.TraceId),
        new("SpanId", "String", row => row.SpanId),
        new("Kind", "LowCardinality(String)", row => row.Kind));
}
