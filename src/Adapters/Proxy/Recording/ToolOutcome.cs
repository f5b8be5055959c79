namespace Tracing.Adapters.Proxy.Recording;

/// <summary>How a tool ended, as far as its result says so in a place made for it; what text in it says is not interpreted. Null: not told.</summary>
/// <param name="Failed">Whether the agent told the model that it failed.</param>
/// <param name="ExitCode">The exit code.</param>
public readonly record struct ToolOutcome(bool? Failed, int? ExitCode);
