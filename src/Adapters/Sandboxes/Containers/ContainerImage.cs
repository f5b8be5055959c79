namespace Tracing.Adapters.Sandboxes.Containers;

/// <summary>An image that the engine has.</summary>
/// <param name="Name">As it was asked for.</param>
/// <param name="Id">The engine's own id of it: <c>sha256:…</c>.</param>
/// <param name="Digests">By which a registry knows it: <c>name@sha256:…</c>; none where it was made here and the engine keeps none.</param>
public sealed record ContainerImage(string Name, string Id, IReadOnlyList<string> Digests);
