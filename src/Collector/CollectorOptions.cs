using Tracing.Collector.Decode;
using Tracing.Collector.Insert;
using Tracing.Collector.Interpret;
using Tracing.Collector.Queue;
using Tracing.Collector.Receive;

namespace Tracing.Collector;

/// <summary>All settings of the collector, one branch a room. Each branch is owned, and validated, by its room.</summary>
public sealed record CollectorOptions
{
    /// <summary>Listeners, tokens and request limits.</summary>
    public ReceiveOptions Receive { get; init; } = new();

    /// <summary>Limits on one record and on what a request may grow to.</summary>
    public DecodeOptions Decode { get; init; } = new();

    /// <summary>Where requests are made durable, and how many bytes of them.</summary>
    public QueueOptions Queue { get; init; } = new();

    /// <summary>How frames are gathered into inserts.</summary>
    public InsertOptions Insert { get; init; } = new();

    /// <summary>When runs are read again.</summary>
    public InterpretOptions Interpret { get; init; } = new();

    /// <summary>Adds one sentence for each setting that cannot work.</summary>
    /// <param name="key">The full key of this record, such as <c>collector</c>.</param>
    /// <param name="problems">Receives the sentences.</param>
    public void Validate(string key, ICollection<string> problems)
    {
        Receive.Validate($"{key}.receive", problems);
        Decode.Validate($"{key}.decode", problems);
        Queue.Validate($"{key}.queue", problems);
        Insert.Validate($"{key}.insert", problems);
        Interpret.Validate($"{key}.interpret", problems);
    }
}
