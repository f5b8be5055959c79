using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OpenTelemetry.Proto.Collector.Trace.V1;
using Tracing.Collector.Decode;
using Tracing.Collector.Queue;
using Tracing.Collector.Receive;

namespace Tracing.Benchmarks.Receive;

/// <summary>
/// The two servers, each run as a process of its own. Both print their addresses in one line, then obey lines on their
/// input: <c>drain</c> (answered with <c>drained</c>) and <c>quit</c>.
/// </summary>
internal static class ReceiveServers
{
    /// <summary>The command line's first word that makes this process a server.</summary>
    public const string Command = "receive-server";

    public const string Ours = "ours";
    public const string Generated = "generated";

    private const int LargestRequest = 64 << 20;

    public static Task<int> RunAsync(string which) => which == Ours ? RunOursAsync() : RunGeneratedAsync();

    private static async Task<int> RunOursAsync()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("tracing-benchmark-");
        try
        {
            await using DurableQueue queue = await DurableQueue.OpenAsync(
                new QueueOptions { Directory = folder.FullName }, new PhysicalFileSystem(), TimeProvider.System, NullLogger.Instance, CancellationToken.None);
            using QueueReader reader = await queue.StartAfterAsync(0);
            await using Receiver receiver = await Receiver.StartAsync(
                new ReceiveOptions { Grpc = "127.0.0.1:0", Http = "127.0.0.1:0" }, new DecodeOptions(), queue, TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
            await ObeyAsync($"{receiver.GrpcAddress} {receiver.HttpAddress}", () => DrainAsync(queue, reader));
            await receiver.StopAsync(CancellationToken.None);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return 0;
    }

    private static async Task<int> RunGeneratedAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.Limits.MaxRequestBodySize = LargestRequest;
            server.Listen(System.Net.IPAddress.Loopback, 0, listener => listener.Protocols = HttpProtocols.Http2);
        });
        builder.Services.AddGrpc(options => options.MaxReceiveMessageSize = LargestRequest);
        await using WebApplication server = builder.Build();
        server.MapGrpcService<DroppingService>();
        await server.StartAsync();
        await ObeyAsync($"{server.Urls.First()} {server.Urls.First()}", () => Task.CompletedTask);
        await server.StopAsync();
        return 0;
    }

    private static async Task ObeyAsync(string ready, Func<Task> drain)
    {
        Console.WriteLine(ready);
        while (await Console.In.ReadLineAsync() is { } line && line != "quit")
        {
            await drain();
            Console.WriteLine("drained");
        }
    }

    // Makes room between rounds, so that no round pays for the disk of another.
    private static async Task DrainAsync(DurableQueue queue, QueueReader reader)
    {
        ulong last = 0;
        while (reader.TryRead() is { } frame)
        {
            last = frame.Sequence;
        }

        if (last > 0)
        {
            await queue.ConfirmAsync(last);
            await queue.TidyAsync();
        }
    }

    /// <summary>What the generated code makes easy: objects, built and dropped.</summary>
    private sealed class DroppingService : TraceService.TraceServiceBase
    {
        private static readonly Task<ExportTraceServiceResponse> Answer = Task.FromResult(new ExportTraceServiceResponse());

        public override Task<ExportTraceServiceResponse> Export(ExportTraceServiceRequest request, ServerCallContext context) => Answer;
    }
}
