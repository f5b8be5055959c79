namespace Tracing.Adapters.Tasks;

/// <summary>A command of a task, run in its working folder.</summary>
/// <param name="Arguments">The program and its arguments, as they are; a command that was written as one text goes through <c>sh -c</c>.</param>
public sealed record TaskCommand(IReadOnlyList<string> Arguments)
{
    /// <summary>A command of the shell.</summary>
    /// <param name="text">What the shell reads.</param>
    public static TaskCommand OfShell(string text) => new(["sh", "-c", text]);
}
