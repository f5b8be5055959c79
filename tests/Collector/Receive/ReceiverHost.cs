using Grpc.Net.Client;
using Microsoft.Extensions.Logging.Abstractions;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;
using Tracing.Collector.Decode;
using Tracing.Collector.Queue;
using Tracing.Collector.Receive;
using Tracing.Storage.Columns;

namespace Tracing.Collector.Tests.Receive;

/// <summary>Receivers on ports of their own over a durable queue in a folder of its own; no engine stands behind it.</summary>
internal sealed class ReceiverHost : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly DurableQueue _queue;
    private readonly QueueReader _reader;
    private readonly GrpcChannel _channel;
    private readonly Dictionary<TableTag, int> _rows = [];
    private ulong _last;

    private ReceiverHost(DirectoryInfo folder, DurableQueue queue, QueueReader reader, Receiver receiver)
    {
        _folder = folder;
        _queue = queue;
        _reader = reader;
        Receiver = receiver;
        _channel = GrpcChannel.ForAddress(receiver.GrpcAddress!, new GrpcChannelOptions { MaxReceiveMessageSize = null });
        Traces = new TraceService.TraceServiceClient(_channel);
        Logs = new LogsService.LogsServiceClient(_channel);
        Http = new HttpClient { BaseAddress = receiver.HttpAddress };
    }

    public Receiver Receiver { get; }

    public GrpcChannel Channel => _channel;

    public TraceService.TraceServiceClient Traces { get; }

    public LogsService.LogsServiceClient Logs { get; }

    public HttpClient Http { get; }

    public static async Task<ReceiverHost> StartAsync(ReceiveOptions? receive = null, QueueOptions? queue = null)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("tracing-receive-");
        DurableQueue opened = await DurableQueue.OpenAsync(
            (queue ?? new QueueOptions()) with { Directory = folder.FullName }, new PhysicalFileSystem(), TimeProvider.System, NullLogger.Instance, TestContext.Current.CancellationToken);
        QueueReader reader = await opened.StartAfterAsync(0);
        Receiver receiver = await Receiver.StartAsync(
            (receive ?? new ReceiveOptions()) with { Grpc = "127.0.0.1:0", Http = "127.0.0.1:0" },
            new DecodeOptions(), opened, TimeProvider.System, NullLoggerFactory.Instance, TestContext.Current.CancellationToken);
        return new ReceiverHost(folder, opened, reader, receiver);
    }

    /// <summary>Rows that are durable, of all requests so far.</summary>
    public int Rows(TableTag table)
    {
        while (_reader.TryRead() is { } frame)
        {
            _last = frame.Sequence;
            foreach (FrameBlock block in FrameReader.Read(frame.Payload))
            {
                _rows[block.Tag] = _rows.GetValueOrDefault(block.Tag) + block.Rows;
            }
        }

        return _rows.GetValueOrDefault(table);
    }

    /// <summary>Makes room: everything that is durable counts as delivered.</summary>
    public async Task DrainAsync()
    {
        Rows(TableTag.Spans);
        await _queue.ConfirmAsync(_last);
        await _queue.TidyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        _channel.Dispose();
        await Receiver.StopAsync(CancellationToken.None);
        await Receiver.DisposeAsync();
        _reader.Dispose();
        await _queue.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
