namespace Tracing.Adapters.Trials;

/// <summary>What is written down of a run before it starts, so that another process can end it truthfully.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Cell">Its cell: <c>sweep/agent/model/category/task</c>.</param>
/// <param name="Trial">Its trial.</param>
/// <param name="Mark">Mark of its processes, and of its containers.</param>
/// <param name="Engine">The container engine's address, empty where the client finds it by itself; null where the run has no containers.</param>
public sealed record RunNote(string RunId, string Cell, int Trial, string Mark, string? Engine = null);
