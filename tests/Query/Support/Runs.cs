using Tracing.Storage.Rows;
using Tracing.Vocabulary;

namespace Tracing.Query.Tests.Support;

/// <summary>Rows of runs for tests.</summary>
public static class Runs
{
    public const long Second = 1_000_000_000;

    /// <summary>Start of the test runs, 2026-06-17T07:00:00Z.</summary>
    public const long Epoch = 1_781_679_600 * Second;

    public static RunRow Run(string cellId, string runId, uint trial = 1, long startedAt = Epoch, string state = RunStates.Finished)
    {
        Assert.True(CellId.TryParse(cellId, out CellId? cell, out _));
        return new RunRow
        {
            RunId = runId,
            Version = 1,
            CellId = cellId,
            Sweep = cell.Sweep,
            Agent = cell.Agent,
            Model = cell.Model,
            Category = cell.Category,
            Task = cell.Task,
            Trial = trial,
            State = state,
            StartedAt = startedAt,
            EndedAt = startedAt + (10 * Second),
            DurationNano = 10 * (ulong)Second,
            ModelCallCount = 0,
            ToolCallCount = 0,
            ModelCallsWithTokens = 0,
            SpanCount = 0,
            LogCount = 0,
            RootSpanId = "",
            TraceId = "",
            Dialect = "vocabulary",
            DialectVersion = "1",
            InterpretedAt = startedAt,
        };
    }

    public static AxisScoreRow Score(string runId, string axis, double? value, bool notApplicable = false) => new()
    {
        RunId = runId,
        Version = 1,
        Axis = axis,
        Scorer = "tests",
        ScorerVersion = "1",
        Value = value,
        NotApplicable = notApplicable,
        Details = "{}",
        Source = FactSources.Log,
        RecordedAt = Epoch,
    };
}
