using Microsoft.Win32.SafeHandles;

namespace Tracing.Collector.Queue;

/// <summary>An open file of this machine's disk.</summary>
/// <param name="handle">The open handle, owned by this object.</param>
/// <param name="path">For messages.</param>
internal sealed class PhysicalFile(SafeFileHandle handle, string path) : IStoredFile
{
    public long Length => RandomAccess.GetLength(handle);

    public int Read(long offset, Span<byte> buffer)
    {
        var total = 0;
        while (total < buffer.Length)
        {
            var read = RandomAccess.Read(handle, buffer[total..], offset + total);
            if (read == 0)
            {
                break;
            }

            total += read;
        }

        return total;
    }

    public void Write(long offset, IReadOnlyList<ReadOnlyMemory<byte>> parts) =>
        PhysicalFileSystem.Guard(() => RandomAccess.Write(handle, parts, offset));

    public void Truncate(long length) => PhysicalFileSystem.Guard(() => RandomAccess.SetLength(handle, length));

    public void Sync() => NativeFileCalls.SyncData(handle, path);

    public void Dispose() => handle.Dispose();
}
