using Tracing.Dialects.Records;
using Tracing.Vocabulary;

namespace Tracing.Dialects.Witnesses;

/// <summary>
/// When a run's work is known to be over. A request that nobody answered is under way until then: only afterwards has it failed.
/// </summary>
internal static class RunEnding
{
    /// <summary>The latest ending that is told.</summary>
    /// <param name="run">The records.</param>
    /// <param name="sessionEnd">The agent's own event at the end of its session, or null where it has none.</param>
    /// <returns>Nanoseconds since 1970, or null while the run may go on.</returns>
    public static long? Of(RunRecords run, string? sessionEnd)
    {
        IEnumerable<long> spans = run.Spans
            .Where(span => span.Attributes.Text(BenchAttributes.SpanKind) is BenchSpanKinds.AdapterRun or BenchSpanKinds.Container)
            .Select(span => span.EndUnixNano);
        IEnumerable<long> logs = run.Logs.Where(log => IsEnd(log) || (sessionEnd is not null && log.EventName == sessionEnd)).Select(log => log.UnixNano);
        return spans.Concat(logs).Select(moment => (long?)moment).Max();
    }

    private static bool IsEnd(LogRecord log) => log.EventName == EventNames.RunState
        && (log.Attributes.Text(BenchAttributes.RunState) ?? log.Body) is RunStates.Finished or RunStates.TimedOut or RunStates.Cancelled or RunStates.InfrastructureFailed;
}
