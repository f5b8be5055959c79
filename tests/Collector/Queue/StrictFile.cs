using Tracing.Collector.Queue;

namespace Tracing.Collector.Tests.Queue;

internal sealed class StrictFile(StrictDisk disk, StrictInode inode, string path) : IStoredFile
{
    public long Length
    {
        get
        {
            lock (disk.Gate)
            {
                return inode.Content.Length;
            }
        }
    }

    public int Read(long offset, Span<byte> buffer)
    {
        lock (disk.Gate)
        {
            disk.Reach(DiskCallKind.Read, path);
            var content = inode.Content;
            var length = (int)Math.Clamp(content.Length - offset, 0, buffer.Length);
            content.AsSpan((int)Math.Min(offset, content.Length), length).CopyTo(buffer);
            return length;
        }
    }

    public void Write(long offset, IReadOnlyList<ReadOnlyMemory<byte>> parts)
    {
        lock (disk.Gate)
        {
            var passes = disk.Reach(DiskCallKind.Write, path);
            byte[] data = [.. parts.SelectMany(part => part.ToArray())];
            inode.Write(offset, passes is { } some ? data[..Math.Min(some, data.Length)] : data);
            if (passes is not null)
            {
                throw disk.Crashed ? new IOException("the process is gone") : new StorageFullException("no space left");
            }
        }
    }

    public void Truncate(long length)
    {
        lock (disk.Gate)
        {
            disk.Reach(DiskCallKind.Truncate, path);
            inode.Truncate(length);
        }
    }

    public void Sync()
    {
        lock (disk.Gate)
        {
            disk.Reach(DiskCallKind.Sync, path);
            inode.Sync();
        }
    }

    public void Dispose()
    {
    }
}
