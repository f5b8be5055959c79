using System.Diagnostics;

namespace Tracing.Benchmarks.Receive;

/// <summary>One server in a process of its own, whose processor time the operating system counts.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, Uri grpc, Uri http)
    {
        _process = process;
        Grpc = grpc;
        Http = http;
    }

    public Uri Grpc { get; }

    public Uri Http { get; }

    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts a server.</summary>
    /// <param name="which">Ours or the generated one.</param>
    /// <param name="temporary">Where ours puts its queue; null for the machine's temporary folder.</param>
    /// <param name="collectsRarely">Whether its garbage collector takes 64 MiB at a time. Where a machine does not tell the size of its cache it takes
    /// 256 KiB, which costs a service that builds objects more than half of its time.</param>
    public static async Task<ServerProcess> StartAsync(string which, string? temporary = null, bool collectsRarely = false)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ServerProcess).Assembly.Location, ReceiveServers.Command, which])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        if (which == ReceiveServers.Ours)
        {
            // As the shipped program's runtime configuration says: idle workers sleep, they do not spin.
            start.Environment["DOTNET_ThreadPool_UnfairSemaphoreSpinLimit"] = "0";
        }

        if (collectsRarely)
        {
            start.Environment["DOTNET_GCgen0size"] = "0x4000000";
        }

        if (temporary is not null)
        {
            start.Environment["TMPDIR"] = temporary;
        }

        Process process = Process.Start(start) ?? throw new InvalidOperationException("the server did not start");
        string[] addresses = (await process.StandardOutput.ReadLineAsync())?.Split(' ') ?? throw new InvalidOperationException("the server ended before it listened");
        return new ServerProcess(process, new Uri(addresses[0]), new Uri(addresses[1]));
    }

    public async Task DrainAsync()
    {
        await _process.StandardInput.WriteLineAsync("drain");
        await _process.StandardOutput.ReadLineAsync();
    }

    /// <summary>Waits until the server does nothing: what one round leaves behind is not the next one's.</summary>
    public async Task SettleAsync()
    {
        TimeSpan before;
        do
        {
            before = ProcessorTime;
            await Task.Delay(TimeSpan.FromMilliseconds(150));
        }
        while (ProcessorTime - before > TimeSpan.FromMilliseconds(10));
    }

    public async ValueTask DisposeAsync()
    {
        await _process.StandardInput.WriteLineAsync("quit");
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
