using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Tracing.Adapters.Workdir;

/// <summary>
/// Type, permissions and size of a path, without following a link and without opening it: opening a pipe would wait for its writer.
/// The framework does not tell the type of a special file; <c>statx(2)</c> does, with the same layout on every architecture.
/// </summary>
internal static partial class LinuxFileStatus
{
    private const int CurrentFolder = -100;
    private const int NoFollow = 0x100;
    private const uint TypeModeAndSize = 0x1 | 0x2 | 0x200;
    private const int ModeOffset = 28;
    private const int SizeOffset = 40;
    private const int StructureBytes = 256;
    private const int TypeMask = 0xF000;
    private const int RegularType = 0x8000;
    private const int FolderType = 0x4000;
    private const int LinkType = 0xA000;
    private const int NoSuchEntry = 2;
    private const int NoFolder = 20;
    private const int OwnerExecutes = 0x40;

    /// <summary>Reads the status.</summary>
    /// <param name="path">Path of this machine.</param>
    /// <returns>Null where there is nothing.</returns>
    public static FileStatus? Of(string path)
    {
        Span<byte> status = stackalloc byte[StructureBytes];
        byte[] name = Encoding.UTF8.GetBytes(path + '\0');
        if (Read(CurrentFolder, name, NoFollow, TypeModeAndSize, ref MemoryMarshal.GetReference(status)) != 0)
        {
            return Marshal.GetLastPInvokeError() is NoSuchEntry or NoFolder ? null : new FileStatus(FileType.Unknown, 0, Executable: false);
        }

        ushort mode = BitConverter.IsLittleEndian ? BinaryPrimitives.ReadUInt16LittleEndian(status[ModeOffset..]) : BinaryPrimitives.ReadUInt16BigEndian(status[ModeOffset..]);
        long size = BitConverter.IsLittleEndian ? BinaryPrimitives.ReadInt64LittleEndian(status[SizeOffset..]) : BinaryPrimitives.ReadInt64BigEndian(status[SizeOffset..]);
        FileType type = (mode & TypeMask) switch
        {
            RegularType => FileType.Regular,
            FolderType => FileType.Folder,
            LinkType => FileType.Link,
            _ => FileType.Special,
        };
        return new FileStatus(type, size, (mode & OwnerExecutes) != 0);
    }

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Read(int folder, byte[] path, int flags, uint mask, ref byte status);
}
