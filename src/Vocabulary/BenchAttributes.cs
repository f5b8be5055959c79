namespace Tracing.Vocabulary;

/// <summary>
/// The <c>bench.*</c> attribute names: what the standard conventions have no name for.
/// Every name here stands in the table of <c>docs/vocabulary.md</c>.
/// </summary>
public static class BenchAttributes
{
    /// <summary>The sweep a run belongs to. Resource attribute, string.</summary>
    public const string SweepId = "bench.sweep.id";

    /// <summary>The agent command line's name. Resource attribute, string.</summary>
    public const string AgentName = "bench.agent.name";

    /// <summary>The agent's version. Resource attribute, string.</summary>
    public const string AgentVersion = "bench.agent.version";

    /// <summary>The model as it was asked for; may hold slashes. Resource attribute, string.</summary>
    public const string ModelName = "bench.model.name";

    /// <summary>The build of the model that answered, if known. Resource attribute, string.</summary>
    public const string ModelBuildId = "bench.model.build_id";

    /// <summary><c>category/name</c> of the task. Resource attribute, string.</summary>
    public const string TaskId = "bench.task.id";

    /// <summary>1, 2, 3 …; 1 where absent. Resource attribute, int.</summary>
    public const string Trial = "bench.trial";

    /// <summary><c>sweep/agent/model/category/task</c>, optionally <c>#runN</c>. Resource attribute, string.</summary>
    public const string CellId = "bench.cell.id";

    /// <summary>One execution of one cell; at most 128 of <c>[A-Za-z0-9._:-]</c>. Resource attribute, string.</summary>
    public const string RunId = "bench.run.id";

    /// <summary>The behaviour mode of the agent. Resource attribute, string.</summary>
    public const string BehaviorMode = "bench.behavior_mode";

    /// <summary>The plug-ins applied to the agent. Resource attribute, string array.</summary>
    public const string PluginStack = "bench.plugin_stack";

    /// <summary>Version of the methodology that a sweep was made with. Resource attribute, string.</summary>
    public const string MethodologyVersion = "bench.methodology.version";

    /// <summary>What a span is in a run: one of <see cref="BenchSpanKinds"/>. Span attribute, string.</summary>
    public const string SpanKind = "bench.span.kind";

    /// <summary>Time limit of the run, seconds. Span attribute, double or int.</summary>
    public const string TimeoutSeconds = "bench.timeout_s";

    /// <summary>Whether the time limit ended the process. Span attribute, bool.</summary>
    public const string TimedOut = "bench.timed_out";

    /// <summary>Whether the container's root was read-only. Span attribute, bool.</summary>
    public const string ReadOnly = "bench.read_only";

    /// <summary>How this container departs from the rule. Span attribute, string.</summary>
    public const string Deviation = "bench.deviation";

    /// <summary>Sha256 of the agent's own request body (canonical by RFC 8785), lowercase hex. Span attribute, string.</summary>
    public const string RequestHash = "bench.request.hash";

    /// <summary>1 for the first try of a model call, then 2, 3 …. Span attribute, int.</summary>
    public const string Attempt = "bench.attempt";

    /// <summary>Who told a fact: one of <see cref="FactSources"/>. Span attribute, string.</summary>
    public const string Source = "bench.source";

    /// <summary>True where messages of a model call were cut. Span attribute, bool.</summary>
    public const string ContentTruncated = "bench.content.truncated";

    /// <summary>An imported span id that was not 8 bytes long, as it was. Span attribute, string.</summary>
    public const string SourceSpanId = "bench.source.span_id";

    /// <summary>True where the axis does not apply to the task. Event attribute, bool.</summary>
    public const string AxisNotApplicable = "bench.axis.not_applicable";

    /// <summary>A scorer's details, verbatim. Event attribute, JSON object as string.</summary>
    public const string AxisDetails = "bench.axis.details";

    /// <summary>Name of the scorer. Event attribute, string.</summary>
    public const string ScorerName = "bench.scorer.name";

    /// <summary>Version of the scorer. Event attribute, string.</summary>
    public const string ScorerVersion = "bench.scorer.version";

    /// <summary>When the recording of the agent's terminal began, Unix nanoseconds. Attribute of the span <c>container</c>, int.</summary>
    public const string RecordingStart = "bench.recording.start_unix_nano";

    /// <summary>One of <see cref="ArtifactKinds"/>. Event attribute, string.</summary>
    public const string ArtifactKind = "bench.artifact.kind";

    /// <summary>One of <see cref="ArtifactFormats"/>. Event attribute, string.</summary>
    public const string ArtifactFormat = "bench.artifact.format";

    /// <summary>One of <see cref="ArtifactMakings"/>. Event attribute, string.</summary>
    public const string ArtifactMade = "bench.artifact.made";

    /// <summary>Ordinal of a chunk, from 0. Event attribute, int.</summary>
    public const string ArtifactSequence = "bench.artifact.seq";

    /// <summary>True on the last chunk. Event attribute, bool.</summary>
    public const string ArtifactLast = "bench.artifact.last";

    /// <summary>Sha256 of the whole artifact, lowercase hex. Event attribute, string.</summary>
    public const string ArtifactSha256 = "bench.artifact.sha256";

    /// <summary>True where the artifact was cut. Event attribute, bool.</summary>
    public const string ArtifactTruncated = "bench.artifact.truncated";

    /// <summary><c>gzip</c> where the chunks are compressed. Event attribute, string.</summary>
    public const string ArtifactEncoding = "bench.artifact.encoding";

    /// <summary>One of <see cref="FileChanges"/>. Event attribute, string.</summary>
    public const string Change = "bench.change";

    /// <summary>Whether the task expected the change. Event attribute, bool.</summary>
    public const string ChangeExpected = "bench.change.expected";

    /// <summary>Relative path of a renamed file before. Event attribute, string.</summary>
    public const string ChangeFrom = "bench.change.from";

    /// <summary>Sha256 of the file before, lowercase hex; absent where there was none. Event attribute, string.</summary>
    public const string ChangeSha256Before = "bench.change.sha256_before";

    /// <summary>Sha256 of the file after, lowercase hex; absent where there is none. Event attribute, string.</summary>
    public const string ChangeSha256After = "bench.change.sha256_after";

    /// <summary>State carried by a <see cref="EventNames.RunState"/> event: one of <see cref="RunStates"/>. String.</summary>
    public const string RunState = "bench.run.state";

    /// <summary>Why a run is in its state. Event attribute, string.</summary>
    public const string RunStateReason = "bench.run.state.reason";
}
