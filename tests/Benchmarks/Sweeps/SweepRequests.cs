using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;

namespace Tracing.Benchmarks.Sweeps;

/// <summary>Neighbouring runs of made sweeps, in requests of about 500 spans as SDKs send them.</summary>
internal sealed record SweepRequests(IReadOnlyList<MadeRun> Runs, ExportTraceServiceRequest Traces, ExportLogsServiceRequest Logs)
{
    private const int RunsPerRequest = 30;

    /// <summary>All requests of sweeps, made as they are taken.</summary>
    /// <param name="seed">Another seed gives other runs.</param>
    /// <param name="firstSweep">The first sweep, from 0.</param>
    /// <param name="sweeps">How many.</param>
    public static IEnumerable<SweepRequests> Of(int seed, int firstSweep, int sweeps) =>
        from sweep in Enumerable.Range(firstSweep, sweeps)
        from places in Enumerable.Range(0, SweepShape.RunsPerSweep).Chunk(RunsPerRequest)
        select Make([.. places.Select(place => new MadeRun(seed, sweep, place))]);

    private static SweepRequests Make(IReadOnlyList<MadeRun> runs)
    {
        var traces = new ExportTraceServiceRequest();
        var logs = new ExportLogsServiceRequest();
        foreach (MadeRun run in runs)
        {
            traces.ResourceSpans.Add(new RunSpans(run).Make());
            logs.ResourceLogs.Add(RunLogs.Make(run));
        }

        return new SweepRequests(runs, traces, logs);
    }
}
