namespace Tracing.Roles;

/// <summary>Which services a process runs.</summary>
/// <param name="Collector">The OTLP receiver and what follows it.</param>
/// <param name="Query">GraphQL and the pages.</param>
/// <param name="Proxy">The model proxy, which has no store.</param>
/// <param name="Run">Runs of agents, which have no store either.</param>
public sealed record RoleSet(bool Collector, bool Query, bool Proxy = false, bool Run = false);
