namespace Tracing.Adapters.Sandboxes;

/// <summary>Ports of 127.0.0.1 through which a command reaches the two things it may reach.</summary>
/// <param name="Model">The model proxy.</param>
/// <param name="Collector">The collector's OTLP/HTTP.</param>
public sealed record SandboxPorts(int Model, int Collector);
