using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Tracing.Collector.Queue;

/// <summary>
/// Frames of opaque bytes on disk, in order of arrival. An append is answered from the completion of a sync and from nowhere
/// else; appends that arrive while the disk is busy share the next write and sync, so there is no fixed delay.
/// What was read and not confirmed is read again after a restart. Which sequence was confirmed is the reader's to keep durably:
/// it says so with <see cref="StartAfterAsync"/> before its first read.
/// </summary>
public sealed class DurableQueue : IAsyncDisposable
{
    private static readonly TimeSpan TidyEvery = TimeSpan.FromMinutes(1);

    private readonly QueueOptions _options;
    private readonly TimeProvider _time;
    private readonly SegmentFolder _folder;
    private readonly IDisposable _lock;
    private readonly SegmentRecovery _recovery;
    private readonly SegmentLog _log;
    private readonly RecentRequests _requests;
    private readonly WriterThread _writer;
    private readonly ITimer _tidy;
    private readonly Channel<bool> _arrivals = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    // Guards _requests and _pendingBytes.
    private readonly Lock _gate = new();
    private long _pendingBytes;

    private DurableQueue(QueueOptions options, SegmentFolder folder, TimeProvider time, IDisposable directoryLock, CancellationToken ct)
    {
        _options = options;
        _time = time;
        _folder = folder;
        _lock = directoryLock;
        _requests = new RecentRequests(options.MaxRememberedRequests, options.RememberRequests);
        _recovery = new SegmentRecovery(folder, _requests, Now);
        _recovery.Run(ct);
        _log = new SegmentLog(folder, options, time, _recovery.Segments) { IsRecent = arrival => _requests.IsRecent(arrival, Now) };
        _log.Prepare(0);
        _writer = new WriterThread(_log, Complete);
        _tidy = time.CreateTimer(_ => _ = TidyAsync(), null, TidyEvery, TidyEvery);
    }

    /// <summary>The queue's folder; the reader's own ledger lives in it under the queue's lock.</summary>
    public string Folder => _folder.Folder;

    /// <summary>The file system the queue was opened on.</summary>
    public IFileSystem Files => _folder.Files;

    /// <summary>The state at this moment.</summary>
    public QueueStatistics Statistics
    {
        get
        {
            lock (_gate)
            {
                return new QueueStatistics
                {
                    Bytes = _log.Bytes,
                    Frames = CountUnconfirmed(),
                    PendingBytes = _pendingBytes,
                    Segments = _log.Segments.Count,
                    DamagedRegions = _folder.Quarantine.Regions + _recovery.UnreadableSegments,
                    MissingSegments = _recovery.MissingSegments,
                    TornBytes = _recovery.TornBytes,
                    PoisonedSegments = _log.PoisonedSegments,
                    Groups = _log.Groups,
                    RequestsForgottenEarly = _requests.ForgottenEarly,
                };
            }
        }
    }

    internal TimeProvider Time => _time;

    internal ILogger Logger => _folder.Logger;

    internal IReadOnlyList<Segment> Segments => _log.Segments;

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Opens a folder, reading everything in it once.</summary>
    /// <param name="options">Where and how large.</param>
    /// <param name="files">The disk.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Gets damage and faults.</param>
    /// <param name="ct">Gives up reading.</param>
    /// <returns>The open queue.</returns>
    /// <exception cref="QueueRefusedException">Another process has it, or it must not be touched.</exception>
    /// <exception cref="IOException">The folder cannot be made, listed or locked.</exception>
    public static async ValueTask<DurableQueue> OpenAsync(
        QueueOptions options, IFileSystem files, TimeProvider time, ILogger logger, CancellationToken ct)
    {
        await Task.Yield();
        var path = Path.GetFullPath(options.Directory);
        files.CreateDirectory(path);
        var directoryLock = files.Lock(Path.Combine(path, "lock"));
        try
        {
            return new DurableQueue(options, new SegmentFolder(files, path, logger), time, directoryLock, ct);
        }
        catch
        {
            directoryLock.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Makes a frame durable. The frame's bytes must stay unchanged until the answer. Cancellation counts until the frame is
    /// taken; after that the answer is that of the disk.
    /// </summary>
    /// <param name="requestHash">Tells a resend of the same request; zero for none.</param>
    /// <param name="frame">The bytes.</param>
    /// <param name="ct">Gives up before the frame is taken.</param>
    /// <returns>What became of it. A twin of an append under way gets that one's answer.</returns>
    public ValueTask<AppendOutcome> AppendAsync(UInt128 requestHash, ReadOnlyMemory<byte> frame, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (frame.Length > _options.MaxFrameBytes)
        {
            return ValueTask.FromResult(AppendOutcome.TooLarge);
        }

        var append = new PendingAppend(requestHash, frame);
        lock (_gate)
        {
            if (_requests.WasStored(requestHash, Now))
            {
                return ValueTask.FromResult(AppendOutcome.AlreadyStored);
            }

            if (_requests.Twin(requestHash) is { } twin)
            {
                return AsTwinAsync(twin.Completion.Task);
            }

            if (_pendingBytes + append.ChargedBytes > _options.MaxPendingBytes
                || _log.Bytes - _log.KeptBytes + _pendingBytes + append.ChargedBytes > _options.MaxBytes)
            {
                return ValueTask.FromResult(AppendOutcome.Full);
            }

            _requests.Begin(append);
            _pendingBytes += append.ChargedBytes;
        }

        append.Crc = Crc32C.Of(frame.Span);
        if (!_writer.TryEnqueue(append))
        {
            Complete(append, AppendOutcome.Failed);
        }

        return new ValueTask<AppendOutcome>(append.Completion.Task);
    }

    /// <summary>
    /// To be called once, before the first append and read: reading begins after what the reader has durably noted as delivered,
    /// and new frames get higher sequences than any it has noted at all.
    /// </summary>
    /// <param name="through">The highest sequence noted as delivered; zero for none.</param>
    /// <param name="highest">The highest sequence noted; zero for none.</param>
    /// <returns>A reader.</returns>
    public async Task<QueueReader> StartAfterAsync(ulong through, ulong highest = 0)
    {
        await _writer.RunAsync(() => _log.StartAfter(through, Math.Max(through, highest)));
        return new QueueReader(this, through);
    }

    /// <summary>Frees the segments that lie wholly at or before a sequence. The caller's note of it is durable by now.</summary>
    /// <param name="through">The sequence.</param>
    /// <returns>Completes when they are freed, or will be after the time they are kept.</returns>
    public Task ConfirmAsync(ulong through) => _writer.RunAsync(() => _log.Confirm(through));

    /// <summary>Frees what was kept long enough; also called by a timer.</summary>
    /// <returns>Completes when done.</returns>
    public Task TidyAsync() => _writer.RunAsync(() => _log.Tidy(_log.IsRecent));

    /// <summary>Answers what is waiting, then closes. Later appends fail.</summary>
    /// <returns>Completes when closed.</returns>
    public async ValueTask DisposeAsync()
    {
        await _tidy.DisposeAsync();
        await _writer.DisposeAsync();
        _log.Dispose();
        _lock.Dispose();
        _arrivals.Writer.TryComplete();
    }

    internal IStoredFile OpenSegment(Segment segment) => _folder.Files.Open(segment.Path);

    internal void Damaged(Segment segment, IStoredFile file, ScanStep step)
    {
        _folder.Quarantine.Keep(segment, file, step, step.Header.Length > 0 ? "payload" : "header");
        lock (_gate)
        {
            _requests.Forget(step.Header.Hash);
        }
    }

    internal async ValueTask<bool> WaitForArrivalAsync(CancellationToken ct) =>
        await _arrivals.Reader.WaitToReadAsync(ct) && _arrivals.Reader.TryRead(out _);

    [SuppressMessage("Reliability", "CA2008", Justification = "A task that is complete already.")]
    private static async ValueTask<AppendOutcome> AsTwinAsync(Task<AppendOutcome> first)
    {
        var outcome = await first;
        return outcome == AppendOutcome.Stored ? AppendOutcome.AlreadyStored : outcome;
    }

    private void Complete(PendingAppend append, AppendOutcome outcome)
    {
        lock (_gate)
        {
            _requests.End(append, outcome == AppendOutcome.Stored);
            _pendingBytes -= append.ChargedBytes;
        }

        if (outcome == AppendOutcome.Stored)
        {
            _arrivals.Writer.TryWrite(true);
        }

        append.Completion.SetResult(outcome);
    }

    private long CountUnconfirmed()
    {
        long count = 0;
        var confirmed = _log.ConfirmedThrough;
        foreach (var segment in _log.Segments)
        {
            if (segment.Name.Number > Sequences.Segment(confirmed))
            {
                count += segment.Frames;
            }
            else if (segment.Name.Number == Sequences.Segment(confirmed))
            {
                count += Math.Max(0, (long)segment.LastOrdinal - Sequences.Ordinal(confirmed));
            }
        }

        return count;
    }
}
