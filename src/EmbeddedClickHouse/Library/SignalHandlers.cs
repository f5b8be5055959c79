using System.Runtime.InteropServices;

namespace Tracing.EmbeddedClickHouse.Library;

/// <summary>
/// Puts the process's signal handlers back after libchdb touched them. .NET turns SIGSEGV into
/// NullReferenceException; with a foreign handler in its place the process hangs instead.
/// </summary>
internal sealed unsafe partial class SignalHandlers : IDisposable
{
    // sizeof(struct sigaction) is 152 in glibc on x64 and on arm64.
    private const int ActionSize = 152;
    private const int LastSignal = 64;
    private readonly byte[] saved = new byte[(LastSignal + 1) * ActionSize];
    private readonly bool[] known = new bool[LastSignal + 1];

    private SignalHandlers()
    {
        fixed (byte* actions = saved)
        {
            for (var signal = 1; signal <= LastSignal; signal++)
            {
                known[signal] = SigAction(signal, null, actions + (signal * ActionSize)) == 0;
            }
        }
    }

    /// <summary>Remembers every handler; disposing puts them back.</summary>
    public static SignalHandlers Keep() => new();

    /// <inheritdoc/>
    public void Dispose()
    {
        fixed (byte* actions = saved)
        {
            for (var signal = 1; signal <= LastSignal; signal++)
            {
                if (known[signal])
                {
                    _ = SigAction(signal, actions + (signal * ActionSize), null);
                }
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "sigaction")]
    private static partial int SigAction(int signal, byte* action, byte* previous);
}
