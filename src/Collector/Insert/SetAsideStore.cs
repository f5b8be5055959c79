using System.Globalization;
using System.Text.Json;
using Tracing.Collector.Queue;

namespace Tracing.Collector.Insert;

/// <summary>
/// <c>set-aside/</c> in the queue's folder: for every frame <c>ID.frame</c> with the payload and <c>ID.json</c> with the
/// reason. The description is written last and deleted first: a frame without one is an unfinished note.
/// </summary>
/// <param name="files">The disk.</param>
/// <param name="queueFolder">The queue's folder.</param>
public sealed class SetAsideStore(IFileSystem files, string queueFolder)
{
    private const string PayloadSuffix = ".frame";
    private const string EntrySuffix = ".json";
    private readonly string _folder = Path.Combine(queueFolder, "set-aside");

    /// <summary>Everything that is set aside, oldest first; descriptions that cannot be read are left out.</summary>
    /// <returns>The entries.</returns>
    public IReadOnlyList<SetAsideEntry> List()
    {
        files.CreateDirectory(_folder);
        var entries = new List<SetAsideEntry>();
        foreach (var file in files.List(_folder))
        {
            if (file.Name.EndsWith(EntrySuffix, StringComparison.Ordinal) && Describe(file.Name) is { } entry)
            {
                entries.Add(entry);
            }
        }

        return entries;
    }

    /// <summary>
    /// Puts everything that is set aside into the queue again, then deletes it here. A crash in between is met by the queue's
    /// memory of requests.
    /// </summary>
    /// <param name="queue">The queue of the same folder.</param>
    /// <param name="ct">Stops between two frames.</param>
    /// <returns>What was done.</returns>
    public async Task<ReplayResult> ReplayAsync(DurableQueue queue, CancellationToken ct)
    {
        var replayed = 0;
        var unreadable = 0;
        var entries = List();
        foreach (var entry in entries)
        {
            ct.ThrowIfCancellationRequested();
            if (ReadPayload(entry) is not { } payload)
            {
                unreadable++;
                continue;
            }

            // Not the request's own hash: that one is remembered as stored.
            var outcome = await queue.AppendAsync(ReplayHash(entry), payload, ct);
            if (outcome is not (AppendOutcome.Stored or AppendOutcome.AlreadyStored))
            {
                return new ReplayResult(replayed, unreadable, entries.Count - replayed - unreadable);
            }

            Remove(entry);
            replayed++;
        }

        return new ReplayResult(replayed, unreadable, 0);
    }

    /// <summary>Keeps a frame; doing it twice keeps it once.</summary>
    internal void Keep(LoadedFrame frame, string table, string reason, DateTimeOffset now)
    {
        files.CreateDirectory(_folder);
        files.SyncDirectory(queueFolder);
        var queued = frame.Frame;
        var entry = new SetAsideEntry
        {
            Id = queued.Sequence.ToString("x16", CultureInfo.InvariantCulture),
            Reason = reason,
            Table = table,
            SetAsideAt = now,
            ArrivedAt = DateTimeOffset.UnixEpoch.AddMilliseconds(queued.ArrivalMilliseconds),
            RequestHash = queued.RequestHash.ToString("x32", CultureInfo.InvariantCulture),
            Rows = RowCounts.Of([frame]),
            Bytes = queued.Payload.Length,
            Crc32C = Crc32C.Of(queued.Payload.Span),
        };
        Write(entry.Id + PayloadSuffix, queued.Payload);
        Write(entry.Id + EntrySuffix, JsonSerializer.SerializeToUtf8Bytes(entry, SetAsideJson.Default.SetAsideEntry));
        files.SyncDirectory(_folder);
    }

    private static UInt128 ReplayHash(SetAsideEntry entry)
    {
        var sequence = ulong.Parse(entry.Id, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        return new UInt128(sequence, 0x7265_706c_0000_0000UL | entry.Crc32C);
    }

    private void Write(string name, ReadOnlyMemory<byte> bytes)
    {
        var path = Path.Combine(_folder, name);
        if (files.List(_folder).Any(file => file.Name == name))
        {
            files.Delete(path);
        }

        using var created = files.Create(path);
        created.Write(0, [bytes]);
        created.Sync();
    }

    private SetAsideEntry? Describe(string name)
    {
        try
        {
            return JsonSerializer.Deserialize(ReadAll(name), SetAsideJson.Default.SetAsideEntry) is { } entry
                && entry.Id + EntrySuffix == name
                ? entry
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private byte[]? ReadPayload(SetAsideEntry entry)
    {
        var name = entry.Id + PayloadSuffix;
        if (!files.List(_folder).Any(file => file.Name == name))
        {
            return null;
        }

        var payload = ReadAll(name);
        return payload.Length == entry.Bytes && Crc32C.Of(payload) == entry.Crc32C ? payload : null;
    }

    private byte[] ReadAll(string name)
    {
        using var file = files.Open(Path.Combine(_folder, name));
        var bytes = new byte[file.Length];
        return file.Read(0, bytes) == bytes.Length ? bytes : throw new IOException($"{name} was cut while it was read");
    }

    private void Remove(SetAsideEntry entry)
    {
        files.Delete(Path.Combine(_folder, entry.Id + EntrySuffix));
        files.SyncDirectory(_folder);
        files.Delete(Path.Combine(_folder, entry.Id + PayloadSuffix));
        files.SyncDirectory(_folder);
    }
}
