using Tracing.Storage.Rows;

namespace Tracing.Storage.Tests.Support;

/// <summary>Derived rows with every required value.</summary>
internal static class Derived
{
    public static RunRow Run(string id, string cell = "sweep/agent/model/category/task", uint trial = 1, ulong version = 65_536, long? started = TestSpan.Noon)
    {
        string[] parts = cell.Split('/');
        return new RunRow
        {
            RunId = id,
            Version = version,
            CellId = cell,
            Sweep = parts[0],
            Agent = parts[1],
            Model = parts[2],
            Category = parts[3],
            Task = parts[4],
            Trial = trial,
            State = "finished",
            StartedAt = started,
            ModelCallCount = 0,
            ToolCallCount = 0,
            ModelCallsWithTokens = 0,
            SpanCount = 1,
            LogCount = 0,
            RootSpanId = "",
            TraceId = "",
            Dialect = "vocabulary",
            DialectVersion = "1",
            InterpretedAt = TestSpan.Noon,
        };
    }

    public static ModelCallRow ModelCall(string run, uint index, ulong version = 65_536) => new()
    {
        RunId = run,
        Version = version,
        Index = index,
        TraceId = "",
        SpanId = "",
        StartedAt = TestSpan.Noon + 7,
        Model = "model",
        Status = "ok",
        Attempt = 1,
        Source = "proxy",
    };

    public static ToolCallRow ToolCall(string run, uint index, ulong version = 65_536) => new()
    {
        RunId = run,
        Version = version,
        Index = index,
        TraceId = "",
        SpanId = "",
        StartedAt = TestSpan.Noon,
        Name = "shell",
        Source = "agent",
    };

    public static AxisScoreRow Score(string run, string axis, double? value, ulong version = 65_536) => new()
    {
        RunId = run,
        Version = version,
        Axis = axis,
        Scorer = "scorer",
        ScorerVersion = "1",
        Value = value,
        Source = "agent",
        RecordedAt = TestSpan.Noon,
    };

    public static ArtifactRow Artifact(string run, string kind, ulong version = 65_536) => new()
    {
        RunId = run,
        Version = version,
        Kind = kind,
        Format = "text",
        Made = "verbatim",
        Sha256 = "aa",
        Size = 6,
        Chunks = 2,
        Complete = true,
        Truncated = false,
        Encoding = "",
    };
}
