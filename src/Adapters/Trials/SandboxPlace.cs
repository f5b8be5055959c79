using System.Net;
using System.Net.Sockets;
using Tracing.Adapters.Sandboxes;
using Tracing.Adapters.Sandboxes.Containers;
using Tracing.Forwarder;

namespace Tracing.Adapters.Trials;

/// <summary>The sandbox of one run, with what has to be open on this machine while it lasts.</summary>
internal sealed class SandboxPlace : IAsyncDisposable
{
    private readonly List<ByteRelay> relays = [];

    private SandboxPlace(ISandbox sandbox, string? deviation)
    {
        Sandbox = sandbox;
        Deviation = deviation;
    }

    /// <summary>The sandbox.</summary>
    public ISandbox Sandbox { get; }

    /// <summary>How far it is from what a sandbox should be; null where it is one.</summary>
    public string? Deviation { get; }

    /// <summary>Makes it.</summary>
    /// <param name="order">The trial.</param>
    /// <param name="folder">Its folder.</param>
    /// <param name="stage">What trials share.</param>
    public static SandboxPlace Open(TrialOrder order, RunFolder folder, TrialStage stage)
    {
        Uri model = stage.Proxies.Of(order.Agent);
        Uri? collector = order.OwnTelemetry ? stage.AgentTelemetry.Address : null;
        if (order.Sandbox == SandboxKind.None)
        {
            var plain = new PlainSandbox(folder.Folders, new SandboxAddresses(model, collector), stage.ProcessNamespaces);
            return new SandboxPlace(plain, stage.ProcessNamespaces ? "no sandbox: file system and network of the machine" : "no sandbox");
        }

        var place = new SandboxPlace(
            order.Image is { } image
                ? new DockerSandbox(folder.Folders, image, stage.Containers, folder.Mark!, collector is not null)
                : new BubblewrapSandbox(folder.Folders, collector is not null),
            null);
        place.Lead(Path.Join(folder.Folders.Sockets, SandboxFolders.ModelSocket), model);
        if (collector is not null)
        {
            place.Lead(Path.Join(folder.Folders.Sockets, SandboxFolders.CollectorSocket), collector);
        }

        return place;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (ByteRelay relay in relays)
        {
            await relay.DisposeAsync();
        }

        if (Sandbox is DockerSandbox docker)
        {
            await docker.RemoveAsync();
        }
    }

    private void Lead(string socket, Uri target) =>
        relays.Add(ByteRelay.Start(
            new UnixDomainSocketEndPoint(socket),
            IPAddress.TryParse(target.Host.Trim('[', ']'), out IPAddress? address) ? new IPEndPoint(address, target.Port) : new DnsEndPoint(target.Host, target.Port)));
}
