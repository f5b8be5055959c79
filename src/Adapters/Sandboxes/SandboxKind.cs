namespace Tracing.Adapters.Sandboxes;

/// <summary>How far an agent is kept from the machine it runs on.</summary>
public enum SandboxKind
{
    /// <summary>The machine itself; where the system allows, a process namespace, so that nothing of the agent outlives it.</summary>
    None,

    /// <summary>Bubblewrap: the machine's programs read-only, a working folder, a home, and no network but the way to the model and the collector.</summary>
    Bwrap,

    /// <summary>A container of any engine that the Docker client reaches: an image, a working folder, a home, limits, and no network but the same way.</summary>
    Docker,
}
