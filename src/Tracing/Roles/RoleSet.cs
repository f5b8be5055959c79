namespace Tracing.Roles;

/// <summary>Which services a process runs.</summary>
/// <param name="Collector">The OTLP receiver and what follows it.</param>
/// <param name="Query">GraphQL and the pages.</param>
public sealed record RoleSet(bool Collector, bool Query);
