using Tracing.Dialects.Records;
using Tracing.Dialects.Steps;
using Tracing.Vocabulary;

namespace Tracing.Dialects.Conventions;

/// <summary>Identity, timing and outcome of a run from its resources, its root span and its state events.</summary>
public static class RunFactsReader
{
    private const string DigestMark = "sha256:";

    /// <summary>Reads the facts.</summary>
    /// <param name="run">The records.</param>
    /// <param name="kinds">Spans whose kind is known.</param>
    /// <param name="aliases">Names beside the standard ones.</param>
    /// <returns>The facts, or null where no resource names a cell.</returns>
    public static RunFacts? Read(RunRecords run, IReadOnlyList<(SpanRecord Span, string Kind)> kinds, AttributeAliases aliases)
    {
        AttributeSet? resource = Resources(run).FirstOrDefault(r => Identity(r) is not null);
        if (resource is null || Identity(resource) is not { } identity)
        {
            return null;
        }

        SpanRecord? root = kinds.FirstOrDefault(k => k.Kind == BenchSpanKinds.AdapterRun).Span;
        SpanRecord? container = kinds.FirstOrDefault(k => k.Kind == BenchSpanKinds.Container).Span;
        AttributeSet ofRoot = root?.Attributes ?? AttributeSet.Empty;
        AttributeSet ofContainer = container?.Attributes ?? AttributeSet.Empty;
        AttributeSet ofSetup = kinds.FirstOrDefault(k => k.Kind == BenchSpanKinds.TaskSetup).Span?.Attributes ?? AttributeSet.Empty;
        bool? timedOut = TimedOut(ofRoot, aliases) ?? TimedOut(ofContainer, aliases);
        (string state, string? reason) = State(run, root, timedOut);
        return new RunFacts
        {
            Cell = identity.Cell,
            Trial = identity.Trial,
            AgentVersion = resource.Text(BenchAttributes.AgentVersion),
            ModelBuildId = resource.Text(BenchAttributes.ModelBuildId),
            State = state,
            StateReason = reason,
            StartedUnixNano = root?.StartUnixNano ?? (run.Spans.Count > 0 ? run.Spans.Min(s => s.StartUnixNano) : null),
            EndedUnixNano = root?.EndUnixNano,
            ExitCode = ExitCode(ofRoot, aliases) ?? ExitCode(ofContainer, aliases),
            TimedOut = timedOut,
            ContainerImage = First(StandardAttributes.ContainerImageName, aliases.ContainerImage, ofContainer, resource),
            ImageDigest = Digest(ofContainer) ?? Digest(resource),
            ContainerId = First(StandardAttributes.ContainerId, null, ofContainer, resource),
            BehaviorMode = First(BenchAttributes.BehaviorMode, aliases.BehaviorMode, resource, ofRoot, ofSetup),
            PluginStack = resource.Texts(BenchAttributes.PluginStack) ?? (aliases.PluginStack is { } plugins ? ofRoot.Texts(plugins) : null),
            MethodologyVersion = resource.Text(BenchAttributes.MethodologyVersion),
            TraceId = root?.TraceId ?? (run.Spans.Count > 0 ? run.Spans[0].TraceId : ""),
            RootSpanId = root?.SpanId ?? "",
        };
    }

    /// <summary>The exit code that attributes tell.</summary>
    /// <param name="attributes">The attributes.</param>
    /// <param name="aliases">Names beside the standard ones.</param>
    /// <returns>The code, or null.</returns>
    public static int? ExitCode(AttributeSet attributes, AttributeAliases aliases)
    {
        long? code = attributes.Integer(StandardAttributes.ProcessExitCode)
            ?? (aliases.ExitCode is { } alias ? attributes.Integer(alias) : null);
        return code is >= int.MinValue and <= int.MaxValue ? (int)code : null;
    }

    private static bool? TimedOut(AttributeSet attributes, AttributeAliases aliases) =>
        attributes.Flag(BenchAttributes.TimedOut) ?? (aliases.TimedOut is { } alias ? attributes.Flag(alias) : null);

    private static IEnumerable<AttributeSet> Resources(RunRecords run) =>
        run.Spans.Select(span => span.Resource).Concat(run.Logs.Select(log => log.Resource)).Distinct();

    private static CellIdentity? Identity(AttributeSet resource) => CellIdentity.Resolve(
        resource.Text(BenchAttributes.CellId),
        resource.Text(BenchAttributes.SweepId),
        resource.Text(BenchAttributes.AgentName),
        resource.FirstText(BenchAttributes.ModelName, GenAiAttributes.RequestModel),
        resource.Text(BenchAttributes.TaskId),
        resource.Integer(BenchAttributes.Trial));

    // A state that was told counts before one that is inferred; of several the latest. A root span arrives only when it has ended.
    private static (string State, string? Reason) State(RunRecords run, SpanRecord? root, bool? timedOut)
    {
        LogRecord? told = run.Logs
            .Where(log => string.Equals(log.EventName, EventNames.RunState, StringComparison.Ordinal))
            .Where(log => RunStates.All.Contains(log.Attributes.Text(BenchAttributes.RunState) ?? log.Body))
            .MaxBy(log => log.UnixNano);
        if (told is not null)
        {
            return (told.Attributes.Text(BenchAttributes.RunState) ?? told.Body, told.Attributes.Text(BenchAttributes.RunStateReason));
        }

        if (timedOut == true)
        {
            return (RunStates.TimedOut, null);
        }

        return (root is null ? RunStates.Running : RunStates.Finished, null);
    }

    private static string? First(string name, string? alias, params ReadOnlySpan<AttributeSet> sets)
    {
        foreach (AttributeSet set in sets)
        {
            string? text = set.Text(name) ?? (alias is null ? null : set.Text(alias));
            if (text is not null)
            {
                return text;
            }
        }

        return null;
    }

    private static string? Digest(AttributeSet attributes)
    {
        string? stated = attributes.Texts(StandardAttributes.ContainerImageRepoDigests) is [var first, ..] ? first : null;
        int mark = stated?.LastIndexOf(DigestMark, StringComparison.Ordinal) ?? -1;
        return mark < 0 ? null : stated![mark..];
    }
}
