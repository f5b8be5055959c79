namespace Tracing.Adapters.Sandboxes;

/// <summary>Addresses at which a command reaches the two things it may reach.</summary>
/// <param name="Model">The model proxy.</param>
/// <param name="Collector">The collector's OTLP/HTTP; null where it cannot be reached from there.</param>
public sealed record SandboxAddresses(Uri Model, Uri? Collector);
