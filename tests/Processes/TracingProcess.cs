using System.Text.RegularExpressions;

namespace Tracing.Processes;

/// <summary>
/// The built <c>tracing</c> program as its own process. When all of it listens it prints one line
/// <c>ready FACE=http://HOST:PORT …</c> (faces: <c>grpc</c>, <c>http</c>, <c>query</c>, <c>engine</c>; <c>proxy</c>).
/// </summary>
public sealed partial class TracingProcess : IAsyncDisposable
{
    private readonly Dictionary<string, Uri> faces;

    private TracingProcess(ChildProcess child, Dictionary<string, Uri> faces)
    {
        Child = child;
        this.faces = faces;
    }

    /// <summary>The process.</summary>
    public ChildProcess Child { get; }

    /// <summary>OTLP over gRPC.</summary>
    public Uri Grpc => faces["grpc"];

    /// <summary>OTLP over HTTP.</summary>
    public Uri Http => faces["http"];

    /// <summary>GraphQL and pages.</summary>
    public Uri Query => faces["query"];

    /// <summary>The model proxy.</summary>
    public Uri Proxy => faces["proxy"];

    /// <summary>The guarded ClickHouse HTTP interface.</summary>
    public Uri Engine => faces["engine"];

    /// <summary>Starts <c>tracing up</c> with every face on a free port of loopback.</summary>
    /// <param name="dataFolder">Where the data go.</param>
    /// <param name="moreArguments">Added behind.</param>
    /// <param name="cancellation">Ends the wait for readiness; the process is then killed.</param>
    public static Task<TracingProcess> UpAsync(string dataFolder, IEnumerable<string> moreArguments, CancellationToken cancellation) =>
        StartAsync(
            [
                "up", "--data", dataFolder, "--grpc", "127.0.0.1:0", "--http", "127.0.0.1:0",
                "--query", "127.0.0.1:0", "--engine", "127.0.0.1:0", .. moreArguments,
            ],
            cancellation);

    /// <summary>Starts <c>tracing</c> with these arguments and waits until it is ready.</summary>
    /// <exception cref="InvalidOperationException">It ended before; the message holds its output.</exception>
    public static async Task<TracingProcess> StartAsync(IEnumerable<string> arguments, CancellationToken cancellation)
    {
        ChildProcess child = Run(arguments);
        try
        {
            string ready = await child.WaitForLineAsync(line => line.StartsWith("ready ", StringComparison.Ordinal), cancellation);
            return new TracingProcess(child, Face().Matches(ready).ToDictionary(face => face.Groups[1].Value, face => new Uri(face.Groups[2].Value), StringComparer.Ordinal));
        }
        catch
        {
            await child.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts <c>tracing</c> with these arguments: for commands that end by themselves.</summary>
    public static ChildProcess Run(IEnumerable<string> arguments) =>
        ChildProcess.Start("dotnet", [RepositoryPaths.Built("src/Tracing", "tracing.dll"), .. arguments]);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Child.DisposeAsync();

    [GeneratedRegex(@"(\w+)=(http://\S+)", RegexOptions.CultureInvariant)]
    private static partial Regex Face();
}
