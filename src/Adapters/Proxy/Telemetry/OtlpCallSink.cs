using System.Buffers;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Tracing.Adapters.Import;
using Tracing.Adapters.Proxy.Recording;
using Tracing.Adapters.Telemetry;

namespace Tracing.Adapters.Proxy.Telemetry;

/// <summary>
/// Tells calls to a collector by OTLP/HTTP. While it is away they wait, up to a bound of bytes; past it the new ones are dropped, counted and logged.
/// Or to a sink, which has a patience of its own.
/// </summary>
public sealed class OtlpCallSink : IModelCallSink, IAsyncDisposable
{
    private const int MostSpansPerRequest = 512;

    private readonly Channel<(string? Run, byte[] Span)> waiting = Channel.CreateUnbounded<(string?, byte[])>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource ending = new();
    private readonly ProxyResource resource;
    private readonly long maxPendingBytes;
    private readonly Func<OtlpRequest, Task<OtlpSendResult>> send;
    private readonly ILogger logger;
    private readonly Task sending;
    private long pendingBytes;
    private long pendingCalls;
    private long dropped;
    private bool isAway;

    /// <summary>Makes a sink and starts sending.</summary>
    /// <param name="client">The client; its base address is the OTLP/HTTP endpoint and ends with a slash. Not disposed here.</param>
    /// <param name="resource">Whose calls they are.</param>
    /// <param name="maxPendingBytes">Bytes that may wait.</param>
    /// <param name="time">The clock of retries.</param>
    /// <param name="loggers">Makes the logger.</param>
    public OtlpCallSink(HttpClient client, ProxyResource resource, long maxPendingBytes, TimeProvider time, ILoggerFactory loggers)
        : this(resource, maxPendingBytes, loggers, own =>
        {
            var sender = new OtlpSender(client, time, int.MaxValue, own.Away);
            return request => sender.SendAsync(request, own.ending.Token);
        })
    {
    }

    /// <summary>Makes a sink before another one, such as the spool of a run, and starts passing calls on.</summary>
    /// <param name="sink">Takes the calls; not disposed here.</param>
    /// <param name="resource">Whose calls they are.</param>
    /// <param name="maxPendingBytes">Bytes that may wait until the other sink has taken those before them.</param>
    /// <param name="loggers">Makes the logger.</param>
    public OtlpCallSink(ITelemetrySink sink, ProxyResource resource, long maxPendingBytes, ILoggerFactory loggers)
        : this(resource, maxPendingBytes, loggers, _ => request =>
        {
            sink.Send(request);
            return Task.FromResult(new OtlpSendResult(0, ""));
        })
    {
    }

    private OtlpCallSink(ProxyResource resource, long maxPendingBytes, ILoggerFactory loggers, Func<OtlpCallSink, Func<OtlpRequest, Task<OtlpSendResult>>> sendingOf)
    {
        this.resource = resource;
        this.maxPendingBytes = maxPendingBytes;
        logger = loggers.CreateLogger<OtlpCallSink>();
        send = sendingOf(this);
        sending = Task.Run(SendAllAsync);
    }

    /// <summary>Calls, of models and of tools, that were not told: there was no room, or the collector refused them for good.</summary>
    public long Dropped => Interlocked.Read(ref dropped);

    /// <inheritdoc/>
    public void Add(RecordedCall call) => Add(call.Run, Write(writer => CallSpan.Write(writer, call, call.Run ?? resource.Run)));

    /// <inheritdoc/>
    public void Add(RecordedToolCall call) => Add(call.Run, Write(writer => ToolSpan.Write(writer, call, call.Run ?? resource.Run)));

    /// <summary>Sends what waits, and ends.</summary>
    /// <param name="within">How long that may take; what is left then is counted as dropped.</param>
    public async Task StopAsync(TimeSpan within)
    {
        waiting.Writer.TryComplete();
        ending.CancelAfter(within);
        await sending;
        if (Interlocked.Exchange(ref pendingCalls, 0) is > 0 and var left)
        {
            Drop(left, "the collector did not take them in time");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(TimeSpan.Zero);
        ending.Dispose();
    }

    private void Add(string? run, byte[] span)
    {
        if (Interlocked.Add(ref pendingBytes, span.Length) > maxPendingBytes)
        {
            Interlocked.Add(ref pendingBytes, -span.Length);
            Drop(1, "too many wait");
            return;
        }

        Interlocked.Increment(ref pendingCalls);
        if (!waiting.Writer.TryWrite((run, span)))
        {
            Interlocked.Add(ref pendingBytes, -span.Length);
            Interlocked.Decrement(ref pendingCalls);
            Drop(1, "the proxy has stopped");
        }
    }

    private static byte[] Write(Action<Utf8JsonWriter> span)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            span(writer);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private async Task SendAllAsync()
    {
        var requests = new CallRequest(resource);
        try
        {
            while (await waiting.Reader.WaitToReadAsync(ending.Token))
            {
                var batch = new List<(string? Run, byte[] Span)>();
                while (batch.Count < MostSpansPerRequest && waiting.Reader.TryRead(out (string?, byte[]) next))
                {
                    batch.Add(next);
                }

                foreach (IGrouping<string?, byte[]> calls in batch.GroupBy(call => call.Run, call => call.Span))
                {
                    await SendUntilTakenAsync(requests.Of(calls.Key, calls), calls.Count());
                    Interlocked.Add(ref pendingBytes, -calls.Sum(span => span.Length));
                    Interlocked.Add(ref pendingCalls, -calls.Count());
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The time for stopping is over.
        }
    }

    private async Task SendUntilTakenAsync(OtlpRequest request, int calls)
    {
        try
        {
            OtlpSendResult result = await send(request);
            if (result.Rejected > 0)
            {
                Drop(result.Rejected, result.Message);
            }

            Back();
        }
        catch (OtlpSendException e)
        {
            Drop(calls, e.Message);
        }
    }

    private void Away(string reason)
    {
        if (!isAway)
        {
            isAway = true;
            Log.CollectorAway(logger, reason, Interlocked.Read(ref pendingBytes));
        }
    }

    private void Back()
    {
        if (isAway)
        {
            isAway = false;
            Log.CollectorBack(logger);
        }
    }

    private void Drop(long count, string reason)
    {
        long before = Interlocked.Add(ref dropped, count) - count;

        // One by one at the bound: the first is told, then each time their number has doubled.
        if (count > 1 || System.Numerics.BitOperations.IsPow2(before + count))
        {
            Log.CallsDropped(logger, before + count, reason);
        }
    }
}
