using System.Runtime.InteropServices;

namespace Tracing.EmbeddedClickHouse.Library;

/// <summary>
/// Puts the runtime's signal handlers back after libchdb touched them. .NET turns SIGSEGV into
/// NullReferenceException; with a foreign handler in its place the process hangs instead.
/// </summary>
/// <remarks>
/// Only the handlers that the runtime installs before any of our code runs, as they were before libchdb was first
/// called. Others must be left alone: .NET installs that of SIGCHLD with the first child process and those of
/// SIGINT and SIGTERM when somebody asks for them, once a process, and another thread can do so while libchdb opens.
/// Taking those back would make the process blind to the end of every child.
/// </remarks>
internal sealed unsafe partial class SignalHandlers : IDisposable
{
    // sizeof(struct sigaction) is 152 in glibc on x64 and on arm64.
    private const int ActionSize = 152;

    private static readonly SignalHandlers Runtime = new();

    // SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, and SIGRTMIN, by which .NET stops threads. Of these libchdb
    // 26.7 replaces SIGSEGV and SIGRTMIN, and no other signal at all, when told to leave the handlers alone.
    private readonly int[] signals = [4, 5, 6, 7, 8, 11, 34];
    private readonly byte[] saved;

    private SignalHandlers()
    {
        saved = new byte[signals.Length * ActionSize];
        fixed (byte* actions = saved)
        {
            for (var i = 0; i < signals.Length; i++)
            {
                _ = SigAction(signals[i], null, actions + (i * ActionSize));
            }
        }
    }

    /// <summary>Remembers the handlers before the first call; disposing puts them back.</summary>
    public static SignalHandlers Keep() => Runtime;

    /// <inheritdoc/>
    public void Dispose()
    {
        fixed (byte* actions = saved)
        {
            for (var i = 0; i < signals.Length; i++)
            {
                _ = SigAction(signals[i], actions + (i * ActionSize), null);
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "sigaction")]
    private static partial int SigAction(int signal, byte* action, byte* previous);
}
