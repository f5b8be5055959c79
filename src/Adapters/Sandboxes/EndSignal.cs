namespace Tracing.Adapters.Sandboxes;

/// <summary>By what a command is asked to end.</summary>
public enum EndSignal
{
    /// <summary>SIGTERM.</summary>
    Terminate,

    /// <summary>SIGINT, as by a person at the keyboard.</summary>
    Interrupt,
}
