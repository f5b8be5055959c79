namespace Tracing.Adapters.Sandboxes;

/// <summary>Where the commands of one run are executed.</summary>
public interface ISandbox
{
    /// <summary>Which kind it is.</summary>
    SandboxKind Kind { get; }

    /// <summary>The working folder as commands see it.</summary>
    string WorkPath { get; }

    /// <summary>The home as commands see it.</summary>
    string HomePath { get; }

    /// <summary>Where commands reach the model proxy and the collector.</summary>
    SandboxAddresses Addresses { get; }

    /// <summary>Makes ready what has to be started on this machine so that a command runs inside.</summary>
    /// <param name="command">The command.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="SandboxException">It cannot be run.</exception>
    Task<SandboxLaunch> PrepareAsync(SandboxCommand command, CancellationToken cancellation);
}
