namespace Tracing.Adapters.Trials;

/// <summary>A trial cannot go on, and that tells nothing of the agent; the message says why.</summary>
/// <param name="message">One sentence.</param>
public sealed class TrialException(string message) : Exception(message);
