namespace Tracing.Adapters.Proxy.Recording;

/// <summary>Takes calls that have ended.</summary>
public interface IModelCallSink
{
    /// <summary>Takes a call; returns at once.</summary>
    /// <param name="call">The call.</param>
    void Add(RecordedCall call);
}
