using System.Collections.Concurrent;
using Tracing.Adapters.Proxy.Recording;

namespace Tracing.Adapters.Trials;

/// <summary>Adds up the model calls of each run while they are told.</summary>
/// <param name="next">Takes the calls after.</param>
public sealed class CallTally(IModelCallSink next) : IModelCallSink
{
    private readonly ConcurrentDictionary<string, RunCalls> runs = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public void Add(RecordedCall call)
    {
        runs.GetOrAdd(call.Run ?? "", _ => new RunCalls()).Add(call);
        next.Add(call);
    }

    /// <inheritdoc/>
    public void Add(RecordedToolCall call) => next.Add(call);

    /// <summary>The calls of a run so far.</summary>
    /// <param name="run">The run.</param>
    public RunCalls Of(string run) => runs.GetOrAdd(run, _ => new RunCalls());

    /// <summary>Forgets a run that has ended.</summary>
    /// <param name="run">The run.</param>
    public void Forget(string run) => runs.TryRemove(run, out _);
}
