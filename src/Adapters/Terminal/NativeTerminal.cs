using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Tracing.Adapters.Terminal;

/// <summary>The calls of Linux that a pseudo-terminal needs, with its numbers.</summary>
internal static partial class NativeTerminal
{
    private const int ReadWriteNoControlCloseOnExec = 0x2 | 0x100 | 0x80000;
    private const int EventCloseOnExec = 0x80000;
    private const nuint SetWindowSize = 0x5414;
    private const int Interrupted = 4;
    private const int InputOutput = 5;
    private const short Readable = 0x1;
    private const short Gone = 0x8 | 0x10;

    /// <summary>Opens the end that this process keeps.</summary>
    /// <param name="path">The end for programs.</param>
    public static SafeFileHandle Open(out string path)
    {
        var master = new SafeFileHandle(OpenTerminal(ReadWriteNoControlCloseOnExec), ownsHandle: true);
        byte[] name = new byte[128];
        if (master.IsInvalid || Grant(master) != 0 || Unlock(master) != 0 || NameOf(master, name, (nuint)name.Length) != 0)
        {
            IOException fault = Fault();
            master.Dispose();
            throw fault;
        }

        path = Encoding.UTF8.GetString(name.AsSpan(0, Array.IndexOf(name, (byte)0)));
        return master;
    }

    /// <summary>Makes what wakes a waiting read.</summary>
    public static SafeFileHandle MakeWakeUp()
    {
        var made = new SafeFileHandle(MakeEvent(0, EventCloseOnExec), ownsHandle: true);
        if (made.IsInvalid)
        {
            made.Dispose();
            throw Fault();
        }

        return made;
    }

    /// <summary>Wakes.</summary>
    public static void Wake(SafeFileHandle wakeUp)
    {
        ulong one = 1;
        _ = Write(wakeUp, MemoryMarshal.AsBytes(new Span<ulong>(ref one)), sizeof(ulong));
    }

    /// <summary>Sets the size.</summary>
    public static void SetSize(SafeFileHandle master, TerminalSize size)
    {
        Span<ushort> window = [checked((ushort)size.Rows), checked((ushort)size.Columns), 0, 0];
        if (Control(master, SetWindowSize, ref MemoryMarshal.GetReference(window)) != 0)
        {
            throw Fault();
        }
    }

    /// <summary>Waits until there is something to read, or an end.</summary>
    /// <param name="master">The terminal.</param>
    /// <param name="wakeUp">What ends the waiting, or null.</param>
    /// <param name="wait">How long; null for ever.</param>
    /// <returns>Whether a read will not wait.</returns>
    public static bool WaitForInput(SafeFileHandle master, SafeFileHandle? wakeUp, TimeSpan? wait)
    {
        bool isHeld = false;
        bool isWakeUpHeld = false;
        try
        {
            master.DangerousAddRef(ref isHeld);
            wakeUp?.DangerousAddRef(ref isWakeUpHeld);
            Span<Waiting> waiting = [new(master), new(wakeUp)];
            int code;
            do
            {
                code = Poll(ref MemoryMarshal.GetReference(waiting), wakeUp is null ? 1u : 2u, wait is { } time ? (int)time.TotalMilliseconds : -1);
            }
            while (code < 0 && Marshal.GetLastPInvokeError() == Interrupted);
            return code < 0 ? throw Fault() : (waiting[0].Happened & (Readable | Gone)) != 0 && waiting[1].Happened == 0;
        }
        finally
        {
            if (isHeld)
            {
                master.DangerousRelease();
            }

            if (isWakeUpHeld)
            {
                wakeUp!.DangerousRelease();
            }
        }
    }

    /// <summary>Reads; 0 at the end, which Linux tells as EIO.</summary>
    public static int Read(SafeFileHandle master, Span<byte> buffer)
    {
        while (true)
        {
            nint count = Read(master, buffer, (nuint)buffer.Length);
            if (count >= 0)
            {
                return (int)count;
            }

            switch (Marshal.GetLastPInvokeError())
            {
                case Interrupted:
                    continue;
                case InputOutput:
                    return 0;
                default:
                    throw Fault();
            }
        }
    }

    private static IOException Fault()
    {
        var error = new Win32Exception(Marshal.GetLastPInvokeError());
        return new IOException("The terminal failed: " + error.Message, error);
    }

    [LibraryImport("libc", EntryPoint = "posix_openpt", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int OpenTerminal(int flags);

    [LibraryImport("libc", EntryPoint = "grantpt", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Grant(SafeFileHandle master);

    [LibraryImport("libc", EntryPoint = "unlockpt", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Unlock(SafeFileHandle master);

    [LibraryImport("libc", EntryPoint = "ptsname_r", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int NameOf(SafeFileHandle master, byte[] name, nuint length);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Control(SafeFileHandle master, nuint request, ref ushort window);

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int MakeEvent(uint value, int flags);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Poll(ref Waiting waiting, uint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Read(SafeFileHandle file, Span<byte> buffer, nuint length);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, nuint length);

    // struct pollfd
    [StructLayout(LayoutKind.Sequential)]
    private struct Waiting(SafeFileHandle? file)
    {
        public int Descriptor = file is null ? -1 : (int)file.DangerousGetHandle();
        public short Asked = Readable;
        public short Happened;
    }
}
