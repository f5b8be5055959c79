using System.Diagnostics;
using Tracing.Vocabulary;

namespace Tracing.Adapters.Telemetry;

/// <summary>A span of a run, from its start until <see cref="End"/>, when it is sent. What is set after that is not sent. Safe for several threads.</summary>
public sealed class RunSpan
{
    private readonly RunTelemetry run;
    private readonly Lock gate = new();
    private readonly List<KeyValuePair<string, object>> attributes = [];
    private bool ended;

    internal RunSpan(RunTelemetry run, string kind, string name, ActivitySpanId parent, long? startNanoseconds = null)
    {
        this.run = run;
        Name = name;
        Parent = parent;
        StartNanoseconds = startNanoseconds ?? run.Clock.UnixNanoseconds;
        Set(BenchAttributes.SpanKind, kind);
    }

    /// <summary>The span's id.</summary>
    public ActivitySpanId SpanId { get; } = ActivitySpanId.CreateRandom();

    /// <summary>The span as W3C <c>traceparent</c>: the value of <c>TRACEPARENT</c> in the environment of what runs within it.</summary>
    public string TraceParent => $"00-{run.TraceId.ToHexString()}-{SpanId.ToHexString()}-01";

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>When it started, Unix nanoseconds of the run's clock.</summary>
    public long StartNanoseconds { get; }

    internal ActivitySpanId Parent { get; }

    internal long EndNanoseconds { get; private set; }

    internal bool HasFailed { get; private set; }

    internal bool HasWorked { get; private set; }

    internal string? FailureMessage { get; private set; }

    internal IReadOnlyList<KeyValuePair<string, object>> Attributes => attributes;

    /// <summary>Sets an attribute; null takes it away, for what is not recorded.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    public void Set(string name, string? value) => Put(name, value);

    /// <inheritdoc cref="Set(string, string?)"/>
    public void Set(string name, long? value) => Put(name, value);

    /// <inheritdoc cref="Set(string, string?)"/>
    public void Set(string name, double? value) => Put(name, value);

    /// <inheritdoc cref="Set(string, string?)"/>
    public void Set(string name, bool? value) => Put(name, value);

    /// <inheritdoc cref="Set(string, string?)"/>
    public void Set(string name, IEnumerable<string>? values) => Put(name, values?.ToArray());

    /// <summary>Marks the span as failed.</summary>
    /// <param name="errorType">What failed, a short word: <c>error.type</c>.</param>
    /// <param name="message">What is to say of it.</param>
    public void Fail(string errorType, string? message = null)
    {
        lock (gate)
        {
            HasFailed = true;
            FailureMessage = message ?? errorType;
        }

        Set(StandardAttributes.ErrorType, errorType);
    }

    /// <summary>Marks the span as one that worked, where somebody says so.</summary>
    public void Succeed() => HasWorked = true;

    /// <summary>Ends the span and sends it; the second time nothing happens.</summary>
    public void End()
    {
        if (EndAt(run.Clock.UnixNanoseconds))
        {
            run.Send([this]);
        }
    }

    internal bool EndAt(long nanoseconds)
    {
        lock (gate)
        {
            if (ended)
            {
                return false;
            }

            ended = true;
            EndNanoseconds = nanoseconds;
            return true;
        }
    }

    private void Put(string name, object? value)
    {
        lock (gate)
        {
            if (ended)
            {
                return;
            }

            attributes.RemoveAll(attribute => attribute.Key == name);
            if (value is not null)
            {
                attributes.Add(KeyValuePair.Create(name, value));
            }
        }
    }
}
