using System.Runtime.InteropServices;

namespace Tracing.Forwarder;

/// <summary>The calls of Linux that the program needs, with its numbers. The linker binds them: in a static program nothing is looked up at run time.</summary>
internal static partial class NativeCalls
{
    /// <summary>SIGINT.</summary>
    public const int Interrupt = 2;

    /// <summary>SIGTERM.</summary>
    public const int Terminate = 15;

    private const nuint SetWindowSize = 0x5414;
    private const int Output = 1;

    // POSIX_SPAWN_SETSIGDEF and POSIX_SPAWN_SETSIGMASK; the structures are opaque, and smaller than this in every libc.
    private const short DefaultSignals = 0x4 | 0x8;
    private const int StructureBytes = 1024;

    /// <summary>Starts a program, found on the search path.</summary>
    /// <param name="command">Program and arguments.</param>
    /// <param name="environment">Its environment: <c>NAME=VALUE</c>.</param>
    /// <param name="noInput">Whether its standard input is at its end.</param>
    /// <returns>Its id, and 0 or the number of the error.</returns>
    public static (int Process, int Error) Spawn(IReadOnlyList<string> command, string[] environment, bool noInput)
    {
        Span<byte> actions = stackalloc byte[StructureBytes];
        Span<byte> attributes = stackalloc byte[StructureBytes];
        Span<byte> signals = stackalloc byte[StructureBytes];
        _ = MakeActions(actions);
        _ = noInput ? AddOpen(actions, 0, "/dev/null", 0, 0) : 0;
        _ = MakeAttributes(attributes);
        _ = Empty(signals);
        _ = SetMask(attributes, signals);
        _ = Fill(signals);
        _ = SetDefaults(attributes, signals);
        _ = SetFlags(attributes, DefaultSignals);
        int error = Spawn(out int process, command[0], actions, attributes, [.. command, null], [.. environment, null]);
        return (process, error);
    }

    /// <summary>Waits for the end of a child, of any.</summary>
    /// <param name="status">How it ended.</param>
    /// <returns>Its id, or -1.</returns>
    public static int WaitForAny(out int status) => Wait(-1, out status, 0);

    /// <summary>Sends a signal.</summary>
    /// <param name="process">To whom; -1 for every process that may be reached.</param>
    /// <param name="signal">Which.</param>
    public static void Signal(int process, int signal) => _ = Kill(process, signal);

    /// <summary>Gives the terminal of standard output a size; where there is none, nothing happens.</summary>
    /// <param name="columns">Columns.</param>
    /// <param name="rows">Rows.</param>
    public static void SetTerminalSize(ushort columns, ushort rows)
    {
        Span<ushort> window = [rows, columns, 0, 0];
        _ = Control(Output, SetWindowSize, ref MemoryMarshal.GetReference(window));
    }

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_init")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int MakeActions(Span<byte> actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_addopen", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int AddOpen(Span<byte> actions, int descriptor, string path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_init")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int MakeAttributes(Span<byte> attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setsigmask")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetMask(Span<byte> attributes, ReadOnlySpan<byte> signals);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setsigdefault")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetDefaults(Span<byte> attributes, ReadOnlySpan<byte> signals);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setflags")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetFlags(Span<byte> attributes, short flags);

    [LibraryImport("libc", EntryPoint = "sigemptyset")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Empty(Span<byte> signals);

    [LibraryImport("libc", EntryPoint = "sigfillset")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Fill(Span<byte> signals);

    [LibraryImport("libc", EntryPoint = "posix_spawnp", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Spawn(out int process, string file, Span<byte> actions, Span<byte> attributes, string?[] arguments, string?[] environment);

    [LibraryImport("libc", EntryPoint = "waitpid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Wait(int process, out int status, int options);

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int process, int signal);

    [LibraryImport("libc", EntryPoint = "ioctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Control(int descriptor, nuint request, ref ushort window);
}
