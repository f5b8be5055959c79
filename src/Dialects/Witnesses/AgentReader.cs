using Tracing.Dialects.Conventions;
using Tracing.Dialects.Records;
using Tracing.Dialects.Steps;
using Tracing.Vocabulary;

namespace Tracing.Dialects.Witnesses;

/// <summary>
/// A run that an agent's telemetry tells, and perhaps an adapter and a model proxy beside it: those speak the vocabulary and name the kinds of their spans.
/// Of a model call trusted in this order: proxy, the adapter's and the agent's spans, logs, standard output. Of a tool call the proxy comes last: it sees
/// only when one was asked for and when its result went back, and those who use the tool know when it ran and how it ended.
/// </summary>
public static class AgentReader
{
    /// <summary>Reads a run.</summary>
    /// <param name="run">The records.</param>
    /// <param name="tell">What the agent's telemetry tells, of records that hold each one once.</param>
    /// <returns>What the records mean.</returns>
    public static RunSteps Read(RunRecords run, Func<RunRecords, AgentTellings> tell)
    {
        RunRecords once = run.Once();
        AgentTellings told = tell(once);
        RunRecords rest = told.Heard.Count == 0 ? once : once with { Logs = [.. once.Logs.Except(told.Heard)] };
        RunSteps harness = ConventionReader.Read(rest, OwnKind, AttributeAliases.None);
        return harness with
        {
            Facts = Facts(once, harness.Facts, told.Sessions),
            ModelCalls = CallFold.ModelCalls(
                Of(harness.ModelCalls, FactSources.Proxy), Of(harness.ModelCalls, FactSources.Agent), told.ModelSpans,
                Of(harness.ModelCalls, FactSources.Log), told.ModelLogs, Of(harness.ModelCalls, FactSources.Stdout)),
            ToolCalls = CallFold.ToolCalls(
                Of(harness.ToolCalls, FactSources.Agent), told.ToolSpans, Of(harness.ToolCalls, FactSources.Log), told.ToolLogs,
                Of(harness.ToolCalls, FactSources.Stdout), Of(harness.ToolCalls, FactSources.Proxy)),
            SpanKinds = [.. harness.SpanKinds, .. told.Kinds],
        };
    }

    /// <summary>
    /// Folds the calls of a run whose agent speaks the conventions: what its spans and logs tell is one witness, the proxy and standard output are others.
    /// </summary>
    /// <param name="told">Each witness' calls, side by side.</param>
    /// <returns>Each call once.</returns>
    public static RunSteps Fold(RunSteps told) => told with
    {
        ModelCalls = CallFold.ModelCalls(Of(told.ModelCalls, FactSources.Proxy), Spoken(told.ModelCalls, call => call.Source), Of(told.ModelCalls, FactSources.Stdout)),
        ToolCalls = CallFold.ToolCalls(Spoken(told.ToolCalls, call => call.Source), Of(told.ToolCalls, FactSources.Stdout), Of(told.ToolCalls, FactSources.Proxy)),
    };

    private static IReadOnlyList<TStep> Spoken<TStep>(IReadOnlyList<TStep> calls, Func<TStep, string> source) =>
        [.. calls.Where(call => Rank(source(call)) is FactSources.Agent or FactSources.Log)];

    private static string? OwnKind(SpanRecord span) =>
        span.Attributes.Text(BenchAttributes.SpanKind) is { } own && BenchSpanKinds.All.Contains(own) ? own : null;

    private static IReadOnlyList<ModelCallStep> Of(IReadOnlyList<ModelCallStep> calls, string source) => [.. calls.Where(call => Rank(call.Source) == source)];

    private static IReadOnlyList<ToolCallStep> Of(IReadOnlyList<ToolCallStep> calls, string source) => [.. calls.Where(call => Rank(call.Source) == source)];

    // A source that the vocabulary does not know is trusted least.
    private static string Rank(string source) => source is FactSources.Proxy or FactSources.Agent or FactSources.Log ? source : FactSources.Stdout;

    // An adapter's root span knows more than the agent: it waits for the agent's process. Without one, the agent's own session is the run.
    private static RunFacts? Facts(RunRecords run, RunFacts? facts, IReadOnlyList<SpanRecord> sessions)
    {
        if (facts is null || facts.RootSpanId.Length > 0 || sessions.Count == 0)
        {
            return facts;
        }

        SpanRecord first = sessions.MinBy(session => session.StartUnixNano)!;
        bool told = run.Logs.Any(log => string.Equals(log.EventName, EventNames.RunState, StringComparison.Ordinal));
        return facts with
        {
            StartedUnixNano = first.StartUnixNano,
            EndedUnixNano = sessions.Max(session => session.EndUnixNano),
            State = told || facts.State != RunStates.Running ? facts.State : RunStates.Finished,
            TraceId = first.TraceId,
            RootSpanId = first.SpanId,
        };
    }
}
