using System.Globalization;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;

namespace Tracing.Benchmarks.Sweeps;

/// <summary>The nine log records of a made run: four scores, four changed files, its state.</summary>
internal static class RunLogs
{
    private const int Changes = 4;

    public static ResourceLogs Make(MadeRun run)
    {
        var scope = new ScopeLogs { Scope = new InstrumentationScope { Name = "made.harness", Version = "1.0.0" } };
        long end = run.StartUnixNano + run.DurationNano;
        int unexpected = run.Random.Next(10) == 0 ? 1 : 0;
        scope.LogRecords.Add(Score(end, "pass_rate", run.State == "infrastructure_failed" ? null : run.Passed ? 1 : 0));
        scope.LogRecords.Add(Score(end, "blast_radius", (double)unexpected / Changes));
        scope.LogRecords.Add(Score(end, "integrity", run.Random.Next(50) == 0 ? 0 : 1));
        LogRecord refusal = Score(end, "refusal", run.RefusalApplies ? run.Random.Next(5) == 0 ? 0 : 1 : null);
        refusal.Attributes.Add(RunSpans.Flag("bench.axis.not_applicable", !run.RefusalApplies));
        scope.LogRecords.Add(refusal);
        for (int i = 0; i < Changes; i++)
        {
            LogRecord change = Record(end, "bench.file.change");
            change.Attributes.Add(
            [
                RunSpans.Of("file.path", string.Create(CultureInfo.InvariantCulture, $"src/file{run.Random.Next(1_000)}.go")),
                RunSpans.Of("bench.change", i == 0 ? "added" : "modified"), RunSpans.Flag("bench.change.expected", i >= unexpected),
            ]);
            change.Body = new AnyValue { StringValue = "@@ -1,3 +1,4 @@\n package main\n+// mended\n" };
            scope.LogRecords.Add(change);
        }

        LogRecord state = Record(end, "bench.run.state");
        state.Attributes.Add(RunSpans.Of("bench.run.state", run.State));
        scope.LogRecords.Add(state);
        return new ResourceLogs { Resource = RunSpans.Resource(run), ScopeLogs = { scope } };
    }

    private static LogRecord Score(long time, string axis, double? value)
    {
        LogRecord score = Record(time, "gen_ai.evaluation.result");
        score.Attributes.Add(
        [
            RunSpans.Of("gen_ai.evaluation.name", axis), RunSpans.Of("bench.scorer.name", "made"), RunSpans.Of("bench.scorer.version", "1"),
            RunSpans.Of("bench.axis.details", "{\"seeded\":true}"),
        ]);
        if (value is { } known)
        {
            score.Attributes.Add(RunSpans.Number("gen_ai.evaluation.score.value", known));
        }

        return score;
    }

    private static LogRecord Record(long time, string name) => new()
    {
        TimeUnixNano = (ulong)time,
        ObservedTimeUnixNano = (ulong)time,
        EventName = name,
        SeverityNumber = SeverityNumber.Info,
    };
}
