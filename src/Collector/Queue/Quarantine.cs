using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Tracing.Collector.Queue;

/// <summary>
/// Keeps what cannot be read: <c>quarantine/SEGMENT-OFFSET-LENGTH-REASON.bin</c>. The same region is kept and counted once,
/// however often it is met.
/// </summary>
/// <param name="files">The file system.</param>
/// <param name="folder">The queue's folder.</param>
/// <param name="log">Gets one warning a region.</param>
internal sealed class Quarantine(IFileSystem files, string folder, ILogger log)
{
    public const string TailReason = "tail";
    private const int CopyBytes = 1 << 20;
    private readonly HashSet<(uint Segment, long Offset)> _known = [];
    private readonly Lock _gate = new();
    private bool _made;
    private long _regions;

    public string Folder { get; } = Path.Combine(folder, "quarantine");

    public long Regions => Volatile.Read(ref _regions);

    /// <summary>Copies a region. When that fails the segment itself is kept later, instead of being deleted.</summary>
    /// <param name="segment">The segment it lies in.</param>
    /// <param name="file">That segment, open.</param>
    /// <param name="step">The region.</param>
    /// <param name="reason">One word for the name of the copy; <c>tail</c> is what a crash leaves and does not count as damage.</param>
    public void Keep(Segment segment, IStoredFile file, ScanStep step, string reason)
    {
        lock (_gate)
        {
            if (!_known.Add((segment.Name.Number, step.Offset)))
            {
                return;
            }

            if (reason != TailReason)
            {
                Volatile.Write(ref _regions, _regions + 1);
                Log.DamagedRegion(log, segment.Path, step.Offset, step.Length, reason);
            }

            try
            {
                Copy(segment, file, step, reason);
            }
            catch (IOException e)
            {
                segment.MustBeKept = true;
                Log.QuarantineFailed(log, segment.Path, e.Message);
            }
        }
    }

    /// <summary>Moves a whole segment here.</summary>
    public void Take(Segment segment)
    {
        lock (_gate)
        {
            MakeFolder();
            files.Rename(segment.Path, Path.Combine(Folder, segment.Name.ToString()));
            files.SyncDirectory(Folder);
        }
    }

    private void Copy(Segment segment, IStoredFile file, ScanStep step, string reason)
    {
        MakeFolder();
        var name = string.Create(
            CultureInfo.InvariantCulture, $"{segment.Name.Number:D10}-{step.Offset:D10}-{step.Length}-{reason}.bin");
        if (files.List(Folder).Any(entry => entry.Name == name && entry.Length == step.Length))
        {
            return;
        }

        var draft = Path.Combine(Folder, name + ".new");
        if (files.List(Folder).Any(entry => entry.Name == name + ".new"))
        {
            files.Delete(draft);
        }

        using (var copy = files.Create(draft))
        {
            var buffer = new byte[(int)Math.Min(CopyBytes, step.Length)];
            for (long done = 0; done < step.Length;)
            {
                var read = file.Read(step.Offset + done, buffer.AsSpan(0, (int)Math.Min(buffer.Length, step.Length - done)));
                if (read == 0)
                {
                    break;
                }

                copy.Write(done, [buffer.AsMemory(0, read)]);
                done += read;
            }

            copy.Sync();
        }

        files.Rename(draft, Path.Combine(Folder, name));
        files.SyncDirectory(Folder);
    }

    private void MakeFolder()
    {
        if (_made)
        {
            return;
        }

        files.CreateDirectory(Folder);
        files.SyncDirectory(folder);
        _made = true;
    }
}
