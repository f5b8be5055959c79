using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace Tracing.Collector.Queue;

/// <summary>The files of one queue: makes and deletes them in the order that a crash forgives.</summary>
/// <param name="files">The file system.</param>
/// <param name="folder">The queue's folder.</param>
/// <param name="log">Gets warnings.</param>
internal sealed class SegmentFolder(IFileSystem files, string folder, ILogger log)
{
    public IFileSystem Files { get; } = files;

    public string Folder { get; } = folder;

    public ILogger Logger { get; } = log;

    public Quarantine Quarantine { get; } = new(files, folder, log);

    /// <summary>A new segment, durable under its name, with the cuts of poisoned ones at its head.</summary>
    public (Segment Segment, IStoredFile File) Create(uint number, IReadOnlyList<SegmentCut> cuts, long nowMilliseconds)
    {
        Span<byte> salt = stackalloc byte[sizeof(ulong)];
        RandomNumberGenerator.Fill(salt);
        var name = new SegmentName(number, BinaryPrimitives.ReadUInt64LittleEndian(salt));
        var path = Path.Combine(Folder, name.ToString());
        var file = Files.Create(path);
        try
        {
            var parts = new List<ReadOnlyMemory<byte>> { SegmentHeader.Encode(name, nowMilliseconds) };
            foreach (var cut in cuts)
            {
                var payload = cut.Encode();
                var header = new byte[FrameHeader.Size];
                new FrameHeader(SegmentCut.Size, 0, FrameKind.Cut, nowMilliseconds, default, Crc32C.Of(payload)).Write(header, name.Salt);
                parts.Add(header);
                parts.Add(payload);
            }

            file.Write(0, parts);
            file.Sync();
            Files.SyncDirectory(Folder);
            var length = parts.Sum(static part => (long)part.Length);
            return (new Segment(name, path) { DurableLength = length, FileBytes = length }, file);
        }
        catch (IOException)
        {
            file.Dispose();
            DeleteQuietly(path);
            throw;
        }
    }

    /// <summary>
    /// Deletes a confirmed segment. Its recent request hashes are durable before: a resend must be recognised after a restart.
    /// When the disk is too full for them, the segment's own space is freed first.
    /// </summary>
    public void Release(Segment segment, Func<long, bool> isRecent)
    {
        if (segment.MustBeKept)
        {
            KeepAside(segment, isRecent);
        }
        else
        {
            WriteSidecar(segment, isRecent);
            Files.Delete(segment.Path);
        }

        Files.SyncDirectory(Folder);
    }

    /// <summary>Deletes sidecars that hold nothing recent any more.</summary>
    public void DeleteSidecars(Func<long, bool> isRecent)
    {
        foreach (var entry in Files.List(Folder))
        {
            if (!HashSidecar.IsSidecar(entry.Name))
            {
                continue;
            }

            var path = Path.Combine(Folder, entry.Name);
            List<(UInt128 Hash, long Arrival)>? entries;
            using (var file = Files.Open(path))
            {
                entries = HashSidecar.Read(file);
            }

            if (entries is null || !entries.Exists(e => isRecent(e.Arrival)))
            {
                Files.Delete(path);
            }
        }
    }

    public void DeleteQuietly(string path)
    {
        try
        {
            Files.Delete(path);
        }
        catch (IOException e)
        {
            Log.LeftOver(Logger, path, e.Message);
        }
    }

    private void KeepAside(Segment segment, Func<long, bool> isRecent)
    {
        try
        {
            using var source = Files.Open(segment.Path);
            if (RecentHashes(source, segment, isRecent) is { Count: > 0 } entries)
            {
                WriteAtomically(HashSidecar.FileName(segment.Name.Number), HashSidecar.Encode(entries));
            }
        }
        catch (IOException e)
        {
            Log.SidecarFailed(Logger, segment.Path, (int)segment.Frames, e.Message);
        }

        Quarantine.Take(segment);
    }

    private void WriteSidecar(Segment segment, Func<long, bool> isRecent)
    {
        using var source = Files.Open(segment.Path);
        var entries = RecentHashes(source, segment, isRecent);
        if (entries.Count == 0)
        {
            return;
        }

        var bytes = HashSidecar.Encode(entries);
        try
        {
            WriteAtomically(HashSidecar.FileName(segment.Name.Number), bytes);
        }
        catch (StorageFullException)
        {
            try
            {
                source.Truncate(SegmentHeader.Size);
                WriteAtomically(HashSidecar.FileName(segment.Name.Number), bytes);
            }
            catch (StorageFullException e)
            {
                // Space comes back only by deleting: resends of these requests are then absorbed by key.
                Log.SidecarFailed(Logger, segment.Path, entries.Count, e.Message);
            }
        }
    }

    private static List<(UInt128 Hash, long Arrival)> RecentHashes(IStoredFile source, Segment segment, Func<long, bool> isRecent)
    {
        var entries = new List<(UInt128, long)>();
        var scanner = new SegmentScanner(source, segment.Name.Salt);
        while (true)
        {
            var step = scanner.Next(segment.DurableLength, ScanDepth.Headers);
            if (step.Kind is ScanKind.End or ScanKind.Tail)
            {
                return entries;
            }

            if (step.Kind == ScanKind.Frame && step.Header.Kind == FrameKind.Data
                && step.Header.Hash != UInt128.Zero && isRecent(step.Header.ArrivalMilliseconds))
            {
                entries.Add((step.Header.Hash, step.Header.ArrivalMilliseconds));
            }
        }
    }

    private void WriteAtomically(string name, byte[] bytes)
    {
        var path = Path.Combine(Folder, name);
        var draft = path + ".new";
        if (Files.List(Folder).Any(entry => entry.Name == name + ".new"))
        {
            Files.Delete(draft);
        }

        try
        {
            using (var file = Files.Create(draft))
            {
                file.Write(0, [bytes]);
                file.Sync();
            }

            Files.Rename(draft, path);
            Files.SyncDirectory(Folder);
        }
        catch (IOException)
        {
            DeleteQuietly(draft);
            throw;
        }
    }
}
