namespace Tracing.Adapters.Sandboxes;

/// <summary>Prefixes of a command line that give a command what it needs around it.</summary>
internal static class CommandShells
{
    /// <summary>A session of its own.</summary>
    public static IReadOnlyList<string> Session { get; } = ["setsid"];

    /// <summary>
    /// The first process of a namespace gets no signal that it does not handle, and has to take in orphans: a shell is the first, the command its child,
    /// whose exit code it hands on. When it ends, the kernel ends everything in the namespace. Asked to end, it waits on for the command, which is asked too.
    /// What a shell starts in the background would not hear of interrupts.
    /// </summary>
    public static IReadOnlyList<string> AsChild { get; } = ["sh", "-c", "trap : INT TERM; \"$@\"; exit $?", "sh"];

    /// <summary>A process namespace that is ended with the process that made it.</summary>
    public static IReadOnlyList<string> ProcessNamespace { get; } =
        Environment.IsPrivilegedProcess
            ? ["unshare", "--pid", "--fork", "--mount-proc", "--kill-child"]
            : ["unshare", "--user", "--map-current-user", "--pid", "--fork", "--mount-proc", "--kill-child"];
}
