namespace Tracing.Adapters.Sandboxes;

/// <summary>How a sandbox without a network of its own reaches the model and the collector: two ports of its loopback, each leading to a socket of the run.</summary>
internal static class SandboxWays
{
    /// <summary>Where the sockets lie inside.</summary>
    public const string Sockets = "/run/tracing";

    private const int ModelPort = 4319;
    private const int CollectorPort = 4318;

    /// <summary>The addresses inside.</summary>
    /// <param name="collector">Whether a socket leads to the collector.</param>
    public static SandboxAddresses Addresses(bool collector) =>
        new(new Uri($"http://127.0.0.1:{ModelPort}"), collector ? new Uri($"http://127.0.0.1:{CollectorPort}") : null);

    /// <summary>From which port to which socket.</summary>
    /// <param name="addresses">The addresses inside.</param>
    public static IEnumerable<(int Port, string Socket)> Of(SandboxAddresses addresses)
    {
        yield return (addresses.Model.Port, $"{Sockets}/{SandboxFolders.ModelSocket}");
        if (addresses.Collector is { } collector)
        {
            yield return (collector.Port, $"{Sockets}/{SandboxFolders.CollectorSocket}");
        }
    }
}
