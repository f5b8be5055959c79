namespace Tracing.Adapters.Sandboxes;

/// <summary>No sandbox: the machine itself.</summary>
/// <param name="folders">The run's folders.</param>
/// <param name="addresses">Addresses as they are on this machine.</param>
/// <param name="namespaces">Whether process namespaces can be made here.</param>
public sealed class PlainSandbox(SandboxFolders folders, SandboxAddresses addresses, bool namespaces) : ISandbox
{
    /// <inheritdoc/>
    public SandboxKind Kind => SandboxKind.None;

    /// <inheritdoc/>
    public string WorkPath => folders.Work;

    /// <inheritdoc/>
    public string HomePath => folders.Home;

    /// <inheritdoc/>
    public SandboxAddresses Addresses => addresses;

    /// <inheritdoc/>
    public Task<SandboxLaunch> PrepareAsync(SandboxCommand command, CancellationToken cancellation) => Task.FromResult(SandboxLaunch.OnMachine(
        this, command, [.. namespaces ? CommandShells.ProcessNamespace : [], .. CommandShells.AsChild, .. command.Arguments], namespaces));
}
