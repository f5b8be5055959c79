namespace Tracing.Adapters.Sandboxes;

/// <summary>The folders of one run on this machine.</summary>
/// <param name="Work">The copy of the task that the agent works in.</param>
/// <param name="Home">The agent's fresh home.</param>
/// <param name="Sockets">Where the sockets lie that lead to the model and the collector.</param>
public sealed record SandboxFolders(string Work, string Home, string Sockets)
{
    /// <summary>Name of the socket that leads to the model proxy.</summary>
    public const string ModelSocket = "model.sock";

    /// <summary>Name of the socket that leads to the collector.</summary>
    public const string CollectorSocket = "collector.sock";
}
