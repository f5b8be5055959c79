namespace Tracing.Commands;

/// <summary>A command cannot go on, and the user can do something about it: shown without a stack.</summary>
/// <param name="message">What is wrong, in one or more lines.</param>
/// <param name="exitCode">The process's exit code.</param>
public sealed class CommandException(string message, int exitCode = 1) : Exception(message)
{
    /// <summary>Exit code of a command whose 1 means something else.</summary>
    public const int WrongUse = 2;

    /// <summary>The process's exit code.</summary>
    public int ExitCode => exitCode;
}
