namespace Tracing.Commands;

/// <summary>A command cannot go on, and the user can do something about it: shown without a stack, exit code 1.</summary>
/// <param name="message">What is wrong, in one or more lines.</param>
public sealed class CommandException(string message) : Exception(message);
