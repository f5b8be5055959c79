namespace Tracing.Adapters.Proxy.Recording;

/// <summary>Takes what the proxy saw of agents' work.</summary>
public interface IModelCallSink
{
    /// <summary>Takes a model call that has ended; returns at once.</summary>
    /// <param name="call">The call.</param>
    void Add(RecordedCall call);

    /// <summary>Takes a tool call whose result was seen, or will not be; returns at once.</summary>
    /// <param name="call">The call.</param>
    void Add(RecordedToolCall call);
}
