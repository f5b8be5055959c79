using System.Buffers;
using System.Security.Cryptography;

namespace Tracing.Adapters.Workdir;

/// <summary>Reads files once: hashes all bytes, and keeps those that a diff will need while there is room.</summary>
/// <param name="options">Bounds.</param>
/// <param name="before">An earlier snapshot, or null.</param>
internal sealed class ContentReader(SnapshotOptions options, WorkdirSnapshot? before)
{
    private const int BufferBytes = 128 << 10;

    private long _kept;

    /// <summary>Reads a file.</summary>
    /// <param name="path">Path below the folder.</param>
    /// <param name="place">Path of this machine.</param>
    /// <param name="status">What was told of it.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>The entry; null where the file is gone.</returns>
    public SnapshotEntry? Read(string path, string place, FileStatus status, CancellationToken cancellation)
    {
        var entry = new SnapshotEntry { Path = path, Kind = EntryKind.File, Size = status.Size, Executable = status.Executable };
        if (status.Size > options.MostFileBytes)
        {
            return Unreadable(entry, "it is too large");
        }

        try
        {
            using FileStream file = new(place, new FileStreamOptions { Mode = FileMode.Open, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 });
            return Hash(entry, file, cancellation);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Unreadable(entry, "it could not be read");
        }
    }

    private SnapshotEntry Hash(SnapshotEntry entry, FileStream file, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long room = Math.Min(options.MostKeptFileBytes, options.MostKeptBytes - _kept);
        MemoryStream? content = entry.Size <= room ? new MemoryStream((int)entry.Size) : null;
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            long size = 0;
            for (int read = file.Read(buffer); read > 0; read = file.Read(buffer))
            {
                cancellation.ThrowIfCancellationRequested();
                size += read;
                if (size > options.MostFileBytes)
                {
                    return Unreadable(entry, "it is too large");
                }

                hash.AppendData(buffer, 0, read);
                // A file that grows while it is read may outgrow its room.
                content = size <= room ? content : null;
                content?.Write(buffer, 0, read);
            }

            string sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
            return Keep(entry with { Sha256 = sha256, Size = size }, content);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private SnapshotEntry Keep(SnapshotEntry entry, MemoryStream? content)
    {
        bool known = before?.Entries.TryGetValue(entry.Path, out SnapshotEntry? then) == true && then.Sha256 == entry.Sha256;
        if (content is null || known)
        {
            return entry;
        }

        _kept += content.Length;
        return entry with { Content = content.ToArray() };
    }

    private static SnapshotEntry Unreadable(SnapshotEntry entry, string problem) => entry with { Kind = EntryKind.Unreadable, Problem = problem };
}
