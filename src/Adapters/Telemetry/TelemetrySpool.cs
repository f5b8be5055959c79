using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Tracing.Adapters.Import;
using Tracing.Adapters.Telemetry.Spooling;

namespace Tracing.Adapters.Telemetry;

/// <summary>
/// Telemetry waits on disk until a collector has taken it: what was sent is in a file before <see cref="Send"/> returns, is delivered in order, as
/// often as it takes, and deleted then. What another process left behind when it ended is delivered first. A request may be delivered twice when a
/// process dies at the wrong moment, with the same bytes, by which the collector knows it.
/// </summary>
public sealed class TelemetrySpool : ITelemetrySink, IAsyncDisposable
{
    private readonly Channel<SpooledFile> waiting = Channel.CreateUnbounded<SpooledFile>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource ending = new();
    private readonly Lock gate = new();
    private readonly SpoolOptions options;
    private readonly ILogger logger;
    private readonly TimeProvider time;
    private readonly SpoolFolder own;
    private readonly IReadOnlyList<SpoolFolder> left;
    private readonly RefusedFolder refusals;
    private readonly OtlpSender sender;
    private readonly Task sending;
    private TaskCompletionSource? emptied;
    private SpoolRemainder remainder;
    private long dropped;
    private long refused;
    private long rejected;
    private bool isAway;

    /// <summary>Opens a folder, and starts to deliver what waits there.</summary>
    /// <param name="options">The folder and its bound.</param>
    /// <param name="client">The client; its base address is the OTLP/HTTP endpoint and ends with a slash. Not disposed here.</param>
    /// <param name="time">The clock of retries.</param>
    /// <param name="loggers">Makes the logger.</param>
    /// <exception cref="IOException">The folder cannot be made or written.</exception>
    /// <exception cref="UnauthorizedAccessException">As before.</exception>
    public TelemetrySpool(SpoolOptions options, HttpClient client, TimeProvider time, ILoggerFactory loggers)
    {
        this.options = options;
        this.time = time;
        logger = loggers.CreateLogger<TelemetrySpool>();
        own = SpoolFolder.Make(options.Folder, time);
        left = SpoolFolder.TakeOver(options.Folder);
        refusals = new RefusedFolder(options.Folder, options.MaxBytes);
        foreach (SpooledFile file in left.SelectMany(folder => folder.Waiting()))
        {
            Enqueue(file);
        }

        if (remainder.Requests > 0)
        {
            Log.SpoolTakenOver(logger, remainder.Requests, remainder.Bytes);
        }

        sender = new OtlpSender(client, time, int.MaxValue, Away);
        sending = Task.Run(DeliverAllAsync);
    }

    /// <summary>Requests that found no room, or could not be written.</summary>
    public long Dropped => Interlocked.Read(ref dropped);

    /// <summary>Requests that the collector refused for good; they lie in the folder <c>refused</c>.</summary>
    public long Refused => Interlocked.Read(ref refused);

    /// <summary>Records that the collector rejected out of requests that it took.</summary>
    public long Rejected => Interlocked.Read(ref rejected);

    /// <summary>What waits now.</summary>
    public SpoolRemainder Waiting
    {
        get
        {
            lock (gate)
            {
                return remainder;
            }
        }
    }

    /// <inheritdoc/>
    public void Send(OtlpRequest request)
    {
        // One at a time: the files' order is the order of the calls.
        lock (gate)
        {
            if (remainder.Bytes + request.Body.Length > options.MaxBytes)
            {
                Drop("too much waits");
                return;
            }

            try
            {
                Enqueue(own.Write(request));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Drop(e.Message);
            }
        }
    }

    /// <summary>Waits until everything is delivered.</summary>
    /// <param name="within">How long at the most.</param>
    /// <param name="cancellationToken">Ends the waiting before.</param>
    /// <returns>What still waits; it stays on disk.</returns>
    public async Task<SpoolRemainder> FlushAsync(TimeSpan within, CancellationToken cancellationToken = default)
    {
        Task empty;
        lock (gate)
        {
            if (remainder.Requests == 0)
            {
                return remainder;
            }

            emptied ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            empty = emptied.Task;
        }

        try
        {
            await empty.WaitAsync(within, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // What waits is told.
        }

        return Waiting;
    }

    /// <summary>Stops delivering; what waits stays on disk.</summary>
    public async ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
        await ending.CancelAsync();
        await sending;
        foreach (SpoolFolder folder in left)
        {
            folder.Dispose();
        }

        own.Dispose();
        ending.Dispose();
    }

    private void Enqueue(SpooledFile file)
    {
        remainder = new SpoolRemainder(remainder.Requests + 1, remainder.Bytes + file.Bytes);
        waiting.Writer.TryWrite(file);
    }

    private async Task DeliverAllAsync()
    {
        try
        {
            await foreach (SpooledFile file in waiting.Reader.ReadAllAsync(ending.Token))
            {
                await DeliverAsync(file);
                Leave(file);
            }
        }
        catch (OperationCanceledException)
        {
            // The spool is closed.
        }
    }

    private async Task DeliverAsync(SpooledFile file)
    {
        try
        {
            OtlpSendResult result = await sender.SendAsync(await file.ReadAsync(ending.Token), ending.Token);
            Back();
            if (result.Rejected > 0)
            {
                Log.RecordsRejected(logger, Interlocked.Add(ref rejected, result.Rejected), result.Message);
            }

            File.Delete(file.Path);
        }
        catch (OtlpSendException e)
        {
            Back();
            Refuse(file, e.Message);
        }
        catch (Exception e) when (!ending.IsCancellationRequested)
        {
            // Whatever it is, it stays on disk, and those behind it go on.
            Log.SpoolFileFailed(logger, e.Message);
        }
    }

    private void Refuse(SpooledFile file, string reason)
    {
        long count = Interlocked.Increment(ref refused);
        try
        {
            bool isKept = refusals.Put(file, reason);
            Log.RequestRefused(logger, count, reason, isKept);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.SpoolFileFailed(logger, e.Message);
        }
    }

    private void Leave(SpooledFile file)
    {
        lock (gate)
        {
            remainder = new SpoolRemainder(remainder.Requests - 1, remainder.Bytes - file.Bytes);
            if (remainder.Requests == 0)
            {
                emptied?.SetResult();
                emptied = null;
            }
        }
    }

    private void Drop(string reason)
    {
        long count = Interlocked.Increment(ref dropped);

        // The first is told, then each time their number has doubled.
        if (System.Numerics.BitOperations.IsPow2(count))
        {
            Log.RequestsDropped(logger, count, reason);
        }
    }

    private void Away(string reason)
    {
        if (!isAway)
        {
            isAway = true;
            Log.TelemetryWaits(logger, reason, options.Folder);
        }
    }

    private void Back()
    {
        if (isAway)
        {
            isAway = false;
            Log.TelemetryLeaves(logger);
        }
    }
}
