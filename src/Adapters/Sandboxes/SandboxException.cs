namespace Tracing.Adapters.Sandboxes;

/// <summary>A sandbox cannot do what it is for; the message tells the user what is missing.</summary>
/// <param name="message">One sentence.</param>
/// <param name="cause">What went wrong below, or null.</param>
public sealed class SandboxException(string message, Exception? cause = null) : Exception(message, cause);
