namespace Tracing.Adapters.Sandboxes;

/// <summary>How a command is asked to end before it is ended.</summary>
/// <param name="Signals">By what, one after the other.</param>
/// <param name="Grace">How long it may take to end after each.</param>
public sealed record EndRequest(IReadOnlyList<EndSignal> Signals, TimeSpan Grace);
