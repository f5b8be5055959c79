using Tracing.Adapters.Agents.Output;
using Tracing.Adapters.Sandboxes;

namespace Tracing.Adapters.Trials;

/// <summary>A command of a run that has ended.</summary>
/// <param name="Ending">How.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Errors">Its standard error.</param>
/// <param name="Events">What its output told, where it is a record.</param>
public sealed record CommandResult(CommandEnding Ending, OutputCapture Output, OutputCapture Errors, IReadOnlyList<AgentEvent> Events);
