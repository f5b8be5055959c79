namespace Tracing.Processes;

/// <summary>The engine behind a writable ClickHouse HTTP interface, as its own process: the stand-in for a ClickHouse server.</summary>
public sealed class EngineHostProcess : IAsyncDisposable
{
    private const string Mark = "listening ";

    private EngineHostProcess(ChildProcess child, Uri address)
    {
        Child = child;
        Address = address;
    }

    /// <summary>The process.</summary>
    public ChildProcess Child { get; }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Starts it on a free port of loopback.</summary>
    /// <param name="dataFolder">Where the data go.</param>
    /// <param name="cancellation">Ends the wait for readiness; the process is then killed.</param>
    /// <exception cref="InvalidOperationException">It ended before; the message holds its output.</exception>
    public static async Task<EngineHostProcess> StartAsync(string dataFolder, CancellationToken cancellation)
    {
        ChildProcess child = ChildProcess.Start(
            "dotnet", [RepositoryPaths.Built("tests/EngineHost", "tracing-engine-host.dll"), "--data", dataFolder, "--listen", "127.0.0.1:0"]);
        try
        {
            string line = await child.WaitForLineAsync(one => one.StartsWith(Mark, StringComparison.Ordinal), cancellation);
            return new EngineHostProcess(child, new Uri(line[Mark.Length..]));
        }
        catch
        {
            await child.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Child.DisposeAsync();
}
