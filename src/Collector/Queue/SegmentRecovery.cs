namespace Tracing.Collector.Queue;

/// <summary>
/// What is found at the opening: every segment is read once from end to end, so that sizes, frames and hashes come from the
/// files and from nothing else. Refuses foreign versions before anything is touched; damage is kept aside and read past.
/// </summary>
/// <param name="folder">The queue's files.</param>
/// <param name="requests">Receives the recent request hashes.</param>
/// <param name="now">Unix milliseconds.</param>
internal sealed class SegmentRecovery(SegmentFolder folder, RecentRequests requests, long now)
{
    /// <summary>The segments, oldest first.</summary>
    public List<Segment> Segments { get; } = [];

    public long TornBytes { get; private set; }

    public long MissingSegments { get; private set; }

    public long UnreadableSegments { get; private set; }

    public void Run(CancellationToken ct)
    {
        var entries = folder.Files.List(folder.Folder);
        var cuts = ReadHeads(entries);
        foreach (var entry in entries)
        {
            if (entry.Name.EndsWith(".new", StringComparison.Ordinal))
            {
                folder.DeleteQuietly(Path.Combine(folder.Folder, entry.Name));
            }
            else if (HashSidecar.IsSidecar(entry.Name))
            {
                ReadSidecar(Path.Combine(folder.Folder, entry.Name));
            }
        }

        foreach (var segment in Segments)
        {
            ct.ThrowIfCancellationRequested();
            try
            {
                ReadSegment(segment, cuts);
            }
            catch (IOException e)
            {
                // A bad sector: what was read up to it counts, the file is kept.
                segment.MustBeKept = true;
                UnreadableSegments++;
                Log.UnreadableSegment(folder.Logger, segment.Path, segment.DurableLength, e.Message);
            }
        }
    }

    private Dictionary<uint, long> ReadHeads(IReadOnlyList<FileEntry> entries)
    {
        var cuts = new Dictionary<uint, long>();
        foreach (var entry in entries)
        {
            if (!SegmentName.TryParse(entry.Name, out var name))
            {
                continue;
            }

            var segment = new Segment(name, Path.Combine(folder.Folder, entry.Name)) { Closed = true, FileBytes = entry.Length };
            using var file = folder.Files.Open(segment.Path);
            var state = SegmentHeader.Inspect(file, name);
            if (state == SegmentHeaderState.Foreign)
            {
                throw new QueueRefusedException(
                    $"{segment.Path} was written by a newer version of this program; start that one, or move the folder away. Nothing was touched.");
            }

            if (state == SegmentHeaderState.Damaged && entry.Length > SegmentHeader.Size)
            {
                Log.DamagedHeader(folder.Logger, segment.Path);
            }

            AddCuts(file, name, entry.Length, cuts);
            if (Segments is [.., var last])
            {
                MissingSegments += Math.Max(0, (long)name.Number - last.Name.Number - 1);
            }

            Segments.Add(segment);
        }

        if (MissingSegments > 0)
        {
            Log.MissingSegments(folder.Logger, folder.Folder, MissingSegments);
        }

        return cuts;
    }

    private static void AddCuts(IStoredFile file, SegmentName name, long length, Dictionary<uint, long> cuts)
    {
        var scanner = new SegmentScanner(file, name.Salt);
        while (scanner.Next(length, ScanDepth.Headers) is { Kind: ScanKind.Frame, Header.Kind: FrameKind.Cut } step)
        {
            var cut = SegmentCut.Decode(step.Payload.Span);
            cuts[cut.Number] = cut.Length;
        }
    }

    private void ReadSegment(Segment segment, Dictionary<uint, long> cuts)
    {
        using var file = folder.Files.Open(segment.Path);
        var length = file.Length;
        var limit = cuts.TryGetValue(segment.Name.Number, out var cut) ? Math.Min(cut, length) : length;
        var scanner = new SegmentScanner(file, segment.Name.Salt);
        segment.DurableLength = Math.Min(SegmentHeader.Size, limit);
        var remember = SyncWhatIsThere(segment, file);
        for (var step = scanner.Next(limit, ScanDepth.Checksums); step.Kind != ScanKind.End; step = scanner.Next(limit, ScanDepth.Checksums))
        {
            switch (step)
            {
                case { Kind: ScanKind.Frame, Header.Kind: FrameKind.Data }:
                    segment.Frames++;
                    segment.LastOrdinal = step.Header.Ordinal;
                    if (remember)
                    {
                        requests.Remember(step.Header.Hash, step.Header.ArrivalMilliseconds, now);
                    }

                    break;
                case { Kind: ScanKind.Damage }:
                    folder.Quarantine.Keep(segment, file, step, step.Header.Length > 0 ? "payload" : "header");
                    break;
                case { Kind: ScanKind.Tail }:
                    CutTail(segment, file, step);
                    return;
            }

            segment.DurableLength = step.Offset + step.Length;
        }
    }

    /// <summary>
    /// A process that was killed leaves frames in the page cache. Before a resend of one is answered "stored already",
    /// it has to be on the disk; if that cannot be had, its hash is not remembered.
    /// </summary>
    private bool SyncWhatIsThere(Segment segment, IStoredFile file)
    {
        try
        {
            file.Sync();
            return true;
        }
        catch (IOException e)
        {
            Log.RecoverySyncFailed(folder.Logger, segment.Path, e.Message);
            return false;
        }
    }

    /// <summary>An unfinished write was never acknowledged; damage of the very last frame looks the same, so what is not zero is kept.</summary>
    private void CutTail(Segment segment, IStoredFile file, ScanStep tail)
    {
        TornBytes += tail.Length;
        Log.TornTail(folder.Logger, segment.Path, tail.Offset, tail.Length);
        if (HasContent(file, tail))
        {
            folder.Quarantine.Keep(segment, file, tail, Quarantine.TailReason);
        }

        if (segment.MustBeKept)
        {
            return;
        }

        try
        {
            file.Truncate(tail.Offset);
            segment.FileBytes = tail.Offset;
        }
        catch (IOException e)
        {
            Log.LeftOver(folder.Logger, segment.Path, e.Message);
        }
    }

    private static bool HasContent(IStoredFile file, ScanStep tail)
    {
        var buffer = new byte[(int)Math.Min(1 << 16, tail.Length)];
        for (var at = tail.Offset; at < tail.Offset + tail.Length; at += buffer.Length)
        {
            var read = file.Read(at, buffer.AsSpan(0, (int)Math.Min(buffer.Length, tail.Offset + tail.Length - at)));
            if (buffer.AsSpan(0, read).ContainsAnyExcept((byte)0))
            {
                return true;
            }
        }

        return false;
    }

    private void ReadSidecar(string path)
    {
        using var file = folder.Files.Open(path);
        if (HashSidecar.Read(file) is not { } entries)
        {
            Log.DamagedSidecar(folder.Logger, path);
            return;
        }

        foreach (var (hash, arrival) in entries)
        {
            requests.Remember(hash, arrival, now);
        }
    }
}
