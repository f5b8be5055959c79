namespace Tracing.Roles;

/// <summary>Which services a process runs.</summary>
/// <param name="Collector">The OTLP receiver and what follows it.</param>
/// <param name="Query">GraphQL and the pages.</param>
/// <param name="Proxy">The model proxy, which has no store.</param>
public sealed record RoleSet(bool Collector, bool Query, bool Proxy = false);
