using System.Diagnostics;
using System.Text.Json;
using Tracing.Adapters.Telemetry.Artifacts;
using Tracing.Adapters.Telemetry.Otlp;
using Tracing.Adapters.Workdir;
using Tracing.Scoring;
using Tracing.Vocabulary;

namespace Tracing.Adapters.Telemetry;

/// <summary>
/// What a run tells of itself, by the words of <c>docs/vocabulary.md</c>: one trace whose root is the <c>adapter_run</c> span, and log records that
/// carry the root's ids. Every text is redacted on its way. Safe for several threads.
/// </summary>
public sealed class RunTelemetry
{
    private const int InternalKind = 1;
    private const int SpansInRequest = 64;

    private static readonly OtlpEnvelope Envelope = new(RunResource.ServiceName);

    private readonly ITelemetrySink sink;
    private RunResource resource;

    /// <summary>Begins a run: its root span starts now.</summary>
    /// <param name="resource">Who the run is.</param>
    /// <param name="sink">Takes what is told.</param>
    /// <param name="time">The machine's clock, or a <see cref="RunClock"/> that others of this run share.</param>
    /// <param name="redaction">What must not leave this machine; null hides nothing.</param>
    /// <param name="traceParent">W3C <c>traceparent</c> of a span that this run is part of, such as that of a harness; what is no such text is ignored.</param>
    public RunTelemetry(RunResource resource, ITelemetrySink sink, TimeProvider time, Redaction? redaction = null, string? traceParent = null)
    {
        this.resource = resource;
        this.sink = sink;
        Redaction = redaction ?? Redaction.None;
        Clock = time as RunClock ?? new RunClock(time);
        bool isPart = ActivityContext.TryParse(traceParent, null, isRemote: true, out ActivityContext parent);
        TraceId = isPart ? parent.TraceId : ActivityTraceId.CreateRandom();
        Root = new RunSpan(this, BenchSpanKinds.AdapterRun, "adapter_run", isPart ? parent.SpanId : default);
        Artifacts = new ArtifactPacking(Redaction);
    }

    /// <summary>The run's clock.</summary>
    public RunClock Clock { get; }

    /// <summary>What does not leave this machine.</summary>
    public Redaction Redaction { get; }

    /// <summary>The run's trace.</summary>
    public ActivityTraceId TraceId { get; }

    /// <summary>The root: kind <c>adapter_run</c>. Its <see cref="RunSpan.End"/> is the end of the run.</summary>
    public RunSpan Root { get; }

    /// <summary>Who the run is. What becomes known later (a container's id) may be put in: what is sent from then on carries it.</summary>
    public RunResource Resource
    {
        get => Volatile.Read(ref resource);
        set => Volatile.Write(ref resource, value);
    }

    /// <summary>The most bytes of one artifact, unpacked; the rest is cut and the artifact says so.</summary>
    public long MaxArtifactBytes { get; init; } = 64L << 20;

    private ArtifactPacking Artifacts { get; }

    /// <summary>Tells what a sweep expects.</summary>
    /// <param name="sink">Takes it.</param>
    /// <param name="sweep">The sweep.</param>
    /// <param name="time">The clock.</param>
    public static void SweepDeclared(ITelemetrySink sink, SweepDeclaration sweep, TimeProvider time)
    {
        string body = JsonSerializer.Serialize(new { agents = sweep.Agents, models = sweep.Models, tasks = sweep.Tasks, trials = sweep.Trials });
        var record = new LogEvent(EventNames.SweepDeclared, [], body);
        KeyValuePair<string, object>[] attributes = [KeyValuePair.Create<string, object>(StandardAttributes.ServiceName, RunResource.ServiceName), KeyValuePair.Create<string, object>(BenchAttributes.SweepId, sweep.Sweep)];
        sink.Send(Envelope.Logs(attributes, writer => record.Write(writer, new RunClock(time).UnixNanoseconds, trace: null)));
    }

    /// <summary>Starts a span.</summary>
    /// <param name="kind">One of <see cref="BenchSpanKinds"/>; the root, which is there already, is <see cref="Root"/>.</param>
    /// <param name="name">Its name.</param>
    /// <param name="parent">The span it is part of; the root where none is given.</param>
    public RunSpan Start(string kind, string name, RunSpan? parent = null) =>
        kind == BenchSpanKinds.AdapterRun
            ? throw new ArgumentException($"A run has one {BenchSpanKinds.AdapterRun}: {nameof(Root)}.", nameof(kind))
            : new RunSpan(this, kind, name, (parent ?? Root).SpanId);

    /// <summary>Tells spans that are over when they become known, together.</summary>
    /// <param name="kind">One of <see cref="BenchSpanKinds"/>.</param>
    /// <param name="parent">The span they are part of.</param>
    /// <param name="spans">Name, times and what else is to be set of each.</param>
    public void Past(string kind, RunSpan parent, IEnumerable<(string Name, DateTimeOffset Start, DateTimeOffset End, Action<RunSpan> Describe)> spans)
    {
        foreach ((string Name, DateTimeOffset Start, DateTimeOffset End, Action<RunSpan> Describe)[] request in spans.Chunk(SpansInRequest))
        {
            Send([.. request.Select(past =>
            {
                var span = new RunSpan(this, kind, past.Name, parent.SpanId, RunClock.NanosecondsOf(past.Start));
                past.Describe(span);
                span.EndAt(RunClock.NanosecondsOf(past.End));
                return span;
            })]);
        }
    }

    /// <summary>Tells the run's state.</summary>
    /// <param name="state">One of <see cref="RunStates"/>.</param>
    /// <param name="reason">Why; null where there is nothing to say.</param>
    public void State(string state, string? reason = null)
    {
        var attributes = new List<KeyValuePair<string, object>> { KeyValuePair.Create<string, object>(BenchAttributes.RunState, state) };
        if (reason is not null)
        {
            attributes.Add(KeyValuePair.Create<string, object>(BenchAttributes.RunStateReason, reason));
        }

        Send([new LogEvent(EventNames.RunState, attributes, body: null)]);
    }

    /// <summary>Tells a score.</summary>
    /// <param name="score">The score.</param>
    public void Score(AxisScore score) => Scores([score]);

    /// <summary>Tells scores, together.</summary>
    /// <param name="scores">The scores.</param>
    public void Scores(IEnumerable<AxisScore> scores) => Send(scores.Select(score => new LogEvent(EventNames.EvaluationResult, score.Attributes(), body: null)));

    /// <summary>Tells a change of a file.</summary>
    /// <param name="change">The change.</param>
    /// <param name="expected">Patterns of the paths that may change; null where the task does not say.</param>
    public void FileChange(WorkdirChange change, IReadOnlyList<GlobPattern>? expected) => FileChanges([change], expected);

    /// <summary>Tells changes of files, together.</summary>
    /// <param name="changes">The changes.</param>
    /// <param name="expected">Patterns of the paths that may change; null where the task does not say.</param>
    public void FileChanges(IEnumerable<WorkdirChange> changes, IReadOnlyList<GlobPattern>? expected) =>
        Send(changes.Select(change => new LogEvent(EventNames.FileChange, change.Attributes(expected), change.Diff)));

    /// <summary>
    /// Sends an artifact: redacted, cut at <see cref="MaxArtifactBytes"/>, packed where that makes it smaller, in chunks. Its size does not matter to
    /// the memory it takes.
    /// </summary>
    /// <param name="artifact">What it is.</param>
    /// <param name="content">Its bytes, unpacked; read to the end, or to the cut.</param>
    /// <param name="cancellationToken">Ends the reading; nothing is sent then.</param>
    /// <returns>What was sent.</returns>
    public async Task<SentArtifact> ArtifactAsync(ArtifactDescription artifact, Stream content, CancellationToken cancellationToken)
    {
        await using PackedArtifact packed = await Artifacts.PackAsync(artifact, content, MaxArtifactBytes, cancellationToken);
        await foreach (IReadOnlyList<LogEvent> request in packed.ChunksAsync(cancellationToken))
        {
            SendRedacted(request);
        }

        return packed.Sent;
    }

    /// <summary>Sends an artifact that is in memory.</summary>
    /// <param name="artifact">What it is.</param>
    /// <param name="content">Its bytes, unpacked.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What was sent.</returns>
    public async Task<SentArtifact> ArtifactAsync(ArtifactDescription artifact, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream(content.ToArray(), writable: false);
        return await ArtifactAsync(artifact, stream, cancellationToken);
    }

    /// <summary>Sends pieces of an artifact that still grows; they are made as they are sent.</summary>
    /// <param name="pieces">The pieces, in order.</param>
    internal void Pieces(IEnumerable<GrowingPiece> pieces) => Send(pieces.Select(piece => piece.ToEvent(Redaction)));

    internal void Send(IReadOnlyList<RunSpan> spans) => sink.Send(Envelope.Spans(RedactedResource(), writer =>
    {
        foreach (RunSpan span in spans)
        {
            Write(writer, span);
        }
    }));

    private void Send(IEnumerable<LogEvent> records)
    {
        foreach (IReadOnlyList<LogEvent> request in LogEvent.InRequests(records.Select(record => record.Redacted(Redaction))))
        {
            SendRedacted(request);
        }
    }

    private void SendRedacted(IReadOnlyList<LogEvent> records)
    {
        long now = Clock.UnixNanoseconds;
        sink.Send(Envelope.Logs(RedactedResource(), writer =>
        {
            foreach (LogEvent record in records)
            {
                record.Write(writer, now, (TraceId, Root.SpanId));
            }
        }));
    }

    private IEnumerable<KeyValuePair<string, object>> RedactedResource() => LogEvent.Redacted(Resource.Attributes(), Redaction);

    private void Write(Utf8JsonWriter writer, RunSpan span) =>
        new OtlpSpan
        {
            TraceId = TraceId.ToHexString(),
            SpanId = span.SpanId.ToHexString(),
            ParentSpanId = span.Parent == default ? null : span.Parent.ToHexString(),
            Name = Redaction.Apply(span.Name),
            Kind = InternalKind,
            Start = span.StartNanoseconds,
            End = span.EndNanoseconds,
            IsOk = span.HasFailed ? false : span.HasWorked ? true : null,
            Message = span.FailureMessage is { } message ? Redaction.Apply(message) : null,
        }.Write(writer, w => OtlpAttributes.WriteEach(w, LogEvent.Redacted(span.Attributes, Redaction)));
}
